"""Which local dates a desk works on: those of which it is open for some time."""

from datetime import date, datetime, time, timedelta

from calendars.model import Calendar
from calendars.windows import closed_dates, days, subtract, union
from calendars.zones import DAY, seconds


def working_days(calendar: Calendar, first: date, last: date) -> list[date]:
    """The dates from `first` to `last` on which a window opens, in order; none before the calendar's first day."""
    first = max(first, calendar.first_day)
    if last < first:
        return []
    closed = closed_dates(calendar, first, last + timedelta(days=1))
    partly = union([(seconds(closure.start), seconds(closure.end)) for closure in calendar.closures])
    nights = {day - timedelta(days=1) for day in closed}
    return [day for day in days(first, last) if day not in closed and _opens(calendar, day, partly, day in nights)]


def _opens(calendar: Calendar, day: date, partly: list[tuple[int, int]], ends_at_midnight: bool) -> bool:
    midnight = seconds(datetime.combine(day, time()))
    latest = midnight + (DAY if ends_at_midnight else 2 * DAY)
    hours = union([(midnight + start * 60, min(latest, midnight + end * 60)) for start, end in calendar.hours_on(day)])
    near = [hole for hole in partly if hours and hole[0] < hours[-1][1] and hole[1] > hours[0][0]]
    return bool(subtract(hours, near))
