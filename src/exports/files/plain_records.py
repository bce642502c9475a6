"""The fast way to the records of a text: outlined by its bytes, split by Arrow; what does not fit stands aside.

It gives what the strict reader gives, or nothing.
"""

import csv
import io
from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from exports.files import faults
from exports.files.layout import Layout
from exports.files.outline import Outline, fields_in, outline
from exports.files.records import LONGEST_FIELD, Fields, Records, Refused

_BLOCK = 4 << 20


def read(
    data: bytes, layout: Layout, wanted: Sequence[int], encoding: str, misfits: Collection[int] = ()
) -> Records | None:
    """The records below the heading line; None when quotes are out of place, or one column stands alone."""
    delimiter, width = ord(layout.delimiter), len(layout.heading.fields)
    if width < 2:
        return None
    records = outline(data, layout.heading.end, layout.heading.following, delimiter)
    if records is None:
        return None
    undecodable = np.zeros(len(records.lines), bool)
    undecodable[_places(records, misfits)] = True

    def fields_at(place: int) -> Fields:
        record = data[records.starts[place] : records.ends[place]].decode()
        return tuple(next(csv.reader(io.StringIO(record, newline=""), strict=True, delimiter=layout.delimiter), ()))

    aside = undecodable | (records.ends == records.starts) | _with_nul(data, records)
    for place in np.flatnonzero(records.ends - records.starts > LONGEST_FIELD).tolist():
        aside[place] |= any(len(field) > LONGEST_FIELD for field in fields_at(place))
    table = _table(data, records, aside, layout, wanted)
    if table is None:
        aside |= fields_in(data, records, delimiter) != width
        table = _table(data, records, aside, layout, wanted)
    if table is None:
        return None

    refused: list[Refused] = []
    for place in np.flatnonzero(aside & (records.ends > records.starts)).tolist():
        fields = fields_at(place)
        if len(fields) == 1 and not fields[0].strip():
            continue
        fault = faults.of(int(records.lines[place]), fields, width, bool(undecodable[place]), encoding)
        if fault is None:
            return None
        refused.append(fault)
    return Records(
        header=layout.heading.fields,
        table=table,
        lines=pa.chunked_array([records.lines[~aside]]),
        encoding=encoding,
        refused=refused,
        heading_line=layout.heading.line,
        reread=lambda asked: [fields_at(place) for place in np.searchsorted(records.lines, asked).tolist()],
    )


def _places(records: Outline, lines: Collection[int]) -> np.ndarray:
    """The records that some physical lines belong to."""
    places = np.searchsorted(records.lines, np.array(sorted(lines), np.int64), "right") - 1
    return places[places >= 0]


def _with_nul(data: bytes, records: Outline) -> np.ndarray:
    found = np.zeros(len(records.lines), bool)
    if len(found) and data.find(b"\0", int(records.starts[0])) >= 0:
        nuls = np.flatnonzero(np.frombuffer(data, np.uint8) == 0)
        places = np.searchsorted(records.starts, nuls, "right") - 1
        found[places[places >= 0]] = True
    return found


def _table(data: bytes, records: Outline, aside: np.ndarray, layout: Layout, wanted: Sequence[int]) -> pa.Table | None:
    names = [f"c{place}" for place in range(len(layout.heading.fields))]
    chosen = [names[place] for place in wanted]
    kept = int((~aside).sum())
    if not kept:
        return pa.schema([(name, pa.string()) for name in chosen]).empty_table()
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(_kept(data, records, aside)),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=records.several_lines, delimiter=layout.delimiter),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=chosen,
                column_types=dict.fromkeys(chosen, pa.string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowCapacityError):
        return None
    return table if table.num_rows == kept else None


def _kept(data: bytes, records: Outline, aside: np.ndarray) -> pa.Buffer:
    """The bytes of the records that do not stand aside; they are not copied unless one in between has to be cut out."""
    cut = np.flatnonzero(aside & (records.ends > records.starts))
    if not len(cut):
        return pa.py_buffer(data).slice(int(records.starts[0]))
    begins = [int(records.starts[0]), *np.append(records.starts, len(data))[cut + 1].tolist()]
    stops = [*records.starts[cut].tolist(), len(data)]
    view = memoryview(data)
    return pa.py_buffer(b"".join(view[begin:stop] for begin, stop in zip(begins, stops, strict=True)))
