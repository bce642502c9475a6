"""A calendar laid on the time line: the instants at which a desk is open."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from calendars.holidays import national_holidays
from calendars.model import Calendar, Closure
from calendars.zones import DAY, Span, offsets, seconds, to_utc


def windows(calendar: Calendar, first: date, last: date) -> list[Span]:
    """Open windows [open, close) in UTC epoch seconds, ordered, never touching or overlapping.

    Covers every window that opens on a local date from `first` to `last` (not before the calendar's first day).
    A window belongs to the date it opens on. A closed date closes its 24 local hours, the tail of the evening
    before included, and what would open on it has no tail; a special date replaces only what opens on it.
    """
    first = max(first, calendar.first_day)
    if last < first:
        return []
    closed = closed_dates(calendar, first, last + timedelta(days=1))
    opening = []
    for day in days(first, last):
        if day not in closed:
            midnight = seconds(datetime.combine(day, time()))
            opening += [(midnight + start * 60, midnight + end * 60) for start, end in calendar.hours_on(day)]
    opening = subtract(union(opening), union(_closed_spans(calendar, closed)))
    if not opening:
        return []
    regimes = offsets(calendar.zone, opening[0][0] - DAY, opening[-1][1] + DAY)
    return union(_laid_out(opening, regimes))


def _laid_out(local: list[Span], regimes: list[tuple[int, int, int]]) -> list[Span]:
    found, current = [], 0
    for span in local:
        while current < len(regimes) - 1 and regimes[current][1] < span[0] - DAY:
            current += 1
        found += to_utc(span, regimes[current : current + 3])
    return found


def closed_dates(calendar: Calendar, first: date, last: date) -> set[date]:
    """The local dates from `first` to `last` that are closed from midnight to midnight."""
    closed = {day for day in days(first, last) if any(yearly.closes(day) for yearly in calendar.yearly)}
    for closure in calendar.closures:
        clipped = Closure(
            max(closure.start, datetime.combine(first, time())),
            min(closure.end, datetime.combine(last, time()) + timedelta(days=1)),
        )
        closed.update(clipped.whole_dates())
    if calendar.national_holidays:
        closed.update(national_holidays(calendar.national_holidays, first, last))
    return closed


def _closed_spans(calendar: Calendar, closed_dates: set[date]) -> list[Span]:
    midnights = [seconds(datetime.combine(day, time())) for day in closed_dates]
    partial = [(seconds(closure.start), seconds(closure.end)) for closure in calendar.closures]
    return [(midnight, midnight + DAY) for midnight in midnights] + partial


def days(first: date, last: date) -> Iterator[date]:
    """Every date from `first` to `last`, both included."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def union(spans: list[Span]) -> list[Span]:
    """The same instants as ordered spans that neither touch nor overlap; empty spans vanish."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def subtract(spans: list[Span], holes: list[Span]) -> list[Span]:
    """What is left of the spans outside the holes; both ordered and disjoint."""
    left: list[Span] = []
    first = 0
    for start, end in spans:
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        position = first
        while position < len(holes) and holes[position][0] < end:
            if start < holes[position][0]:
                left.append((start, holes[position][0]))
            start = max(start, holes[position][1])
            position += 1
        if start < end:
            left.append((start, end))
    return left
