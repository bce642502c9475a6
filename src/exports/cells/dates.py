"""Written dates and instants, a whole column at a time; the order of day and month is decided once for a column."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.cells import day_order, plain_instants, written_instants, zones
from exports.cells.readings import Readings


@dataclass(frozen=True)
class Cells:
    """One column of one file as written: trimmed, null where nothing stands; `lines` beside it.

    `epoch`: the year from which the numbers of a spreadsheet count its days, 1900 or 1904.
    """

    file: str
    heading: str
    text: pa.ChunkedArray
    lines: np.ndarray
    epoch: int = 1900


@dataclass(frozen=True)
class Column:
    """`values`: null where nothing could be read or `never` is meant. The others are masks of rows.

    `endless`: a date of the year 9999; `repeated`, `skipped`: at an hour that the clock shows twice or skips.
    """

    values: pa.Array
    read: np.ndarray
    never: np.ndarray
    endless: np.ndarray
    wrong_weekday: np.ndarray
    repeated: np.ndarray
    skipped: np.ndarray


def instants(cells: Cells, zone: zones.Zone, date_order: str | None) -> Column:
    """Timestamps in UTC. Fractions are floored to the second; a date alone is its midnight; the zone decides without
    an offset. 1900-01-01 and older, and the year 9999, are `never`."""
    found = readings(cells, date_order)
    never = found.never | found.endless
    read = found.read & ~never
    local = read & ~found.offset
    utc = found.wall - found.east
    repeated, skipped = np.zeros(len(utc), dtype=bool), np.zeros(len(utc), dtype=bool)
    if local.any():
        utc[local], repeated[local], skipped[local] = zones.to_utc(utc[local], zone)
    values = pa.array(utc * 1_000_000, pa.timestamp("us"), mask=~read)
    return Column(values, read, never, np.zeros_like(read), found.wrong_weekday, repeated, skipped)


def dates(cells: Cells, date_order: str | None) -> Column:
    """Dates. A midnight beside the date is ignored; any other time makes the cell no date."""
    found = readings(cells, date_order)
    alone = found.read & ~found.offset & (found.seconds == 0)
    read = alone & ~found.never
    none = np.zeros_like(read)
    values = pa.array(found.day, mask=~read).cast(pa.date32())
    return Column(values, read, alone & found.never, read & found.endless, found.wrong_weekday, none, none)


def readings(cells: Cells, date_order: str | None) -> Readings:
    """What the cells say, by the fast way where it can; each other spelling is read once."""
    found = plain_instants.read(cells.text)
    others = np.flatnonzero(pc.is_valid(cells.text).to_numpy() & ~found.read)
    if len(others):
        encoded = cells.text.take(pa.array(others)).combine_chunks().dictionary_encode()
        order = day_order.decided(cells, encoded.dictionary, date_order)
        spelled = written_instants.read(encoded.dictionary, order, cells.epoch)
        found.put(others, spelled.at(encoded.indices.to_numpy()))
    return found
