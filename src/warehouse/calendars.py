"""Calendars as tables: windows with cumulative open seconds, a grid of slots for look-ups, zone offsets.

`calendars`         one row per calendar: zone, grid, range
`calendar_windows`  one row per open window: open_at, close_at, open_before (open seconds of the calendar before it)
`calendar_slots`    one row per slot of a calendar's grid, under one integer key: the stretch of open time in it
`zone_offsets`      one row per calendar and stretch of time with one UTC offset; the first and last run on for ever
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import duckdb
import pyarrow

from calendars import Calendar, offsets, windows
from calendars.zones import DAY, Span
from refusals import Refusal
from warehouse.statements import single, statement

GRIDS = (86_400, 43_200, 14_400, 3_600, 900, 300, 60)
FOREVER = 2**60


@dataclass(frozen=True)
class Laid:
    """A calendar and the local dates over which it is laid, both included."""

    calendar: Calendar
    first: date
    last: date


def lay(connection: duckdb.DuckDBPyConnection, wanted: list[Laid]) -> None:
    """Writes the four tables: every window that opens from the day before `first` to `last`."""
    rows, window_rows, offset_rows, next_slot = [], [], [], 0
    for number, laid in enumerate(wanted, start=1):
        calendar = laid.calendar
        spans = windows(calendar, laid.first - timedelta(days=1), laid.last)
        first_second, last_second = _midnight(laid.first) - 2 * DAY, _midnight(laid.last) + 2 * DAY
        slot_seconds = grid(calendar.name, spans)
        last_slot = next_slot + (last_second - first_second) // slot_seconds
        identity = (number, calendar.name, str(calendar.zone), calendar.source, calendar.first_day, laid.last)
        rows.append((*identity, slot_seconds, next_slot, last_slot, first_second))
        next_slot = last_slot + 1
        window_rows += _cumulative(number, spans)
        offset_rows += [(number, *regime) for regime in _for_ever(offsets(calendar.zone, first_second, last_second))]
    _write(connection, "calendars", rows, CALENDARS)
    _write(connection, "calendar_windows", window_rows, WINDOWS)
    _write(connection, "zone_offsets", offset_rows, OFFSETS)
    connection.execute(f"create table calendar_slots as {statement('calendar_slots')}")


def _for_ever(regimes: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The first and the last offset also hold outside the laid range."""
    regimes[0] = (-FOREVER, *regimes[0][1:])
    regimes[-1] = (regimes[-1][0], FOREVER, regimes[-1][2])
    return regimes


def grid(name: str, spans: list[Span]) -> int:
    """The widest slot, in seconds, of which none holds parts of two windows."""
    for slot_seconds in GRIDS:
        if all((earlier[1] - 1) // slot_seconds < later[0] // slot_seconds for earlier, later in pairwise(spans)):
            return slot_seconds
    raise Refusal(f"calendar {name}: opens and closes twice within one minute; give its hours in whole minutes")


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
        ("slot_seconds", pyarrow.int64()),
        ("first_slot", pyarrow.int64()),
        ("last_slot", pyarrow.int64()),
        ("first_second", pyarrow.int64()),
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
