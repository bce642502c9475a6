"""`teirei trm` and `teirei plan` as scripts see them."""

import csv
import io
import json
from datetime import date

import pytest
from icalendar import Calendar

from teirei.main import main
from teirei.trm import COLUMNS, SHORT

from .conftest import SAMPLES

LEDGER = [
    "subscription_id", "customer_id", "trm_type", "term_start", "term_end", "entitled", "used", "planned", "remaining",
    "uncommitted", "onsite_cap", "onsite_used", "onsite_planned", "onsite_remaining", "onsite_share",
    "stranded_onsite", "stranded_after_plan", "expired", "coupons_entitled", "coupons_used", "coupons_remaining",
    "notice_by", "forecast_expiring",
]  # fmt: skip
"""The names of the interface; there may be more between them, the order holds."""


def as_json(teirei, *arguments):
    code, out, err = teirei(*arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def as_csv(teirei, *arguments):
    code, out, _ = teirei(*arguments, "--format", "csv")
    assert code == 0
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


def test_json_has_the_names_and_the_order_of_the_interface(database, teirei):
    answer = as_json(teirei, "trm", "--db", database)
    assert list(answer)[:4] == ["as_of", "ledgers", "blocks", "outside_term"]
    assert answer["as_of"] == "2026-10-05T08:30:00+09:00"
    assert [name for name in answer["ledgers"][0] if name in LEDGER] == LEDGER
    assert list(answer["blocks"][0]) == ["subscription_id", "first", "last", "days", "state"]
    assert list(answer["outside_term"][0])[:3] == ["subscription_id", "date", "days"]


def test_json_holds_numbers_iso_dates_and_fractions(database, teirei):
    rows = as_json(teirei, "trm", "--db", database, "--subscription", "TRM-002")["ledgers"]
    (row,) = rows
    assert (row["term_start"], row["term_end"], row["notice_by"]) == ("2026-04-01", "2027-03-31", "2027-01-30")
    assert (row["entitled"], row["used"], row["onsite_cap"], row["stranded_onsite"]) == (12, 3, 3, 1)
    assert row["onsite_share"] == 2 / 12
    assert (row["coupons_entitled"], row["coupons_used"], row["coupons_remaining"]) == (1, 0, 1)


def test_rows_stand_in_order(database, teirei):
    answer = as_json(teirei, "trm", "--db", database)
    for name, key in (("ledgers", "term_start"), ("blocks", "first"), ("outside_term", "date")):
        places = [(row["subscription_id"], row[key]) for row in answer[name]]
        assert places == sorted(places)


@pytest.mark.parametrize("shown", COLUMNS)
def test_csv_and_table_show_what_is_asked_for_with_its_columns(shown, database, teirei):
    code, out, err = teirei("trm", "--db", database, "--show", shown, "--format", "csv")
    lines = list(csv.reader(io.StringIO(out)))
    assert (code, err, lines[0]) == (0, "", list(COLUMNS[shown]))
    assert len(lines) > 1
    heading, line, *rows = teirei("trm", "--db", database, "--show", shown)[1].splitlines()
    assert heading.split() == list(SHORT if shown == "ledgers" else COLUMNS[shown])
    assert (set(line), len(rows)) == ({"-", " "}, len(lines) - 1)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--customer", "C-001"], {"TRM-001"}),
        (["--customer", "C-001,C-003"], {"TRM-001", "TRM-002"}),
        (["--subscription", "TRM-004", "--subscription", "TRM-005"], {"TRM-004", "TRM-005"}),
        (["--consultant", "稲葉 さおり"], {"TRM-005"}),
        (["--consultant", "長谷部 隆", "--customer", "C-026"], {"TRM-008"}),
        (["--customer", "C-404"], set()),
    ],
)
def test_filters(options, names, database, teirei):
    answer = as_json(teirei, "trm", "--db", database, *options)
    assert {row["subscription_id"] for row in answer["ledgers"]} == names
    assert {row["subscription_id"] for row in answer["blocks"]} <= names


def test_dates_hold_both_ends(database, teirei):
    answer = as_json(teirei, "trm", "--db", database, "--from", "2026-06-15", "--to", "2026-06-15")
    assert all(row["term_start"] <= "2026-06-15" <= row["term_end"] for row in answer["ledgers"])
    assert {"TRM-003", "TRM-010"} <= {row["subscription_id"] for row in answer["ledgers"]}
    assert ("TRM-003", "2026-06-12") in {(row["subscription_id"], row["first"]) for row in answer["blocks"]}
    assert all(row["first"] <= "2026-06-15" <= row["last"] for row in answer["blocks"])


def test_an_earlier_instant(database, teirei):
    asked = ("trm", "--db", database, "--subscription", "TRM-012", "--as-of")
    before = as_json(teirei, *asked, "2025-07-31T12:00")
    after = as_json(teirei, *asked, "2025-10-16T00:00")
    assert before["as_of"] == "2025-07-31T12:00:00+09:00"
    assert [row["expired"] for row in before["ledgers"]] == [0]
    assert [row["expired"] for row in after["ledgers"]] == [2.5]  # ended on 10/15 after the notice of 8/1, no renewal


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trm", "--subscription", "TRM-01"], '--subscription "TRM-01": no TRM subscription has it (did you mean'),
        (["trm", "--consultant", "長谷部"], '--consultant "長谷部": no TRM subscription has it'),
        (["trm", "--from", "2026-10-02", "--to", "2026-10-01"], "--from 2026-10-02 lies after --to 2026-10-01"),
        (["trm", "--from", "10/1"], '--from "10/1": give a date such as'),
        (["trm", "--as-of", "soon"], '--as-of "soon": give an instant such as'),
        (["plan", "TRM-00l"], '"TRM-00l": there is no such TRM subscription (did you mean'),
        (["plan", "TRM-001", "--weekdays", "mon,fry"], '--weekdays "fry": give any of mon, tue'),
        (["plan", "TRM-001", "--months", "2026-13"], '--months "2026-13": give months such as 2026-11'),
        (["plan", "TRM-001", "--onsite", "-1"], "--onsite -1: give 0 or more days"),
        (["plan", "TRM-001", "--term", "now"], '--term "now": give a date such as'),
        (
            ["plan", "TRM-001", "--term", "2026-12-06"],
            "--term 2026-12-06: no term of TRM-001 begins then; known are 2024-12-07, 2025-12-07",
        ),
    ],
)
def test_a_wrong_request_is_one_sentence(arguments, said, database, teirei):
    code, out, err = teirei(*arguments, "--db", database)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_the_tier_is_the_type_and_the_programme_that_of_the_contract(database, teirei):
    basic = as_json(teirei, "trm", "--tier", "basic", "--db", database)["ledgers"]
    assert {row["trm_type"] for row in basic} == {"basic"}
    whole = as_json(teirei, "trm", "--db", database)["ledgers"]
    assert as_json(teirei, "trm", "--program", "ivanti", "--db", database)["ledgers"] == whole
    assert as_json(teirei, "trm", "--program", "asgent", "--db", database)["ledgers"] == []
    code, out, err = teirei("trm", "--severity", "S1", "--db", database)
    assert (code, out) == (1, "") and "tickets" in err


@pytest.mark.parametrize("arguments", [["trm", "--show", "all"], ["plan"]])
def test_usage_is_exit_code_2(arguments, database, teirei):
    assert teirei(*arguments, "--db", database)[0] == 2


def test_a_plan_places_all_that_can_be_placed(database, teirei):
    answer = as_json(teirei, "plan", "TRM-001", "--db", database)
    assert (answer["term_start"], answer["term_end"]) == ("2025-12-07", "2026-12-06")
    assert (answer["placed"], answer["unplaced"], answer["reasons"]) == (4, 0, [])
    assert sum(row["days"] for row in answer["rows"]) == 4
    assert all("2026-10-05" < row["date"] <= "2026-12-06" for row in answer["rows"])


def test_wishes_narrow_a_plan_and_what_is_left_out_has_its_reason(database, teirei):
    wishes = ("--weekdays", "tue,THU", "--months", "2026-11", "--onsite", "2")
    answer = as_json(teirei, "plan", "TRM-003", "--db", database, *wishes)
    days = [date.fromisoformat(row["date"]) for row in answer["rows"]]
    assert {day.weekday() for day in days} == {1, 3}
    assert {f"{day:%Y-%m}" for day in days} == {"2026-11"}
    assert answer["unplaced"] > 0 and answer["reasons"]
    code, out, err = teirei("plan", "TRM-003", "--db", database, *wishes)
    assert code == 0
    assert err.splitlines() == answer["reasons"]
    assert len(out.splitlines()) == len(answer["rows"]) + 2


def test_a_named_term_is_planned_instead_of_the_running_one(database, teirei):
    answer = as_json(teirei, "plan", "TRM-009", "--db", database, "--term", "2025-09-01")
    assert (answer["term_start"], answer["rows"]) == ("2025-09-01", [])
    assert len(answer["reasons"]) == 1


def test_the_csv_of_a_plan_loads_as_planned_days(tmp_path, database, teirei):
    code, out, _ = teirei("plan", "TRM-002", "--db", database, "--format", "csv")
    assert code == 0
    (tmp_path / "agreed.csv").write_text(out, encoding="utf-8", newline="")
    copy = tmp_path / "copy.duckdb"
    files = [str(SAMPLES / f"{name}.csv") for name in ("trm_subscriptions", "trm_days", "closures")]
    as_of = ("--as-of", "2026-10-05T08:30:00+09:00")
    assert main(["load", *files, "--db", str(copy), *as_of]) == 0
    before = as_json(teirei, "trm", "--db", copy, "--subscription", "TRM-002")["ledgers"][0]
    assert main(["load", "--add", str(tmp_path / "agreed.csv"), "--db", str(copy), *as_of]) == 0
    after = as_json(teirei, "trm", "--db", copy, "--subscription", "TRM-002")["ledgers"][0]
    assert (before["planned"], before["uncommitted"]) == (0, 9)
    assert (after["planned"], after["uncommitted"]) == (9, 0)
    entries = as_csv(teirei, "trm", "--db", copy, "--subscription", "TRM-002", "--show", "entries")
    planned = {row["date"] for row in entries if row["counted_as"] == "planned"}
    assert planned == {row["date"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))}


def test_the_calendar_of_a_plan_has_one_event_a_row(database, teirei):
    rows = as_json(teirei, "plan", "TRM-002", "--db", database, "--onsite", "0")["rows"]
    code, out, _ = teirei("plan", "TRM-002", "--db", database, "--format", "ics")
    events = Calendar.from_ical(out).walk("VEVENT")
    assert code == 0
    assert [str(event.decoded("dtstart")) for event in events] == [row["date"] for row in rows]
    assert {str(event["summary"]) for event in events} == {"TRM リモート 白鷺電装"}


def test_the_same_question_has_the_same_bytes(database, teirei):
    for asked in (("trm", "--db", database, "--format", "json"), ("plan", "TRM-005", "--db", database)):
        assert teirei(*asked)[1] == teirei(*asked)[1]


def test_a_database_without_trm_exports_has_empty_answers(tmp_path, teirei):
    (tmp_path / "closures.csv").write_text("calendar,date,name\njapan-support,2026-08-13,休業\n", encoding="utf-8")
    empty = tmp_path / "x.duckdb"
    assert main(["load", str(tmp_path / "closures.csv"), "--db", str(empty), "--as-of", "2026-10-05"]) == 0
    answer = as_json(teirei, "trm", "--db", empty)
    assert {name: rows for name, rows in answer.items() if rows} == {"as_of": "2026-10-05T00:00:00+09:00"}
    assert teirei("plan", "TRM-001", "--db", empty)[0] == 1
