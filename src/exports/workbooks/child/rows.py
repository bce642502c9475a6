"""A sheet through calamine → blocks of rows as text, blank rows left out."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from python_calamine import CalamineSheet

from .cells import texts
from .scan import Scan

_CELLS_OF_A_BLOCK = 250_000
_SHIFTED = date(1900, 2, 28)

Block = tuple[list[int], list[list[str]]]


def blocks(sheet: CalamineSheet, scan: Scan, epoch: int) -> Iterator[Block]:
    """(numbers of the rows from 1, columns). What calamine leaves empty or misreads is put in from the scan."""
    first = sheet.start[1] if sheet.start else 0
    put_in = _by_row(scan, first)
    below = enumerate(sheet.iter_rows(), 1)
    while rows := list(islice(below, max(1, _CELLS_OF_A_BLOCK // max(1, sheet.width)))):
        for number, row in rows:
            for place, text, always in put_in.get(number, ()):
                if place < len(row) and (always or (epoch == 1900 and _is_shifted(row[place]))):
                    row[place] = text
        kept = [(number, row) for number, row in rows if not _blank(row)]
        if kept:
            yield [number for number, _ in kept], [texts(each) for each in zip(*(row for _, row in kept), strict=True)]


def _by_row(scan: Scan, first: int) -> dict[int, list[tuple[int, str, bool]]]:
    """Row → (place, text, whether it goes before whatever calamine found)."""
    found: dict[int, list[tuple[int, str, bool]]] = {}
    for cells, always in ((scan.errors, True), (scan.formulas, True), (scan.lost_days, False)):
        for (row, column), text in cells.items():
            if column >= first:
                found.setdefault(row + 1, []).append((column - first, text, always))
    return found


def _is_shifted(value) -> bool:
    return (value.date() if isinstance(value, datetime) else value) == _SHIFTED


def _blank(row: list) -> bool:
    return all(isinstance(value, str) and not value.strip() for value in row)
