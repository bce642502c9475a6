"""How a text is laid out: which line is its heading line, and what separates the fields."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from exports.files import preamble
from exports.files.records import MOST_COLUMNS, Wanted
from exports.files.strict_rows import Row, rows
from refusals import Refusal

_SEPARATORS = (",", ";", "\t")
_DECLARED = re.compile(rb'"?sep=([^"\r\n\w])"?[;,\t]*(\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """`above`: the rows that stand above the heading line."""

    delimiter: str
    heading: Row
    above: list[Row] = field(default_factory=list)


def find(name: str, data: bytes, wanted: Wanted, start: int = 0) -> Layout:
    """The layout of a UTF-8 text from a byte on. Refusal: no heading line, a broken quote, or too many columns.

    The heading line is the first that `wanted` knows, by the separator that makes it known; else the first of several
    cells.
    """
    line, separators = 1, _SEPARATORS
    if declared := _DECLARED.match(data, start):
        start, line, separators = declared.end(), 2, (declared[1].decode(),)
    layout = next(filter(None, (_known(name, data, start, line, each, wanted) for each in separators)), None)
    layout = layout or _first(name, data, start, line, separators)
    if len(layout.heading.fields) > MOST_COLUMNS:
        raise Refusal(
            f"{name} line {layout.heading.line} has {len(layout.heading.fields):,} columns, and a sheet at most "
            f"{MOST_COLUMNS:,}: export only the columns that are needed."
        )
    return layout


def _known(name: str, data: bytes, start: int, line: int, delimiter: str, wanted: Wanted) -> Layout | None:
    found: list[Row] = []
    with suppress(Refusal):
        found.extend(islice(rows(name, data, delimiter, start, line), preamble.MOST_ROWS))
    at = preamble.heading_at([row.fields for row in found], wanted)
    return None if at is None else Layout(delimiter, found[at], found[:at])


def _first(name: str, data: bytes, start: int, line: int, separators: Sequence[str]) -> Layout:
    """The first row of several cells, by the separator that gives it the most; what is one cell alone is a title."""
    found: list[Layout] = []
    for delimiter in separators:
        above: list[Row] = []
        with suppress(Refusal):
            above.extend(islice(rows(name, data, delimiter, start, line), preamble.MOST_ROWS))
        at = preamble.heading_at([row.fields for row in above], _several)
        if above:
            found.append(Layout(delimiter, above[at or 0], above[: at or 0]))
    if not found:
        next(rows(name, data, separators[0], start, line), None)  # says what is broken
        raise Refusal(f"{name} has no heading line: export it again.")
    return max(found, key=lambda each: len(each.heading.fields))


def _several(cells: Sequence[str]) -> bool:
    return sum(1 for cell in cells if cell.strip()) > 1
