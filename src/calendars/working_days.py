"""Which local dates a desk works on: those of which it is open for some time."""

from datetime import date, datetime, time

from calendars.model import Calendar
from calendars.windows import closed_dates, days, subtract, union
from calendars.zones import seconds


def working_days(calendar: Calendar, first: date, last: date) -> list[date]:
    """The dates from `first` to `last` on which a window opens, in order; none before the calendar's first day."""
    first = max(first, calendar.first_day)
    if last < first:
        return []
    closed = closed_dates(calendar, first, last)
    partly = union([(seconds(closure.start), seconds(closure.end)) for closure in calendar.closures])
    return [day for day in days(first, last) if day not in closed and _opens(calendar, day, partly)]


def _opens(calendar: Calendar, day: date, partly: list[tuple[int, int]]) -> bool:
    midnight = seconds(datetime.combine(day, time()))
    hours = [(midnight + start * 60, midnight + end * 60) for start, end in calendar.hours_on(day)]
    near = [hole for hole in partly if hours and hole[0] < hours[-1][1] and hole[1] > hours[0][0]]
    return bool(subtract(union(hours), near))
