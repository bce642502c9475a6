"""How many records a text of separated values holds, counted sign by sign from the rules in docs/imports.md alone."""

SEPARATORS = (",", ";", "\t")
MOST_ROWS_ABOVE = 20


class BrokenQuoteError(Exception):
    """A quoted field is not closed, or a quote in it is not doubled."""


def count(text: str, required: set[str]) -> int | None:
    """The records below the heading line, the first with all the required headings; None where the text is refused."""
    text, separators = _declared(text)
    for separator in separators:
        rows = _rows(text, separator)
        for _ in range(MOST_ROWS_ABOVE):
            try:
                row = next(rows, None)
            except BrokenQuoteError:
                break
            if row is None:
                break
            if required <= {cell.strip().casefold() for cell in row}:
                try:
                    return sum(1 for _ in rows)
                except BrokenQuoteError:
                    return None
    return None


def _declared(text: str) -> tuple[str, tuple[str, ...]]:
    for separator in SEPARATORS:
        for end in ("\r\n", "\n", "\r"):
            if text.startswith(f"sep={separator}{end}"):
                return text[len(f"sep={separator}{end}") :], (separator,)
    return text, SEPARATORS


def _rows(text: str, separator: str):
    """The rows that are not blank: one cell alone, of nothing but white space."""
    row, cell, place = [], "", 0
    quoted = begun = False  # inside quotes; something of the row stands already
    while place < len(text):
        sign = text[place]
        if quoted:
            if sign != '"':
                cell += sign
            elif text[place + 1 : place + 2] == '"':
                cell += '"'
                place += 1
            else:
                quoted = False
                if text[place + 1 : place + 2] not in ("", separator, "\r", "\n"):
                    raise BrokenQuoteError
        elif sign == separator:
            row.append(cell)
            cell, begun = "", True
            place += 1
            if text[place : place + 1] == '"':
                quoted = True
                place += 1
            continue
        elif sign in "\r\n":
            if begun or cell:
                row.append(cell)
                if len(row) > 1 or row[0].strip():
                    yield row
            row, cell, begun = [], "", False
        elif sign == '"' and not begun and not cell:
            quoted = begun = True
        else:
            cell += sign
            begun = True
        place += 1
    if quoted:
        raise BrokenQuoteError
    if begun or cell:
        row.append(cell)
        if len(row) > 1 or row[0].strip():
            yield row
