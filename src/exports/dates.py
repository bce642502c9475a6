"""Written dates and instants, a whole column at a time; the order of day and month is decided once for a column."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports import engine, zones
from refusals import Refusal

_TIME = r"(?:(?:T|t|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?"
_PARTS = {
    "ymd": (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", "'y', 'm', 'd'"),
    "dmy": (r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", "'d', 'm', 'y'"),
    "mdy": (r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", "'m', 'd', 'y'"),
}
_YEAR_LAST = r"^\d{1,2}[-/]\d{1,2}[-/]\d{4}(?:[^\d]|$)"
ORDERS = ("dmy", "mdy", "ymd")

_INSTANT = """
    with parts as (select regexp_extract(v, '^{day}{time}$', [{names}, 'hh', 'mi', 'ss', 'zone']) as p from cells),
    read as (
        select try_cast(p.y || '-' || p.m || '-' || p.d as date) as day,
            coalesce(try_cast(p.hh as integer), 0) as hh, coalesce(try_cast(p.mi as integer), 0) as mi,
            coalesce(try_cast(p.ss as integer), 0) as ss, replace(upper(p.zone), ':', '') as zone
        from parts
    )
    select
        case when mi < 60 and ss < 60 and (hh < 24 or (hh = 24 and mi = 0 and ss = 0))
            then (day - date '1970-01-01') * 86400 + hh * 3600 + mi * 60 + ss end as wall,
        case when zone = 'Z' then 0
            when zone <> '' then (case when zone[1] = '-' then -1 else 1 end)
                * (try_cast(zone[2:3] as integer) * 3600
                    + coalesce(try_cast(zone[4:5] as integer), 0) * 60) end as east,
        zone <> '' and zone <> 'Z'
            and (try_cast(zone[2:3] as integer) > 14 or coalesce(try_cast(zone[4:5] as integer), 0) > 59) as no_zone
    from read
"""
_DATE = """
    with parts as (
        select regexp_extract(v, '^{day}(?:[Tt ]00:00(?::00)?)?$', [{names}]) as p from cells
    )
    select try_cast(p.y || '-' || p.m || '-' || p.d as date) as day from parts
"""
_TWO_NUMBERS = """
    with parts as (select regexp_extract(v, '^(\\d{1,2})[-/](\\d{1,2})[-/]', ['first', 'second']) as p from cells)
    select try_cast(p.first as integer) as first, try_cast(p.second as integer) as second from parts
"""


@dataclass(frozen=True)
class Cells:
    """One column of one file as written: trimmed, null where nothing stands; `lines` beside it."""

    file: str
    heading: str
    text: pa.ChunkedArray
    lines: np.ndarray


def instants(cells: Cells, zone: zones.Zone, date_order: str | None):
    """(timestamps in UTC, rows read at a repeated hour, rows read at a skipped hour); null where nothing could be read.

    Fractions are floored to the second; a date alone is its midnight; without an offset the zone decides.
    """
    seconds = np.zeros(len(cells.text), dtype=np.int64)
    unread = np.ones(len(cells.text), dtype=bool)
    local = np.zeros(len(cells.text), dtype=bool)
    for order in _orders(cells, date_order):
        day, names = _PARTS[order]
        table = _query(_INSTANT.format(day=day, time=_TIME, names=names), cells.text)
        wall, east = table["wall"], table["east"]
        read = unread & pc.is_valid(wall).to_numpy() & ~pc.fill_null(table["no_zone"], False).to_numpy()
        reading = pc.fill_null(wall, 0).to_numpy() - pc.fill_null(east, 0).to_numpy()
        seconds = np.where(read, reading, seconds)
        local |= read & pc.is_null(east).to_numpy()
        unread &= ~read
    repeated = skipped = np.zeros(len(seconds), dtype=bool)
    if local.any():
        utc, at_repeat, at_skip = zones.to_utc(seconds[local], zone)
        repeated, skipped = repeated.copy(), skipped.copy()
        seconds[local], repeated[local], skipped[local] = utc, at_repeat, at_skip
    return pa.array(seconds * 1_000_000, pa.timestamp("us"), mask=unread), repeated, skipped


def dates(cells: Cells, date_order: str | None) -> pa.Array:
    """The dates of a column; null where nothing could be read. A midnight beside the date is ignored."""
    readings = []
    for order in _orders(cells, date_order):
        day, names = _PARTS[order]
        readings.append(_query(_DATE.format(day=day, names=names), cells.text)["day"])
    return pc.coalesce(*readings).combine_chunks()


def _query(sql: str, text: pa.ChunkedArray) -> pa.Table:
    with engine.cursor() as connection:
        connection.register("cells", pa.table({"v": text}))
        return connection.sql(sql).to_arrow_table()


def _orders(cells: Cells, date_order: str | None) -> list[str]:
    if not pc.any(pc.match_substring_regex(cells.text, _YEAR_LAST)).as_py():
        return ["ymd"]
    return ["ymd", _decided(cells, date_order)]


def _decided(cells: Cells, date_order: str | None) -> str:
    """Whether the day or the month stands first: a 13th or later day proves it, else `--date-order` says it."""
    numbers = _query(_TWO_NUMBERS, cells.text)
    first, second = (pc.fill_null(numbers[name], 0).to_numpy() for name in ("first", "second"))
    day_first = np.flatnonzero((first > 12) & (first <= 31) & (second <= 12))
    month_first = np.flatnonzero((second > 12) & (second <= 31) & (first <= 12) & (first > 0))
    if len(day_first) and len(month_first):
        day, month = day_first[0], month_first[0]
        raise Refusal(
            f'{cells.file}, column "{cells.heading}": line {cells.lines[day]} puts the day first ({cells.text[day]}), '
            f"line {cells.lines[month]} the month ({cells.text[month]}); "
            "write every date of the column in one order."
        )
    if len(day_first):
        return "dmy"
    if len(month_first):
        return "mdy"
    open_to_both = np.flatnonzero((first != second) & (first > 0) & (first <= 12) & (second <= 12))
    if len(open_to_both) and date_order not in ("dmy", "mdy"):
        at = open_to_both[0]
        raise Refusal(
            f'{cells.file}, column "{cells.heading}", line {cells.lines[at]}: {cells.text[at]} may be day/month or '
            "month/day and no value of the column proves which; say it with --date-order dmy or mdy."
        )
    return date_order if date_order in ("dmy", "mdy") else "dmy"
