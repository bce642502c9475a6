"""Rows above the heading line: a title, a date of export, blank lines."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from exports.files.records import Note

MOST_ROWS = 20


def heading_at(rows: Iterable[Sequence[str]], is_heading: Callable[[Sequence[str]], object]) -> int | None:
    """The place of the first of the first rows that is a heading line; None when none of them is."""
    return next((place for place, cells in enumerate(islice(rows, MOST_ROWS)) if is_heading(cells)), None)


def skipped(rows: int, first: int, heading: int) -> list[Note]:
    """What to say of the rows above the heading line; `first` and `heading` are physical lines."""
    return [Note("preamble", first, named={"rows": rows, "heading": heading})] if rows else []
