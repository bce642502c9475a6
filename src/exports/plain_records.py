"""The fast way to the records of a plain text: one record a line, no quote out of place; all else goes slowly."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from exports.layout import Layout
from exports.records import LONGEST_FIELD, Fields, Records
from exports.strict_rows import rows

_QUOTE, _LF, _CR = b'"\n\r'


def read(name: str, data: bytes, layout: Layout, wanted: Sequence[int], encoding: str) -> Records | None:
    """The records below the heading line; None when the text is not plain.

    Not plain: blank lines, ragged records, line breaks in quotes, stray quotes, bare carriage returns, one column
    alone, NUL characters, a field over the limit.
    """
    header, start, first = layout.heading.fields, layout.heading.end, layout.heading.following
    if len(header) < 2 or start == len(data) or b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
        return None
    if b'"' in data and not _quotes_stand_right(np.frombuffer(data, np.uint8)[start:], ord(layout.delimiter)):
        return None
    table = _table(data, start, layout.delimiter, len(header), wanted)
    lines = data.count(b"\n", start) + (not data.endswith(b"\n"))
    if table is None or table.num_rows != lines or any(_beyond(column) for column in table.columns):
        return None

    def reread(asked: np.ndarray) -> list[Fields]:
        sought = set(asked.tolist())
        below = rows(name, data, layout.delimiter, start, first)
        found = {row.line: tuple(row.fields) for row in below if row.line in sought}
        return [found[line] for line in asked.tolist()]

    return Records(
        header=header,
        table=table,
        lines=pa.chunked_array([np.arange(first, first + lines)]),
        encoding=encoding,
        heading_line=layout.heading.line,
        reread=reread,
    )


def _quotes_stand_right(content: np.ndarray, delimiter: int) -> bool:
    """Every first quote of a pair opens a field, every second one closes it, or both are a doubled one inside it."""
    quotes = np.flatnonzero(content == _QUOTE)
    if len(quotes) % 2:
        return False
    padded = np.concatenate([[_LF], content, [_LF]])  # the text's ends are ends of fields
    before, after = padded[quotes[0::2]], padded[quotes[1::2] + 2]
    return bool(np.isin(before, (delimiter, _LF, _QUOTE)).all() and np.isin(after, (delimiter, _LF, _CR, _QUOTE)).all())


def _table(data: bytes, start: int, delimiter: str, width: int, wanted: Sequence[int]) -> pa.Table | None:
    names = [f"c{place}" for place in range(width)]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(start)),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=8 << 20),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=False, delimiter=delimiter),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=[names[place] for place in wanted],
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowCapacityError):
        return None


def _beyond(column: pa.ChunkedArray) -> bool:
    length = pc.max(pc.binary_length(column)).as_py()
    return length is not None and length > LONGEST_FIELD
