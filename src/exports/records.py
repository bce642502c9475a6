"""Text → records: a heading line and an Arrow table of strings, with the first physical line of each record."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from exports import plain_records
from refusals import Refusal

_CHUNK = 20_000
LONGEST_FIELD = 1_000_000


@dataclass(frozen=True)
class Refused:
    """A record that is rejected before its columns are looked at. `code` is that of `reject.…`, `fields` as split."""

    line: int
    code: str
    named: Mapping[str, Any]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What the sender should know of the file as a whole. `code` is that of `warning.…`."""

    code: str
    line: int | None = None
    value: str | None = None
    count: int = 1
    named: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """`table`: one string column a heading, named c0, c1 …; `lines`: first physical line of each row (heading = 1).

    `refused` records stand in no row of the table.
    """

    header: list[str]
    table: pa.Table
    lines: pa.ChunkedArray
    encoding: str
    refused: list[Refused] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.table.num_rows + len(self.refused)


def read(name: str, text: str, encoding: str, progress: Callable[[float], None] = lambda share: None) -> Records:
    """The records of a CSV text. Refusal: no heading line, a broken quote, or a field beyond the limit."""
    if plain := plain_records.read(text, LONGEST_FIELD):
        header, table = plain
        progress(1.0)
        return Records(header, table, pa.chunked_array([np.arange(2, table.num_rows + 2)]), encoding)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    total = text.count("\n") or 1
    records = _numbered(name, reader)
    _, header = next(records, (0, None))
    if header is None:
        raise Refusal(f"{name} has no heading line: export it again.")
    width = len(header)
    schema = pa.schema([(f"c{number}", pa.string()) for number in range(width)])
    batches, lines, refused = [], [], []
    rows, starts = [], []

    def flush():
        batches.append(pa.record_batch([pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)], schema))
        lines.append(pa.array(starts, pa.int64()))
        rows.clear()
        starts.clear()
        progress(min(reader.line_num / total, 1.0))

    for line, row in records:
        if len(row) != width:
            refused.append(_ragged(line, row, width))
            continue
        rows.append(row)
        starts.append(line)
        if len(rows) == _CHUNK:
            flush()
    if rows:
        flush()
    table = pa.Table.from_batches(batches, schema)
    return Records(header, table, pa.chunked_array(lines, pa.int64()), encoding, refused)


def _ragged(line: int, row: list[str], width: int) -> Refused:
    code = "short_record" if len(row) < width else "long_record"
    return Refused(line, code, {"fields": len(row), "width": width}, tuple(row))


def _numbered(name: str, reader):
    """(first physical line, fields) of each record; blank lines are none."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refusal(_broken(name, line, reader.line_num, str(error))) from error
        if row and (len(row) > 1 or row[0].strip()):
            yield line, row


def _broken(name: str, line: int, reached: int, error: str) -> str:
    if "unexpected end" in error:
        return f"{name} line {line}: a quoted field is not closed before the end of the file; close it."
    if "field larger" in error:
        return f"{name} line {line}: a field is longer than {LONGEST_FIELD:,} characters; a quote may not be closed."
    return f"{name} line {reached}: a quote inside a quoted field is not doubled ({error}); double it."
