"""Cells of a workbook that hold a formula whose result nobody stored: what they would show is not in the file."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from exports.accounting import Account
from exports.files.records import Records
from exports.recognition.recognise import Recognised


def reject_open(
    recognised: Recognised, written: Mapping[str, pa.ChunkedArray], rows: Records, account: Account
) -> None:
    """Rejects the rows that have such a cell in a column that is read."""
    for column, places in recognised.at.items():
        if lines := [rows.open_formulas[place] for place in places if place in rows.open_formulas]:
            open_there = np.isin(account.lines, np.concatenate(lines))
            account.reject(open_there, recognised.written(column), written[column], "uncached_formula")
