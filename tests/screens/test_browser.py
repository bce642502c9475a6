"""In a real browser: open, filter, click a cell, read a ticket; no console error, no request to another host."""

import importlib.util
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from labels import figures
from metrics import Filters, attainment, tickets

SHOTS = Path(__file__).resolve().parents[2] / "tools" / "shots.py"
loading = importlib.util.spec_from_file_location("shots", SHOTS)
shots = importlib.util.module_from_spec(loading)
loading.loader.exec_module(shots)

CELL = {"program": "ivanti", "tier": "enterprise", "severity": "S3"}


@pytest.fixture(scope="module", autouse=True)
def _needs_a_browser():
    if shots.chromium() is None:
        missing = "no Chromium on this machine (looked for chromium, chromium-browser, google-chrome)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}; CI must have one")
        pytest.skip(missing)


@pytest.fixture(scope="module")
def address(database):
    with shots.app(database) as address:
        yield address


@pytest.fixture
def page(address):
    """A page that keeps every console error and every request that leaves the app."""
    with shots.browser() as window:
        page = window.new_page()
        page.errors, page.outside = [], []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.outside.append(request.url) if _leaves(request.url, address) else None)
        yield page


def _leaves(url: str, address: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(address).netloc


def asked(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_open_filter_click_a_cell_read_a_ticket(page, address, published):
    _open_attainment(page, address)
    whole = attainment.by(published, Filters(quarter=("FY2026Q2",)), ()).to_pylist()[0]
    judged = whole["met"] + whole["breached"] + whole["overdue"]
    assert f"{whole['met']}/{judged}件" in page.locator(".tile.lead").inner_text()

    page.get_by_label("期間(受付日)").click()
    page.get_by_role("option", name="2026年度 第1四半期(4〜6月)").click()
    shots.settled(page)
    assert asked(page) == {"period": ["FY2026Q1"]}
    filters = Filters(quarter=("FY2026Q1",))
    narrowed = attainment.by(published, filters, ()).to_pylist()[0]
    judged = narrowed["met"] + narrowed["breached"] + narrowed["overdue"]
    assert f"{narrowed['met']}/{judged}件" in page.locator(".tile.lead").inner_text()

    _click_cell(page, column=2, row=1)
    shots.settled(page)
    assert urlsplit(page.url).path == "/tickets"
    assert asked(page) == {"period": ["FY2026Q1"], **{name: [value] for name, value in CELL.items()}}
    only = {name: (value,) for name, value in CELL.items()}
    found = tickets.facts(published, Filters(quarter=("FY2026Q1",), **only)).to_pylist()
    assert f"チケット {len(found)}件" in page.locator(".stMain").inner_text()

    table = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    page.mouse.click(table["x"] + 16, table["y"] + 50)
    shots.settled(page)
    latest = max(found, key=lambda fact: (fact["opened_at"], fact["ticket_id"]))
    assert asked(page)["ticket"] == [latest["ticket_id"]]
    said = page.locator(".stMain").inner_text()
    assert (
        f"{figures.instant(latest['opened_at'], 'ja')} 受付のS3(エンタープライズサポート、営業時間で4時間、V)" in said
    )
    assert f"{figures.instant(latest['due_at'], 'ja')} が期限" in said

    page.get_by_role("button", name="← 一覧へ戻る").click()
    shots.settled(page)
    assert "ticket" not in asked(page)

    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).first.click()
    shots.settled(page)
    assert asked(page)["lang"] == ["en"]
    assert f"{len(found)} tickets" in page.locator(".stMain").inner_text()
    assert (page.errors, page.outside) == ([], [])


def test_every_page_stands_in_the_dark_without_an_error_or_an_outside_request(address):
    with shots.browser("dark") as window:
        page = window.new_page()
        errors, outside = [], []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: outside.append(request.url) if _leaves(request.url, address) else None)
        page.goto(f"{address}/?lang=en")
        for name in ("Attainment", "Tickets", "TRM days", "Renewals", "Customer", "Terms", "Data", "Overview"):
            shots.settled(page)
            page.get_by_role("link", name=name, exact=True).click()
        shots.settled(page)
        assert asked(page) == {"lang": ["en"]}
        assert (errors, outside) == ([], [])


def test_a_file_is_downloaded_from_the_page(page, address):
    _open_attainment(page, address)
    with page.expect_download() as waiting:
        page.locator(".downloads a", has_text="CSV").click()
    assert waiting.value.suggested_filename == "teirei-attainment-20261005T0830.csv"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    assert (page.errors, page.outside) == ([], [])


def _open_attainment(page, address: str) -> None:
    """By its link: opened by its own address, a page first asks for addresses below it that do not exist."""
    page.goto(address)
    shots.settled(page)
    page.get_by_role("link", name="目標達成率", exact=True).click()
    shots.settled(page)


def _click_cell(page, column: int, row: int) -> None:
    """Clicks a cell of the heatmap by its place: four columns of severities, 70 pixels a row."""
    chart = page.locator('[class*="st-key-cell_"] canvas').first.bounding_box()
    labels, head = 175, 24
    width = (chart["width"] - labels) / 4
    page.mouse.click(chart["x"] + labels + width * (column + 0.5), chart["y"] + head + 70 * (row + 0.5))
