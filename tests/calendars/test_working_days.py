"""Which dates a desk works on, against rules that are written out here, minute by minute."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calendars
from calendars import Calendar, Closure, working_days
from calendars.model import Week, YearlyClosure

OFFICIAL = Path(__file__).parents[1] / "data" / "syukujitsu.csv"
NOON, EVENING, NIGHT = ((540, 720), (780, 1020)), ((1080, 1200),), ((1320, 1800),)
TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


def desk(*hours, **more):
    return Calendar("desk", ZoneInfo("Asia/Tokyo"), (Week(date(2020, 1, 1), (hours,) * 7),), **more)


def works(calendar, day):
    return working_days(calendar, day, day) == [day]


def closed(start, end):
    return (Closure(datetime.fromisoformat(start), datetime.fromisoformat(end)),)


def test_japan_works_on_weekdays_that_are_neither_holidays_nor_year_end(japan_support):
    with OFFICIAL.open(encoding="utf-8-sig", newline="") as file:
        holidays = {row["date"] for row in csv.DictReader(file)}
    first, last = date(2000, 1, 1), date(2027, 12, 31)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    year_end = {"12-29", "12-30", "12-31", "01-01", "01-02", "01-03"}
    expected = [
        day
        for day in every
        if day.strftime("%a") not in ("Sat", "Sun") and f"{day}" not in holidays and f"{day:%m-%d}" not in year_end
    ]
    assert working_days(japan_support, first, last) == expected


def test_a_company_closure_is_no_working_day_and_its_neighbours_are(japan_support):
    calendar = japan_support.closed_also([Closure.of_dates(date(2026, 8, 13), date(2026, 8, 14))])
    assert working_days(calendar, date(2026, 8, 12), date(2026, 8, 17)) == [date(2026, 8, 12), date(2026, 8, 17)]
    assert len(working_days(japan_support, date(2026, 8, 12), date(2026, 8, 17))) == 4


@pytest.mark.parametrize(
    ("shut", "is_working"),
    [
        (closed("2026-11-25T09:00", "2026-11-25T17:00"), False),
        (closed("2026-11-25T09:00", "2026-11-25T16:59:59"), True),
        (closed("2026-11-25T09:00:01", "2026-11-25T17:00"), True),
        (closed("2026-11-25T09:00", "2026-11-25T12:00"), True),
        (closed("2026-11-25T12:00", "2026-11-25T13:00"), True),
        (closed("2026-11-25T09:00", "2026-11-25T12:00") + closed("2026-11-25T13:00", "2026-11-25T17:00"), False),
        (closed("2026-11-25T12:00", "2026-11-26T00:00") + closed("2026-11-24T20:00", "2026-11-25T12:00"), False),
        (closed("2026-11-25T00:00", "2026-11-26T00:00"), False),
    ],
)
@pytest.mark.parametrize("hours", [NOON, NOON[::-1]])
def test_hours_with_a_break_that_are_partly_closed(hours, shut, is_working):
    assert works(desk(*hours, closures=shut), WEDNESDAY) == is_working


def test_a_special_date_works_if_it_has_hours():
    special = {TUESDAY: EVENING, WEDNESDAY: ()}
    calendar = Calendar("x", ZoneInfo("Asia/Tokyo"), (Week(date(2020, 1, 1), ((),) * 7),), special=special)
    assert working_days(calendar, TUESDAY, THURSDAY) == [TUESDAY]
    assert working_days(desk(*NOON, special=special), TUESDAY, THURSDAY) == [TUESDAY, THURSDAY]


def test_closed_beats_special():
    assert not works(desk(*NOON, special={TUESDAY: EVENING}, yearly=(YearlyClosure((11, 24), (11, 24)),)), TUESDAY)


def test_a_night_belongs_to_the_date_it_begins_on():
    week = Week(date(2020, 1, 1), ((), NIGHT, (), (), (), (), ()))  # Tuesdays
    calendar = Calendar("night", ZoneInfo("Asia/Tokyo"), (week,))
    assert working_days(calendar, TUESDAY, THURSDAY) == [TUESDAY]


@pytest.mark.parametrize(
    "tail",
    [
        {"closures": closed("2026-11-24T22:00", "2026-11-25T06:00")},
        {"closures": closed("2026-11-24T22:00", "2026-11-25T00:00"), "yearly": (YearlyClosure((11, 25), (11, 25)),)},
    ],
)
def test_a_night_that_is_closed_to_its_end_is_no_working_day(tail):
    assert not works(desk(*NIGHT, **tail), TUESDAY)


def test_a_night_before_a_closed_date_still_works_until_midnight():
    assert works(desk(*NIGHT, yearly=(YearlyClosure((11, 25), (11, 25)),)), TUESDAY)


def test_always_works():
    always = calendars.read(Path(__file__).parents[2] / "data" / "calendars")["always"]
    assert len(working_days(always, date(2027, 1, 1), date(2028, 12, 31))) == 365 + 366


def test_no_date_before_the_first_hours_and_none_backwards():
    assert working_days(desk(*NOON), date(2019, 12, 1), date(2020, 1, 2)) == [date(2020, 1, 1), date(2020, 1, 2)]
    assert working_days(desk(*NOON), date(2019, 12, 1), date(2019, 12, 31)) == []
    assert working_days(desk(*NOON), THURSDAY, TUESDAY) == []


def test_changed_hours_hold_from_their_date_on():
    weeks = (Week(date(2020, 1, 1), (NOON,) * 7), Week(WEDNESDAY, ((),) * 7))
    calendar = Calendar("x", ZoneInfo("Asia/Tokyo"), weeks)
    assert working_days(calendar, TUESDAY, THURSDAY) == [TUESDAY]


HOURS = st.lists(st.tuples(st.integers(0, 47), st.integers(1, 16)), max_size=2).map(
    lambda found: tuple((start * 30, (start + length) * 30) for start, length in found)
)
MOMENTS = st.integers(-48, 48 * 5).map(lambda half: datetime.combine(TUESDAY, time()) + timedelta(minutes=30 * half))


@settings(max_examples=150, deadline=None)
@given(
    week=st.lists(HOURS, min_size=7, max_size=7),
    spans=st.lists(st.tuples(MOMENTS, MOMENTS).filter(lambda pair: pair[0] < pair[1]), max_size=3),
    special=st.dictionaries(st.integers(0, 3).map(lambda n: TUESDAY + timedelta(days=n)), HOURS, max_size=2),
    yearly=st.none() | st.integers(23, 28),
)
def test_a_working_day_is_one_on_which_a_window_opens_that_has_an_open_half_hour(week, spans, special, yearly):
    shut = [Closure(start, end) for start, end in spans]
    of_year = () if yearly is None else (YearlyClosure((11, yearly), (11, yearly)),)
    calendar = Calendar(
        "x", ZoneInfo("Asia/Tokyo"), (Week(date(2020, 1, 1), tuple(week)),), of_year, tuple(shut), special
    )

    def is_shut(moment):
        in_span = any(start <= moment < end for start, end in spans)
        return in_span or (yearly is not None and (moment.month, moment.day) == (11, yearly))

    def whole_day_shut(day):
        midnight = datetime.combine(day, time())
        by_one = any(start <= midnight and midnight + timedelta(days=1) <= end for start, end in spans)
        return by_one or (yearly is not None and (day.month, day.day) == (11, yearly))

    def opens(day):
        halves = {half for start, end in special.get(day, week[day.weekday()]) for half in range(start, end, 30)}
        return any(not is_shut(datetime.combine(day, time()) + timedelta(minutes=half)) for half in halves)

    days = [TUESDAY + timedelta(days=n) for n in range(4)]
    assert working_days(calendar, days[0], days[-1]) == [day for day in days if not whole_day_shut(day) and opens(day)]
