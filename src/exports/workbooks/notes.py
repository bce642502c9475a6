"""What the sender of a workbook should know of the sheet as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exports.files.records import Note

MOST_NAMED = 10


def of(word: Mapping[str, Any], lines: np.ndarray, width: int, asked: str | None) -> list[Note]:
    """`lines`: the rows of the records; `width`: how many columns they have; `asked`: the sheet that was named."""
    found = []
    if hidden := sorted(set((np.array(word["hidden_rows"], np.int64) + 1).tolist()) & set(lines.tolist())):
        found.append(Note("hidden_rows", hidden[0], count=len(hidden)))
    if hidden := _columns(word["hidden_columns"], word["first"], width):
        found.append(Note("hidden_columns", count=hidden))
    if merged := _merged(word["merged"], lines):
        found.append(Note("merged_cells", merged[0], count=len(merged)))
    if word["others"] and asked is None:
        names = {"sheet": word["sheet"], "others": listed(word["others"])}
        found.append(Note("other_sheets", count=len(word["others"]), named=names))
    return found


def other_sheets(sheets: Sequence[str]) -> str:
    """What to add to the reason why the sheet that is read, the first of these, cannot be told."""
    if len(sheets) < 2:
        return ""
    return f'; this is its sheet "{sheets[0]}", and others hold data: {listed(sheets[1:])} (name one with --sheet)'


def listed(sheets: Sequence[str]) -> str:
    """Names of sheets as they stand in a sentence."""
    more = f" and {len(sheets) - MOST_NAMED} more" if len(sheets) > MOST_NAMED else ""
    return ", ".join(f'"{name}"' for name in sheets[:MOST_NAMED]) + more


def _columns(spans: Sequence[Sequence[int]], first: int, width: int) -> int:
    hidden = [range(max(start, first), min(end, first + width - 1) + 1) for start, end in spans]
    return len(set().union(*hidden))


def _merged(spans: Sequence[Sequence[int]], lines: np.ndarray) -> list[int]:
    """The first rows of the merged ranges that reach into the records, each range once."""
    if not len(lines):
        return []
    return sorted(top + 1 for top, bottom in spans if bottom + 1 >= lines[0] and top + 1 <= lines[-1])
