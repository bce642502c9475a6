"""The rows of a sheet → records."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.files import faults, preamble
from exports.files.contents import Content
from exports.files.records import LONGEST_FIELD, Fields, Records, Refused, Wanted
from exports.workbooks import notes
from exports.workbooks.opening import Opened, opened
from exports.workbooks.signs import is_workbook
from refusals import Refusal


def read(content: Content, wanted: Wanted, sheet: str | None, progress: Callable[[float], None]) -> Records:
    """The records of one sheet; the row number of the sheet is their line.

    The heading line is the first row that `wanted` knows, else the first row. Refusal: the workbook cannot be read, has
    no such sheet, or the sheet is empty.
    """
    book = opened(content, sheet)
    progress(0.9)
    if not len(book.numbers):
        raise Refusal(_empty(content.file, book))
    top = _fields(book.rows.slice(0, preamble.MOST_ROWS))
    at = preamble.heading_at(top, wanted) or 0
    header, heading_line = _without_end(book.rows.slice(at), top[at]), int(book.numbers[at])
    rows, lines = book.rows.slice(at + 1).select(range(len(header))), book.numbers[at + 1 :]
    unfit = _unfit(rows)
    return Records(
        header=header,
        table=rows.filter(pa.array(~unfit)) if unfit.any() else rows,
        lines=pa.chunked_array([lines[~unfit]]),
        encoding="xlsx",
        refused=_refused(rows, lines, unfit),
        notes=[
            *preamble.skipped(at, int(book.numbers[0]), heading_line),
            *notes.of(book.word, lines, len(header), sheet),
        ],
        heading_line=heading_line,
        epoch=book.word["epoch"],
        sheets=(book.word["sheet"], *book.word["others"]),
        open_formulas=_open_formulas(book.word["formulas"]),
    )


def of_sheet(content: Content, sheet: str | None) -> Content:
    """The content as that of one named sheet: another sheet of the same workbook is another content."""
    if not sheet or not is_workbook(content):
        return content
    return replace(content, sha256=hashlib.sha256(f"{content.sha256} {sheet}".encode()).hexdigest())


def _empty(file: str, book: Opened) -> str:
    others = book.word["others"]
    hint = f"name one of the others with --sheet: {notes.listed(others)}" if others else "export it again"
    return f'{file}: sheet "{book.word["sheet"]}" is empty; {hint}.'


def _without_end(rows: pa.Table, header: Fields) -> list[str]:
    """The heading line without the last columns in which nothing stands."""
    width = len(header)
    while width > 1 and not header[width - 1].strip() and pc.max(pc.binary_length(rows.column(width - 1))).as_py() == 0:
        width -= 1
    return list(header[:width])


def _unfit(rows: pa.Table) -> np.ndarray:
    """The rows with a field that is too long or holds a NUL character."""
    found = np.zeros(rows.num_rows, dtype=bool)
    for column in rows.columns:
        if (pc.max(pc.binary_length(column)).as_py() or 0) > LONGEST_FIELD:
            found |= pc.greater(pc.utf8_length(column), LONGEST_FIELD).to_numpy()
        if pc.any(pc.match_substring(column, "\0")).as_py():
            found |= pc.match_substring(column, "\0").to_numpy()
    return found


def _refused(rows: pa.Table, lines: np.ndarray, unfit: np.ndarray) -> list[Refused]:
    taken = zip(lines[unfit].tolist(), _fields(rows.filter(pa.array(unfit))), strict=True) if unfit.any() else ()
    return [fault for line, fields in taken if (fault := faults.of(line, fields, rows.num_columns))]


def _open_formulas(cells: list[list[int]]) -> dict[int, np.ndarray]:
    lines: dict[int, list[int]] = {}
    for line, place in cells:
        lines.setdefault(place, []).append(line)
    return {place: np.array(found) for place, found in lines.items()}


def _fields(rows: pa.Table) -> list[Fields]:
    return list(zip(*(column.to_pylist() for column in rows.columns), strict=True))
