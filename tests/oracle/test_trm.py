"""The TRM oracle by itself: the worked cases, and dates that were counted by hand."""

from datetime import date, timedelta

import pytest

from oracle import trm_cases
from oracle.instants import parse
from oracle.trm import TYPES, TrmWorld
from oracle.trm_terms import NOTICE, term_end, term_number, term_start

CASES = trm_cases.read()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_worked_case(case):
    assert trm_cases.differences(case, **case.world.answer(parse(case.as_of))) == []


def test_titles_are_told_apart():
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ("2026-04-01", ["2027-03-31", "2028-03-31", "2029-03-31"]),
        ("2027-01-01", ["2027-12-31", "2028-12-31"]),
        ("2027-08-31", ["2028-08-30", "2029-08-30"]),
        ("2027-03-01", ["2028-02-29", "2029-02-28"]),
        ("2027-02-28", ["2028-02-27", "2029-02-27"]),
        ("2028-02-29", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-28", "2033-02-28"]),
        ("2025-12-07", ["2026-12-06"]),
    ],
)
def test_the_last_days_of_the_terms(first, ends):
    first = date.fromisoformat(first)
    assert [term_end(first, number).isoformat() for number in range(1, len(ends) + 1)] == ends


@pytest.mark.parametrize("first", ["2024-02-29", "2026-04-01", "2027-08-31", "2023-03-01"])
def test_every_day_lies_in_exactly_one_term(first):
    first = date.fromisoformat(first)
    for day in (first + timedelta(days=n) for n in range(2500)):
        number = term_number(first, day)
        assert term_start(first, number) <= day <= term_end(first, number)
        assert number == 1 or term_end(first, number - 1) < term_start(first, number)


@pytest.mark.parametrize(
    ("end", "notice_by"),
    [("2027-03-31", "2027-01-30"), ("2026-12-06", "2026-10-07"), ("2028-03-31", "2028-01-31")],
)
def test_notice_is_due_sixty_days_before(end, notice_by):
    assert (date.fromisoformat(end) - NOTICE).isoformat() == notice_by


def test_the_types_are_those_of_the_text():
    assert {name: (days, days * share, coupons) for name, (days, share, coupons) in TYPES.items()} == {
        "basic": (12, 3, 1),
        "premier": (24, 6, 2),
        "enterprise": (48, 12, 3),
        "dedicated": (200, 200, 4),
    }


def test_today_is_that_of_the_calendar():
    week = {"valid_from": date(2000, 1, 1), "monday": ["09:00-17:00"]}
    calendars = {"new-york": {"time_zone": "America/New_York", "hours": [week]}}
    row = {"customer_id": "K-1", "trm_type": "basic", "purchased_on": "2026-04-01"}
    subscriptions = [
        {"subscription_id": "A", **row},
        {"subscription_id": "B", "calendar": "new-york", **row},
    ]
    world = TrmWorld(subscriptions, calendars=calendars)
    assert [row["subscription_id"] for row in world.answer(parse("2026-04-01T08:00+09:00"))["ledgers"]] == ["A"]
    assert [row["subscription_id"] for row in world.answer(parse("2026-04-01T14:00+09:00"))["ledgers"]] == ["A", "B"]
