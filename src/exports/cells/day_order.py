"""Whether the day or the month stands first in a column of dates that end with the year."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from refusals import Refusal

_YEAR_LAST = r"^(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.]\d{4}(?:[^\d]|$)"
ORDERS = ("dmy", "mdy", "ymd")


def decided(cells, spellings: pa.Array, date_order: str | None) -> str | None:
    """dmy or mdy, None where no year stands last: a 13th or later day proves it, else `--date-order` says it.

    Refusal when the column (`spellings`: what it holds) proves both, or neither and no option says it.
    """
    numbers = pc.extract_regex(spellings, _YEAR_LAST)
    dated = pc.is_valid(numbers)
    spellings, numbers = spellings.filter(dated), numbers.filter(dated)
    if not len(numbers):
        return None
    first, second = (pc.struct_field(numbers, place).cast(pa.int32()).to_numpy() for place in (0, 1))
    day_first = np.flatnonzero((first > 12) & (first <= 31) & (second <= 12))
    month_first = np.flatnonzero((second > 12) & (second <= 31) & (first <= 12) & (first > 0))
    if len(day_first) and len(month_first):
        day, month = spellings[int(day_first[0])], spellings[int(month_first[0])]
        raise Refusal(
            f'{cells.file}, column "{cells.heading}": line {_line(cells, day)} puts the day first ({day}), '
            f"line {_line(cells, month)} the month ({month}); write every date of the column in one order."
        )
    if len(day_first) or len(month_first):
        return "dmy" if len(day_first) else "mdy"
    if date_order in ("dmy", "mdy"):
        return date_order
    open_to_both = np.flatnonzero((first != second) & (first > 0) & (first <= 12) & (second <= 12))
    if len(open_to_both):
        spelling = spellings[int(open_to_both[0])]
        raise Refusal(
            f'{cells.file}, column "{cells.heading}", line {_line(cells, spelling)}: {spelling} may be day/month or '
            "month/day and no value of the column proves which; say it with --date-order dmy or mdy."
        )
    return "dmy"


def _line(cells, spelling: pa.Scalar) -> int:
    return int(cells.lines[pc.index(cells.text, spelling).as_py()])
