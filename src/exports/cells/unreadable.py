"""Why a cell could not be read: the code whose sentence names the remedy."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
NOTHING = (
    "-",
    "--",
    "―",
    "—",
    "–",
    "ー",
    "n/a",
    "na",
    "null",
    "(null)",
    "none",
    "nil",
    "なし",
    "無し",
    "未設定",
    "該当なし",
)
_CODES = {
    "instant": "unreadable_instant",
    "date": "unreadable_date",
    "days": "unreadable_number",
    "money": "unreadable_number",
    "count": "unreadable_number",
    "score": "unreadable_number",
    "share": "unreadable_number",
    "calendar": "unknown_calendar",
}
_OF_TIMES = {
    "two_digit_year": r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\D|$)",
    "unknown_zone": r"(?i)\d:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[A-Z]{3,5}|[A-Z][a-z]+/[A-Z][a-z_]+)$",
}


def code(type: str) -> str:
    """The reject code of what cannot be read in a column of a type."""
    return _CODES.get(type, "unknown_code")


def errors(text: pa.ChunkedArray) -> np.ndarray:
    """The rows that hold the error of a formula instead of a value."""
    return _among(text, ERRORS, pc.utf8_upper) if pc.any(pc.starts_with(text, "#")).as_py() else _none(text)


def nothings(text: pa.ChunkedArray, unread: np.ndarray) -> np.ndarray:
    """The unread rows that hold one of the marks for an empty cell."""
    return _within(text, unread, lambda cells: _among(cells, NOTHING, pc.utf8_lower))


def of_times(text: pa.ChunkedArray, unread: np.ndarray) -> dict[str, np.ndarray]:
    """Of the unread dates and instants, which have a fault with a sentence of its own."""
    return {
        code: _within(text, unread, lambda cells, pattern=pattern: _mask(pc.match_substring_regex(cells, pattern)))
        for code, pattern in _OF_TIMES.items()
        if unread.any()
    }


def _within(text: pa.ChunkedArray, rows: np.ndarray, judge) -> np.ndarray:
    found = _none(text)
    places = np.flatnonzero(rows)
    if len(places):
        found[places] = judge(text.take(pa.array(places)))
    return found


def _among(text: pa.ChunkedArray, listed: tuple[str, ...], folded) -> np.ndarray:
    return _mask(pc.is_in(folded(text), pa.array(listed)))


def _none(text: pa.ChunkedArray) -> np.ndarray:
    return np.zeros(len(text), dtype=bool)


def _mask(flags: pa.ChunkedArray) -> np.ndarray:
    return pc.fill_null(flags, False).to_numpy()
