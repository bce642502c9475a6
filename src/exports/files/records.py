"""What a file is split into: a heading line, an Arrow table of strings, and the first physical line of each record."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

LONGEST_FIELD = 1_000_000
MOST_COLUMNS = 16_384

Fields = tuple[str, ...]
Wanted = Callable[[Sequence[str]], Collection[int]]
"""The places of the headings that are read; none when the cells are no known heading line."""


@dataclass(frozen=True)
class Refused:
    """A record that is rejected before its columns are looked at. `code` is that of `reject.…`, `fields` as split."""

    line: int
    code: str
    named: Mapping[str, Any]
    fields: Fields
    value: str | None = None


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
    """`table`: string columns named by their place in the heading line, c0, c1 …, those that are not read left out.

    `lines`: first physical line of each row, ascending; `refused` records stand in no row of the table. `reread` gives
    all fields of the records on some of these lines, where the table does not hold them. Of a workbook: `epoch`, the
    year from which its numbers count days, `open_formulas`, place → lines on which a formula has no result, and
    `sheets`, the one that is read and the others that hold data.
    """

    header: list[str]
    table: pa.Table
    lines: pa.ChunkedArray
    encoding: str
    refused: list[Refused] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    heading_line: int = 1
    reread: Callable[[np.ndarray], list[Fields]] | None = None
    epoch: int = 1900
    sheets: tuple[str, ...] = ()
    open_formulas: Mapping[int, np.ndarray] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.table.num_rows + len(self.refused)

    def column(self, place: int) -> pa.ChunkedArray:
        """The cells under the heading at a place."""
        return self.table.column(f"c{place}")

    def fields(self, lines: np.ndarray) -> list[Fields]:
        """All fields of the records that begin on some lines, as they stand in the file."""
        if not len(lines):
            return []
        if self.reread:
            return self.reread(lines)
        places = np.searchsorted(self.lines.to_numpy(), lines)
        return list(zip(*(column.to_pylist() for column in self.table.take(pa.array(places)).columns), strict=True))
