"""In a real browser: drop a file, correct it, publish it, and see the new version on the attainment page."""

import importlib.util
import os
import re
from pathlib import Path

import pytest

from loading import Request, load

ROOT = Path(__file__).resolve().parents[2]
loading = importlib.util.spec_from_file_location("shots", ROOT / "tools" / "shots.py")
shots = importlib.util.module_from_spec(loading)
loading.loader.exec_module(shots)

TICKETS = (
    "Vorgang,契約ID,受付日時,初回回答日時,重要度,受付経路\n"
    "V1,K1,2026-04-01 10:00,2026-04-01 10:30,S3,portal\n"
    "V2,K1,2026-04-02 10:00,2026-04-03 16:00,S3,portal\n"
    "V3,K1,someday,,S3,portal\n"
)
CONTRACTS = "contract_id,customer_id,program,tier,start_on,end_on\nK1,A,ivanti,premium,2026-04-01,2027-03-31\n"


@pytest.fixture
def page(tmp_path):
    if shots.chromium() is None:
        missing = "no Chromium on this machine (looked for chromium, chromium-browser, google-chrome)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}; CI must have one")
        pytest.skip(missing)
    (tmp_path / "first.csv").write_text("ticket_id,opened_at\nOLD,2026-03-01\n", encoding="utf-8")
    load(Request([tmp_path / "first.csv"], tmp_path / "t.duckdb"))
    with shots.app(tmp_path / "t.duckdb") as address, shots.browser() as window:
        page = window.new_page()
        page.goto(address)
        shots.settled(page)
        yield page


def test_drop_correct_publish_and_see_the_new_version(page, tmp_path):
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    (tmp_path / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    assert "v-000001" in page.locator(".as-of").inner_text()
    page.get_by_role("link", name="データ", exact=True).click()
    shots.settled(page)
    page.get_by_role("radio", name="取り込む").or_(page.get_by_role("button", name="取り込む")).first.click()
    shots.settled(page)
    page.locator("input[type=file]").set_input_files([tmp_path / "tickets.csv", tmp_path / "contracts.csv"])
    page.get_by_text("次の列が足りません:チケットID").wait_for()
    shots.settled(page)
    publish = page.locator(".st-key-publish_button button")
    assert publish.inner_text() == "1ファイルを公開"

    heading = page.locator('[class*="st-key-map_"][class*="_ticket_id"] input').first
    heading.click()
    heading.fill("Vorgang")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.get_by_text("読み取り 3 = 採用 2 + 却下 1").wait_for()
    shots.settled(page)
    page.get_by_text("すべて置き換える").click()
    shots.settled(page)
    publish.click()
    page.locator(".st-key-published").wait_for(timeout=60_000)
    shots.settled(page)
    assert "v-000002" in page.locator(".st-key-published").inner_text()
    with page.expect_download() as waiting:
        page.locator(".downloads a", has_text="tickets.rejects.csv").click()
    mended = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert '"V3","K1","someday"' in mended

    page.get_by_role("link", name=re.compile("目標達成率を見る")).click()
    shots.settled(page)
    assert "v-000002" in page.locator(".as-of").inner_text()
    page.goto(page.url.split("?")[0] + "?period=all")
    shots.settled(page)
    assert "1/2件" in page.locator(".tile.lead").inner_text()
