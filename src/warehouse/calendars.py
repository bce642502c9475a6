"""Calendars as tables: windows with cumulative open seconds, zone offsets, and a grid of slots for look-ups.

`calendars`         one row per calendar: zone, source, first and last day, a mark of all that it says
`calendar_windows`  one row per open window: open_at, close_at, open_before (open seconds of the calendar before it)
`zone_offsets`      one row per calendar and stretch of time with one UTC offset; the first and last run on for ever
`clock_grid`        one row: where the grid begins, how wide a slot is (2^bits seconds), how many a calendar has
`calendar_slots`    one row per slot of a calendar, under one integer key: the stretch of open time in it
`calendar_days`     one row per calendar and local date: is it a working day, how many lie before it, the last one
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from importlib.metadata import version
from itertools import pairwise

import duckdb
import pyarrow

from calendars import Calendar, offsets, windows, working_days
from calendars.windows import days
from calendars.zones import DAY, Span
from refusals import Refusal
from warehouse.statements import single, statement

WIDEST_SLOT, NARROWEST_SLOT = 15, 5
FOREVER = 2**60


@dataclass(frozen=True)
class Laid:
    """A calendar and the local dates over which its windows are laid, both included.

    `zone_from`: the date from which the zone's offsets are exact, where that is earlier than `first`.
    `dates`: the first and the last date of which is told whether they are working days; None: of none.
    """

    calendar: Calendar
    first: date
    last: date
    zone_from: date | None = None
    dates: tuple[date, date] | None = None

    def regimes(self) -> list[tuple[int, int, int]]:
        zone_from = _midnight(min(self.first, self.zone_from or self.first)) - 2 * DAY
        return _for_ever(offsets(self.calendar.zone, zone_from, _midnight(self.last) + 2 * DAY))

    def definition(self) -> str:
        """The same for what gives the same windows and offsets."""
        calendar = self.calendar
        said = (
            sorted({(closure.start, closure.end) for closure in calendar.closures}),
            sorted(calendar.special.items()),
            *(calendar.weeks, calendar.yearly, calendar.national_holidays, calendar.source),
            *(self.first, self.last, self.dates, self.regimes(), version("jpholiday")),
        )
        return sha256(repr(said).encode()).hexdigest()


def lay(connection: duckdb.DuckDBPyConnection, wanted: list[Laid]) -> None:
    """Writes calendars, windows, offsets and dates: every window that opens from the day before `first` to `last`."""
    rows, window_rows, offset_rows, date_rows = [], [], [], []
    for number, laid in enumerate(wanted, start=1):
        calendar = laid.calendar
        spans = windows(calendar, laid.first - timedelta(days=1), laid.last)
        identity = (number, calendar.name, str(calendar.zone), calendar.source)
        rows.append((*identity, calendar.first_day, laid.last, laid.definition()))
        window_rows += _cumulative(number, spans)
        offset_rows += [(number, *regime) for regime in laid.regimes()]
        date_rows += _counted(number, laid)
    _write(connection, "calendars", rows, CALENDARS)
    _write(connection, "calendar_windows", window_rows, WINDOWS)
    _write(connection, "zone_offsets", offset_rows, OFFSETS)
    _write(connection, "calendar_days", date_rows, DATES)


def lay_grid(connection: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    """Writes the slots of all laid calendars over every instant of [first, last]."""
    bits = _slot_bits(connection.execute("select * from calendar_windows order by calendar_id, open_at").fetchall())
    start = first >> bits << bits
    connection.execute(
        "create table clock_grid as select ?::bigint as grid_start, ?::bigint as grid_bits, ?::bigint as grid_slots",
        [start, bits, ((last - start) >> bits) + 1],
    )
    connection.execute(f"create table calendar_slots as {statement('calendar_slots')}")


def use_grid(connection: duckdb.DuckDBPyConnection) -> None:
    """Sets the variables by which `slot_of` finds a slot and `clock_of` the calendar that never closes."""
    for name in ("grid_start", "grid_bits", "grid_slots"):
        connection.execute(f"set variable {name} = (select {name} from clock_grid)")
    connection.execute("set variable always_calendar = (select calendar_id from calendars where name = 'always')")


def _slot_bits(rows: list[tuple]) -> int:
    """The widest slot, 2^bits seconds, of which none holds parts of two windows of a calendar."""
    for bits in range(WIDEST_SLOT, NARROWEST_SLOT - 1, -1):
        clashes = (
            earlier[2]
            for earlier, later in pairwise(rows)
            if earlier[0] == later[0] and (earlier[2] - 1) >> bits >= later[1] >> bits
        )
        clash = next(clashes, None)
        if clash is None:
            return bits
    moment = datetime.fromtimestamp(clash, UTC).isoformat()
    raise Refusal(
        f"a calendar closes at {moment} and opens again within {1 << NARROWEST_SLOT} s; join the two openings"
    )


def _for_ever(regimes: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The first and the last offset also hold outside the laid range."""
    regimes[0] = (-FOREVER, *regimes[0][1:])
    regimes[-1] = (regimes[-1][0], FOREVER, regimes[-1][2])
    return regimes


def open_seconds_after(connection: duckdb.DuckDBPyConnection, name: str, instant: int) -> int:
    """Open seconds of a calendar from an instant to the end of its laid range."""
    return single(
        connection,
        "select coalesce(sum(greatest(0, close_at - greatest(open_at, ?))), 0)::bigint"
        " from calendar_windows join calendars using (calendar_id) where name = ?",
        [instant, name],
    )


def _cumulative(number: int, spans: list[Span]) -> list[tuple[int, int, int, int]]:
    found, total = [], 0
    for start, end in spans:
        found.append((number, start, end, total))
        total += end - start
    return found


def _counted(number: int, laid: Laid) -> list[tuple[int, date, bool, int, date | None]]:
    if laid.dates is None:
        return []
    first, last = max(laid.dates[0], laid.calendar.first_day), laid.dates[1]
    working = set(working_days(laid.calendar, first, last))
    found, before, latest = [], 0, None
    for day in days(first, last):
        latest = day if day in working else latest
        found.append((number, day, day in working, before, latest))
        before += day in working
    return found


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


CALENDARS = pyarrow.schema(
    [
        ("calendar_id", pyarrow.int16()),
        ("name", pyarrow.string()),
        ("zone", pyarrow.string()),
        ("source", pyarrow.string()),
        ("first_day", pyarrow.date32()),
        ("last_day", pyarrow.date32()),
        ("definition", pyarrow.string()),
    ]
)
WINDOWS = pyarrow.schema(
    [
        ("calendar_id", pyarrow.int16()),
        ("open_at", pyarrow.int64()),
        ("close_at", pyarrow.int64()),
        ("open_before", pyarrow.int64()),
    ]
)
DATES = pyarrow.schema(
    [
        ("calendar_id", pyarrow.int16()),
        ("day", pyarrow.date32()),
        ("is_working", pyarrow.bool_()),
        ("working_before", pyarrow.int32()),
        ("last_working", pyarrow.date32()),
    ]
)
OFFSETS = pyarrow.schema(
    [
        ("calendar_id", pyarrow.int16()),
        ("from_at", pyarrow.int64()),
        ("until_at", pyarrow.int64()),
        ("offset_seconds", pyarrow.int64()),
    ]
)


def _write(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple], schema: pyarrow.Schema) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    arrow = pyarrow.Table.from_arrays(arrays, schema=schema)
    connection.register("laid", arrow)
    connection.execute(f"create table {table} as select * from laid")
    connection.unregister("laid")
