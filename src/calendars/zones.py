"""Between the wall clock of a zone and the UTC time line."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
DAY = 86_400

Span = tuple[int, int]


def seconds(moment: datetime) -> int:
    """Seconds of a naive date-time since 1970-01-01, on its own clock."""
    return (moment - EPOCH) // timedelta(seconds=1)


def offsets(zone: ZoneInfo, first: int, last: int) -> list[tuple[int, int, int]]:
    """The zone's offsets over UTC [first, last), in order: (from, until, seconds east of UTC).

    Looked up day by day, so a zone that changes twice within one day would be missed; none does.
    """
    found: list[tuple[int, int, int]] = []
    start, current = first, _offset(zone, first)
    for probe in [*range(first + DAY, last, DAY), last]:
        if _offset(zone, probe) != current:
            change = _change(zone, probe - DAY, probe)
            found.append((start, change, current))
            start, current = change, _offset(zone, probe)
    found.append((start, last, current))
    return [regime for regime in found if regime[0] < regime[1]]


def to_utc(span: Span, regimes: list[tuple[int, int, int]]) -> list[Span]:
    """The instants whose wall-clock reading lies in the local span: none of a skipped hour, both of a repeated one."""
    found = []
    for start, until, offset in regimes:
        begin, end = max(span[0] - offset, start), min(span[1] - offset, until)
        if begin < end:
            found.append((begin, end))
    return found


def _offset(zone: ZoneInfo, instant: int) -> int:
    offset = (EPOCH + timedelta(seconds=instant)).replace(tzinfo=UTC).astimezone(zone).utcoffset()
    return int((offset or timedelta()).total_seconds())


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second in (before, after] with the offset that holds at `after`."""
    reached = _offset(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == reached:
            after = middle
        else:
            before = middle
    return after
