"""The desk's year: minutes of Japan time counted from 2023-01-01 00:00, working days, and time on the desk's clock.

Everything is looked up in lists made once, so that a ticket costs no date arithmetic.
"""

from datetime import date, timedelta
from functools import cache

import jpholiday

EPOCH = date(2023, 1, 1)
HORIZON = date(2028, 12, 31)
FIRST_DAY = date(2024, 4, 1)
AS_OF_DAY = date(2026, 10, 5)
DAY = 1440
OPENS, CLOSES = 9 * 60, 17 * 60
OPEN_MINUTES = CLOSES - OPENS

# Company-designated closing days (弊社指定日), FY2024-FY2026.
CLOSURES = {
    date(2024, 8, 13): "弊社指定日(夏季休業)",
    date(2024, 8, 14): "弊社指定日(夏季休業)",
    date(2024, 11, 5): "弊社指定日(創立記念日)",
    date(2025, 8, 13): "弊社指定日(夏季休業)",
    date(2025, 8, 14): "弊社指定日(夏季休業)",
    date(2025, 11, 4): "弊社指定日(創立記念日)",
    date(2026, 8, 13): "弊社指定日(夏季休業)",
    date(2026, 8, 14): "弊社指定日(夏季休業)",
    date(2026, 11, 4): "弊社指定日(創立記念日)",
}


@cache
def _holidays() -> frozenset[date]:
    return frozenset(day for day, _ in jpholiday.between(EPOCH, HORIZON))


def is_working_day(day: date) -> bool:
    """Monday to Friday, no national holiday, not 29 December to 3 January, no company day."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and day not in _holidays() and day not in CLOSURES


@cache
def _days() -> tuple[list[date], list[bool], list[int], list[int]]:
    """(days, is it open, open minutes before it, the open days' numbers) from EPOCH to HORIZON."""
    days = [EPOCH + timedelta(number) for number in range((HORIZON - EPOCH).days + 1)]
    is_open = [is_working_day(day) for day in days]
    before, total = [], 0
    for opens in is_open:
        before.append(total)
        total += OPEN_MINUTES * opens
    return days, is_open, before, [number for number, opens in enumerate(is_open) if opens]


DAYS, IS_OPEN, _BEFORE, _OPEN_DAYS = _days()
_DATE_TEXT = [day.isoformat() for day in DAYS]
_TIME_TEXT = [f"T{minute // 60:02d}:{minute % 60:02d}:00+09:00" for minute in range(DAY)]


def number_of(day: date) -> int:
    return (day - EPOCH).days


def at(text: str) -> int:
    """The minute of '2026-09-18 16:40'."""
    day, time = text.split()
    hour, minute = time.split(":")
    return number_of(date.fromisoformat(day)) * DAY + int(hour) * 60 + int(minute)


AS_OF = at("2026-10-05 08:30")


def instant(minute: int) -> str:
    """'2026-09-18T16:40:00+09:00'."""
    return _DATE_TEXT[minute // DAY] + _TIME_TEXT[minute % DAY]


def date_text(minute: int) -> str:
    return _DATE_TEXT[minute // DAY]


def worked(minute: int) -> int:
    """Open minutes from EPOCH to this minute."""
    day, time = divmod(minute, DAY)
    if not IS_OPEN[day] or time <= OPENS:
        return _BEFORE[day]
    return _BEFORE[day] + min(time, CLOSES) - OPENS


def after(minute: int, open_minutes: int) -> int:
    """The earliest minute by which `open_minutes` (more than 0) of open time have passed."""
    day, rest = divmod(worked(minute) + open_minutes - 1, OPEN_MINUTES)
    return _OPEN_DAYS[day] * DAY + OPENS + rest + 1


def working_days(first: date, last: date) -> list[date]:
    return [day for day in DAYS[number_of(first) : number_of(last) + 1] if IS_OPEN[number_of(day)]]
