"""What calamine does not tell of a sheet: how far it reaches, what is hidden or merged, errors, open formulas.

The XML is looked through a few rows at a time by regular expressions; a parser would take longer than the reading.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import patterns as known
from .patterns import Patterns, patterns
from .unfit import Unfit, shown

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_LONGEST_ROW = 32 << 20
_MANY = 1_000

Cell = tuple[int, int]


@dataclass
class Scan:
    """Rows and columns count from 0. `errors`, `formulas`, `lost_days`: (row, column) → text; `merged`: their rows.

    `formulas`: those whose result is not stored; `lost_days`: what would be 29 February 1900, a day that never was.
    """

    rows: int = 0
    columns: int = 26
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[Cell, str] = field(default_factory=dict)
    formulas: dict[Cell, str] = field(default_factory=dict)
    lost_days: dict[Cell, str] = field(default_factory=dict)


def scan(part: str, pieces: Iterable[bytes]) -> Scan:
    """What the XML of a sheet holds. Unfit when it is no sheet or ends before its closing tag."""
    found, last, of = Scan(), b"", patterns(b"")
    for text, of in _whole_rows(pieces):
        _look(text, of, found)
        last = text
    if of.end not in last:
        raise Unfit(f"is a damaged workbook (its part {shown(part)} ends too early): copy or export it again.")
    return found


def farthest(pieces: Iterable[bytes]) -> tuple[str, int, int]:
    """(the names of the cells that reach farthest, how many cells the range has, how many of them are there)."""
    right, low, count = (-1, "A1"), (0, "A1"), 0
    for text, _ in _whole_rows(pieces):
        for letters, number in known.REFERENCE.findall(text):
            count += 1
            if (reach := column(letters)) > right[0]:
                right = (reach, (letters + number).decode())
            if (reach := int(number)) > low[0]:
                low = (reach, (letters + number).decode())
    names = [right[1]] * (right[0] >= _MANY) + [low[1]] * (low[0] >= _MANY or right[0] < _MANY)
    return " and ".join(dict.fromkeys(names)), (right[0] + 1) * low[0], count


def column(letters: bytes) -> int:
    """A → 0, XFD → 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _look(text: bytes, of: Patterns, found: Scan) -> None:
    wide = set(known.WIDE.findall(text) or (known.WIDE_OTHERWISE.findall(text) if b' r="' not in text else ()))
    found.columns = max([found.columns, *(column(letters) + 1 for letters in wide)])
    if known.LOW.search(text):
        found.rows = max(found.rows, MOST_ROWS)
    for attributes in of.row.findall(text):
        number = known.NUMBER.search(attributes)
        row = int(number[1]) - 1 if number else found.rows
        found.rows = max(found.rows, row + 1)
        if b"hidden" in attributes and known.HIDDEN.search(attributes):
            found.hidden_rows.append(row)
    if b"hidden" in text:
        for attributes in of.column.findall(text):
            if known.HIDDEN.search(attributes):
                span = dict(known.SPAN.findall(attributes))
                found.hidden_columns.append((int(span.get(b"min", 1)) - 1, int(span.get(b"max", 1)) - 1))
    if b"mergeCell" in text:
        found.merged += [(_place(first)[0], _place(last)[0]) for first, last in of.merged.findall(text)]
    if b'"e"' in text or b"'e'" in text:
        _note(found.errors, of.error.findall(text))
    if of.formula in text:
        open_formulas = of.open_formula.findall(text)
        _note(found.formulas, ((at, b"=" + says) for at, says in open_formulas if not known.COMPUTED_TEXT.search(at)))
    if b">60<" in text or b">60." in text:
        _note(found.lost_days, of.lost_day.findall(text))


def _note(cells: dict[Cell, str], matches: Iterable[tuple[bytes, bytes]]) -> None:
    for attributes, text in matches:
        if at := known.REFERENCE.search(attributes):
            cells[int(at[2]) - 1, column(at[1])] = html.unescape(text.decode("utf-8", "replace"))


def _place(reference: bytes) -> Cell:
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, column(letters)


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, Patterns]]:
    """The same text, cut behind the end of a row, and the patterns that fit it."""
    of, rest = None, b""
    for piece in pieces:
        rest += piece
        if of is None:
            prefix = known.PREFIX.search(rest)
            of = patterns(prefix[1] or b"" if prefix else b"")
        if (end := rest.rfind(of.row_end)) >= 0:
            end += len(of.row_end)
            yield rest[:end], of
            rest = rest[end:]
        elif len(rest) > _LONGEST_ROW:
            raise Unfit(f"has a row of more than {_LONGEST_ROW >> 20} MB: save it again in Excel, or export it as CSV.")
    yield rest, of or patterns(b"")
