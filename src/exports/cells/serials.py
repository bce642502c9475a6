"""Dates as spreadsheets count them: days since an epoch, the time as a fraction of the day."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.cells.readings import DAY, Readings

# Days from 1970-01-01 to day 0. 1900 counts a 29 February 1900 that never was: right from 1900-03-01 on.
_ZERO = {1900: -25_569, 1904: -24_107}
_FIRST, _LAST = 7_305, 47_846  # 1990-01-01 … 2100-12-31: five digits outside are no date of a support team


def read(text: pa.Array, epoch: int) -> Readings:
    """The readings of plain numbers in the plausible range, rounded to the second."""
    found = Readings.none(len(text))
    places = np.flatnonzero(pc.fill_null(pc.match_substring_regex(text, r"^\d{5}(\.\d+)?$"), False).to_numpy(False))
    if not len(places):
        return found
    seconds = np.rint(text.take(pa.array(places)).cast(pa.float64()).to_numpy() * DAY).astype(np.int64)
    found.day[places] = seconds // DAY + _ZERO[epoch]
    found.seconds[places] = seconds % DAY
    found.read[places] = (found.day[places] >= _FIRST) & (found.day[places] <= _LAST)
    return found
