"""A PNG of every page, in both languages, light and dark: `python tools/shots.py [OUT]`, of the database TEIREI_DB.

Starts the app on a free port of 127.0.0.1 and a Chromium with a new profile; both end with the script.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZE: ViewportSize = {"width": 1440, "height": 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = {
    "overview": "/",
    "attainment": "/attainment",
    "tickets": "/tickets",
    "trm": "/trm",
    "trm-subscription": "/trm?subscription=TRM-001",
    "renewals": "/renewals",
    "renewals-contract": "/renewals?contract=K-1013",
    "customer": "/customer?who=C-001",
    "terms": "/terms",
    "data": "/data",
}
BUSY = '[data-testid="stApp"][data-test-script-state="running"], .stSkeleton, [data-stale="true"]'


def chromium() -> str | None:
    """The browser of this machine, None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextlib.contextmanager
def app(database: Path) -> Generator[str, None, None]:
    """The address of the app, served on a free port until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    environment = {**os.environ, "TEIREI_DB": str(database)}
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _until_up(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextlib.contextmanager
def browser(theme: Literal["light", "dark"] = "light") -> Generator[BrowserContext, None, None]:
    """A browser window with a new profile."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium(),
            args=FLAGS,
            color_scheme=theme,
            viewport=SIZE,
            locale="ja-JP",
            timezone_id="America/New_York",  # the pages show the calendar's zone, not the reader's
        )
        try:
            yield context
        finally:
            context.close()


def settled(page: Page) -> None:
    """Waits until the run has ended and the charts stand."""
    page.locator(".brand").wait_for(timeout=60_000)
    page.wait_for_function("busy => !document.querySelector(busy)", arg=BUSY, timeout=60_000)
    page.wait_for_timeout(900)


def shoot(page: Page, address: str, file: Path) -> None:
    """The whole page, as high as it is."""
    page.set_viewport_size(SIZE)
    page.goto(address)
    settled(page)
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": SIZE["width"], "height": max(SIZE["height"], min(int(height), 6000))})
    settled(page)
    page.screenshot(path=file)


def first_ticket(page: Page, address: str) -> str:
    """The id of a missed ticket to look at, from the pages' own download."""
    url = f"{address}/download/tickets.csv?lang=en&outcome=breached"
    with urllib.request.urlopen(url) as answer:
        lines = answer.read().decode("utf-8-sig").splitlines()
    return lines[1].split(",")[0] if len(lines) > 1 else ""


def _until_up(address: str, server: subprocess.Popen, log) -> None:
    for _ in range(240):
        if server.poll() is not None:
            log.seek(0)
            raise SystemExit(f"the app ended:\n{log.read().decode(errors='replace')}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return
        time.sleep(0.25)
    raise SystemExit("the app did not answer within a minute")


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "shots"
    out.mkdir(parents=True, exist_ok=True)
    database = Path(os.environ.get("TEIREI_DB", ROOT / "data" / "teirei.duckdb")).resolve()
    with app(database) as address:
        for theme in THEMES:
            with browser(theme) as context:
                page = context.new_page()
                pages = {**PAGES, "ticket": f"/tickets?ticket={first_ticket(page, address)}"}
                for name, path in pages.items():
                    for language in ("ja", "en"):
                        joint = "&" if "?" in path else "?"
                        file = out / f"{name}-{language}-{theme}.png"
                        shoot(page, f"{address}{path}{joint}lang={language}", file)
                        print(file, file=sys.stderr)


if __name__ == "__main__":
    main()
