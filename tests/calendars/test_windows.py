"""Open windows on the time line, by the boundaries where they go wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar, Closure, windows
from calendars.model import Week, YearlyClosure

EVERY_DAY = lambda *hours: Week(date(2020, 1, 1), (hours,) * 7)  # noqa: E731


def desk(*hours, zone="Asia/Tokyo", **more):
    return Calendar("desk", ZoneInfo(zone), (EVERY_DAY(*hours),), **more)


def opened(calendar, first, last):
    """The windows as pairs of local wall-clock texts."""
    return [
        tuple(datetime.fromtimestamp(second, UTC).astimezone(calendar.zone).strftime("%d %H:%M") for second in span)
        for span in windows(calendar, first, last)
    ]


def test_an_overnight_window_belongs_to_the_day_it_opens_on():
    assert opened(desk((1320, 1800)), date(2026, 11, 23), date(2026, 11, 23)) == [("23 22:00", "24 06:00")]


def test_a_closed_date_closes_the_tail_of_the_evening_before_and_opens_no_tail():
    calendar = desk((1320, 1800), closures=(Closure.of_dates(date(2026, 11, 24), date(2026, 11, 24)),))
    assert opened(calendar, date(2026, 11, 23), date(2026, 11, 25)) == [
        ("23 22:00", "24 00:00"),
        ("25 22:00", "26 06:00"),
    ]


def test_a_special_date_replaces_only_what_opens_on_it():
    calendar = desk((1320, 1800), special={date(2026, 11, 24): ((540, 600),)})
    assert opened(calendar, date(2026, 11, 23), date(2026, 11, 24)) == [
        ("23 22:00", "24 06:00"),
        ("24 09:00", "24 10:00"),
    ]


def test_closed_beats_special():
    closed = Closure.of_dates(date(2026, 11, 24), date(2026, 11, 24))
    calendar = desk((540, 1020), special={date(2026, 11, 24): ((540, 600),)}, closures=(closed,))
    assert opened(calendar, date(2026, 11, 24), date(2026, 11, 24)) == []


def test_part_of_a_day_is_closed_to_the_second():
    closed = Closure(datetime(2026, 11, 24, 10, 0, 30), datetime(2026, 11, 24, 11))
    spans = windows(desk((540, 1020), closures=(closed,)), date(2026, 11, 24), date(2026, 11, 24))
    assert [end - start for start, end in spans] == [3630, 21600]


def test_year_end_runs_over_new_year():
    calendar = desk((540, 1020), yearly=(YearlyClosure((12, 29), (1, 3)),))
    assert opened(calendar, date(2026, 12, 28), date(2027, 1, 4)) == [
        ("28 09:00", "28 17:00"),
        ("04 09:00", "04 17:00"),
    ]


def test_the_skipped_hour_is_no_open_time_and_the_repeated_one_is_twice():
    new_york = desk((0, 240), zone="America/New_York")
    (spring,) = windows(new_york, date(2026, 3, 8), date(2026, 3, 8))
    (autumn,) = windows(new_york, date(2026, 11, 1), date(2026, 11, 1))
    assert (spring[1] - spring[0], autumn[1] - autumn[0]) == (3 * 3600, 5 * 3600)


def test_days_before_the_first_hours_have_no_windows():
    assert windows(desk((540, 1020)), date(2019, 12, 30), date(2020, 1, 1)) == windows(
        desk((540, 1020)), date(2020, 1, 1), date(2020, 1, 1)
    )


def test_windows_that_touch_are_one():
    assert len(windows(desk((0, 1440)), date(2026, 1, 1), date(2026, 12, 31))) == 1


@pytest.mark.parametrize(
    "day", [date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 12, 29), date(2027, 1, 3)]
)
def test_japan_is_closed_on_holidays_and_at_year_end(day, japan_support):
    assert windows(japan_support, day, day) == []


def test_company_closures_are_added(japan_support):
    closed = japan_support.closed_also([Closure.of_dates(date(2026, 8, 13), date(2026, 8, 14), "弊社指定日")])
    assert len(windows(japan_support, date(2026, 8, 13), date(2026, 8, 14))) == 2
    assert windows(closed, date(2026, 8, 13), date(2026, 8, 14)) == []
    assert replace(closed, closures=()) == replace(japan_support, closures=())
