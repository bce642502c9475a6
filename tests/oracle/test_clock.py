"""The oracle's own clock: against public cases, and against asking every single second."""

import random
from datetime import date, datetime

import pytest

from oracle.clock import ALWAYS, Calendar, RefusedError
from oracle.clock_cases import CASES, calendar_table
from oracle.contract import JAPAN_SUPPORT
from oracle.instants import parse


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_public_case(case):
    calendar = Calendar(calendar_table(case))
    start = parse(case["start"], case["tz"])
    if case["op"] == "between":
        assert calendar.business_seconds(start, parse(case["end"], case["tz"])) == case["expected_seconds"]
    else:
        assert calendar.due(start, case["add_seconds"]) == parse(case["expected_end"], case["tz"])


HOSTILE = Calendar(
    {
        "time_zone": "America/New_York",
        "hours": [
            {
                "valid_from": date(2020, 1, 1),
                "saturday": ["22:00-06:00"],
                "sunday": ["01:15-01:45", "02:30-04:00", "22:00-03:00"],
                "monday": ["09:00-12:00", "13:00-17:30"],
            },
            {"valid_from": date(2026, 3, 9), "monday": ["10:00-11:00"]},
        ],
        "closed": [{"from": datetime(2026, 3, 8, 3, 10, 7), "to": datetime(2026, 3, 8, 3, 20, 11)}],
        "special": [{"date": date(2026, 11, 1), "hours": ["00:30-02:30"]}],
    }
)


@pytest.mark.parametrize("around", ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"], ids=["forward", "back"])
def test_minutes_agree_with_every_second_across_a_clock_change(around):
    middle = parse(around)
    rng = random.Random(around)
    first, last = middle - 20_000, middle + 60_000
    is_open = [HOSTILE.is_open(at) for at in range(first, last)]
    for _ in range(60):
        a, b = sorted(rng.sample(range(first, last), 2))
        expected = sum(is_open[a - first : b - first])
        assert HOSTILE.business_seconds(a, b) == expected
        assert HOSTILE.business_seconds(b, a) == -expected
        if expected:
            due, latest = HOSTILE.due(a, expected), HOSTILE.due(b, -expected)
            assert HOSTILE.business_seconds(a, due) == expected and is_open[due - 1 - first]
            assert HOSTILE.business_seconds(latest, b) == expected and is_open[latest - first]


def test_a_due_time_is_the_close_of_the_day_and_not_the_next_opening():
    calendar = Calendar(JAPAN_SUPPORT)
    assert calendar.due(parse("2026-09-18T15:00"), 7200) == parse("2026-09-18T17:00")
    assert calendar.due(parse("2026-09-24T09:00"), -7200) == parse("2026-09-18T15:00")


def test_a_closed_date_ends_the_evening_before_and_drops_its_own_evening():
    night = {"time_zone": "Asia/Tokyo", "hours": [{"valid_from": date(2020, 1, 1), "monday": ["22:00-06:00"]}]}
    night["hours"][0]["tuesday"] = ["22:00-06:00"]
    night["closed"] = [{"from": date(2026, 6, 2), "to": date(2026, 6, 2)}]  # a Tuesday
    calendar = Calendar(night)
    assert calendar.business_seconds(parse("2026-06-01T00:00"), parse("2026-06-04T00:00")) == 2 * 3600


def test_days_before_the_first_hours_are_refused():
    with pytest.raises(RefusedError):
        Calendar(JAPAN_SUPPORT).business_seconds(parse("1999-12-31T12:00"), parse("2000-01-05T12:00"))


def test_round_the_clock_counts_every_second():
    a = parse("2026-12-31T23:30")
    assert ALWAYS.business_seconds(a, a + 12_345) == 12_345 and ALWAYS.due(a, 1800) == a + 1800
