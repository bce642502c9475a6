"""The files of the TRM page: tables as CSV and XLSX, a proposal as CSV and as a calendar."""

import csv
import io
import zipfile
from urllib.parse import urlencode

import pytest
from icalendar import Calendar
from starlette.requests import Request

from metrics import trm
from metrics.trm import TrmFilters
from screens.downloads import download
from screens.trm_downloads import plan


def fetched(route, path_params, **asked):
    scope = {"type": "http", "method": "GET", "path": "/download", "headers": [], "path_params": path_params}
    return route(Request(scope | {"query_string": urlencode(asked, doseq=True).encode()}))


def table(name, kind="csv", **asked):
    return fetched(download, {"name": name, "kind": kind}, **asked)


def proposal(kind, **asked):
    return fetched(plan, {"kind": kind}, **asked)


def lines(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


def test_the_list_of_running_terms(published):
    rows = [row for row in trm.ledgers(published).to_pylist() if row["is_current"]]
    found = {line["Subscription"]: line for line in lines(table("trm", lang="en"))}
    assert set(found) == {row["subscription_id"] for row in rows}
    for row in rows:
        assert float(found[row["subscription_id"]]["Not booked"]) == row["uncommitted"]
        assert found[row["subscription_id"]]["Expires"] == f"{row['term_end']}"
    assert {line["As of"] for line in found.values()} == {"Mon 5 Oct 2026 08:30"}


def test_the_filters_of_the_address_narrow_it_and_stand_in_it(published):
    found = lines(table("trm", lang="en", consultant="長谷部 隆", customer=["C-001", "C-003"]))
    assert [line["Subscription"] for line in found] == ["TRM-001"]
    assert found[0]["Filters"] == "Consultant = 長谷部 隆; Customer = 青葉精機, 白鷺電装"


def test_the_days_of_one_term_with_what_is_left_after_each(published):
    found = lines(table("trm_entries", lang="en", subscription="TRM-001"))
    assert [line["Date"] for line in found][:2] == ["2025-12-18", "2026-01-22"]
    assert float(found[-1]["Left after"]) == 4
    cancelled = next(line for line in found if line["Counts as"] == "Cancelled")
    before = found[found.index(cancelled) - 1]
    assert cancelled["Left after"] == before["Left after"]
    earlier = lines(table("trm_entries", lang="en", subscription="TRM-001", term="2024-12-07"))
    assert {line["Date"][:4] for line in earlier} <= {"2024", "2025"}
    assert sum(float(line["Days"]) for line in earlier) == 11.5


def test_a_workbook_holds_them_too(published):
    answer = table("trm_entries", "xlsx", subscription="TRM-001")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "リモート" in strings and "TRM-001" in strings
    assert "teirei-trm_entries-20261005T0830.xlsx" in answer.headers["content-disposition"]


@pytest.mark.parametrize("name", ["trm_coupons", "trm_ended", "trm_outside"])
def test_the_other_tables(published, name):
    assert lines(table(name, subscription="TRM-003"))


def test_an_unknown_subscription_has_no_days_and_no_plan(published):
    assert lines(table("trm_entries", subscription="TRM-404")) == []
    assert proposal("csv", subscription="TRM-404").status_code == 404
    assert proposal("csv").status_code == 404
    assert proposal("pdf", subscription="TRM-001").status_code == 404


def test_a_proposal_follows_the_wishes_of_the_address(published):
    answer = proposal("csv", subscription="TRM-003", onsite="2", weekday=["1", "2"], month="2026-11")
    found = lines(answer)
    assert {line["date"][:7] for line in found} == {"2026-11"}
    assert [line["mode"] for line in found].count("onsite") == 2
    assert {(line["subscription_id"], line["status"], line["consultant"]) for line in found} == {
        ("TRM-003", "planned", "宮園 航")
    }
    assert "teirei-trm-plan-TRM-003-20261005T0830.csv" in answer.headers["content-disposition"]
    before = trm.ledgers(published, TrmFilters(subscription=("TRM-003",))).to_pylist()[-1]
    assert sum(float(line["days"]) for line in found) <= before["uncommitted"]


@pytest.mark.parametrize(("lang", "title"), [("ja", "TRM リモート 青葉精機"), ("en", "TRM Remote: 青葉精機")])
def test_the_calendar_of_a_proposal(published, lang, title):
    days = [line["date"] for line in lines(proposal("csv", subscription="TRM-001"))]
    answer = proposal("ics", subscription="TRM-001", lang=lang)
    events = Calendar.from_ical(answer.body).walk("VEVENT")
    assert [str(event.decoded("dtstart")) for event in events] == days
    assert len(days) == 4
    assert {str(event["summary"]) for event in events} == {title}
    assert answer.headers["content-type"].startswith("text/calendar")


def test_bad_wishes_of_an_address_count_as_none(published):
    bad = proposal("csv", subscription="TRM-001", onsite="many", weekday=["9", "x"], term="soon")
    assert bad.body == proposal("csv", subscription="TRM-001").body


def test_without_a_database_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "none.duckdb"))
    for answer in (table("trm"), proposal("csv", subscription="TRM-001")):
        assert answer.status_code == 409 and b"teirei load" in answer.body
