"""The renewal oracle by itself: the worked cases, and dates that were counted by hand."""

from datetime import date

import pytest

from oracle import renewals_cases
from oracle.instants import parse
from oracle.renewals import SUPPORT_NOTICE, RenewalWorld, ended_by
from oracle.renewals_retention import retention

CASES = renewals_cases.read()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_worked_case(case):
    rows = case.world.rows(parse(case.as_of))
    assert renewals_cases.differences(case, rows, retention(rows)) == []


def test_titles_are_told_apart():
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("end", "notice_by"),
    [("2027-03-31", "2026-12-31"), ("2026-10-15", "2026-07-17"), ("2028-03-31", "2028-01-01")],
)
def test_notice_of_support_is_due_ninety_days_before(end, notice_by):
    assert (date.fromisoformat(end) - SUPPORT_NOTICE).isoformat() == notice_by


@pytest.mark.parametrize(
    ("own", "notice", "ended"),
    [(1, "2026-01-30", 1), (1, "2026-01-31", 2), (2, "2025-05-01", 2), (1, "2026-05-01", 2)],
)
def test_a_notice_ends_the_first_term_for_which_it_is_in_time(own, notice, ended):
    assert ended_by(date(2025, 4, 1), own, date.fromisoformat(notice)) == ended


def test_today_is_that_of_the_calendar():
    week = {"valid_from": date(2000, 1, 1), "monday": ["09:00-17:00"]}
    calendars = {"new-york": {"time_zone": "America/New_York", "hours": [week]}}
    row = {"customer_id": "K-1", "program": "ivanti", "tier": "standard", "start_on": "2025-10-05"}
    contracts = [
        {"contract_id": "A", "end_on": "2026-10-05", **row},
        {"contract_id": "B", "end_on": "2026-10-05", "calendar": "new-york", **row},
    ]
    rows = RenewalWorld(contracts, calendars=calendars).rows(parse("2026-10-06T08:30+09:00"))
    assert [row["state"] for row in rows] == ["lapsed", "expiring_unrenewed"]
    assert rows[1]["notice_by_working_day"] == date(2026, 7, 6), "the last Monday before Tuesday 7/7"
