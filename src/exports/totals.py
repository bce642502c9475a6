"""Rows that sum up others: 合計, Grand total … are records of the file and none of the account."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.accounting import Account
from exports.files.records import Records

_WORDS = (
    "合計",
    "小計",
    "総計",
    "総合計",
    "計",
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sub total",
)
_SPELLED = {
    f"{case}{end}"
    for word in (*_WORDS, "合 計", "小 計", "総 計", "合　計", "小　計", "総　計")
    for case in (word, word.upper(), word.capitalize(), word.title())
    for end in ("", ":", "：")
}
_ALIKE = {re.sub(r"\s+", "", word) for word in _WORDS}


def is_total(cells: Sequence[str]) -> bool:
    """Whether the first cell that is not empty says that the row sums up others."""
    first = next((cell for cell in cells if cell.strip()), "")
    spelled = unicodedata.normalize("NFKC", first[:40]).casefold()
    return re.sub(r"\s+", "", spelled).rstrip(":") in _ALIKE


def reject(required: Iterable[pa.ChunkedArray], rows: Records, account: Account) -> None:
    """Rejects the total rows. A row whose required cells are all there, none of them such a word, is a record."""
    doubtful = np.zeros(len(account.lines), dtype=bool)
    for cells in required:
        doubtful |= pc.fill_null(pc.is_in(cells, pa.array([*_SPELLED, None], pa.string())), True).to_numpy()
    places = np.flatnonzero(doubtful)
    totals = [is_total(fields) for fields in rows.fields(account.lines[places])]
    doubtful[places] = totals
    account.reject(doubtful, None, None, "total_row")
