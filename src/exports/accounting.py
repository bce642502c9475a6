"""Every record accounted for: what was rejected and what was loaded with a warning, with its place and its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

import labels

MOST_GROUPS = 1_000
Named = Mapping[str, Any]
NONE: Named = MappingProxyType({})


@dataclass(frozen=True)
class FileReport:
    """One file: read = loaded + rejected. `sha256`: of its unpacked content; `replaced` counts among `loaded`.

    `header`: its heading line as it stands there.
    """

    file: str
    kind: str
    preset: str
    encoding: str
    sha256: str
    read: int
    loaded: int
    rejected: int
    replaced: int = 0
    header: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A rejected record, or a warning about `count` records that bear the same value, the first of them at `line`.

    `line` is the first physical line of the record (heading = 1), None for what concerns the whole file; `record` holds
    the fields of a rejected record as they stand in the file.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    code: str
    ja: str
    en: str
    count: int = 1
    record: tuple[str, ...] = ()


@dataclass
class Account:
    """The records of one file while they are judged; each rejected one keeps its first fault only."""

    file: str
    lines: np.ndarray
    rejected: np.ndarray = field(init=False)
    rejects: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    _doubts: list[tuple] = field(default_factory=list)

    def __post_init__(self):
        self.rejected = np.zeros(len(self.lines), dtype=bool)

    def reject(
        self, rows: np.ndarray, column: str | None, written: pa.ChunkedArray | None, code: str, named: Named = NONE
    ) -> None:
        """Rejects the rows of a mask that are not rejected yet."""
        fresh = np.flatnonzero(rows & ~self.rejected)
        if not len(fresh):
            return
        values = written.take(pa.array(fresh)).to_pylist() if written is not None else [None] * len(fresh)
        for line, value in zip(self.lines[fresh].tolist(), values, strict=True):
            self.rejects.append(finding(self.file, line, column, value, f"reject.{code}", **named))
        self.rejected[fresh] = True

    def warn(
        self, rows: np.ndarray, column: str, written: pa.ChunkedArray | None, code: str, named: Named = NONE
    ) -> None:
        """Warns of the rows of a mask that are loaded, once for each distinct value."""
        chosen = np.flatnonzero(rows & ~self.rejected)
        if len(chosen):
            values = written.take(pa.array(chosen)) if written is not None else pa.nulls(len(chosen), pa.string())
            self.warnings += grouped(self.file, column, self.lines[chosen], values, code, **named)

    def warn_later(self, *doubt) -> None:
        """Notes the arguments of a warning until it is known which rows are loaded."""
        if doubt[0].any():
            self._doubts.append(doubt)

    def settle(self, lines: np.ndarray) -> None:
        """Gives the noted warnings for the rows that stand, by their lines, in the loaded table."""
        kept = np.isin(self.lines, lines) if self._doubts else None
        for rows, *about in self._doubts:
            self.warn(rows & kept, *about)
        self._doubts.clear()


def finding(file: str, line: int | None, column: str | None, value, code: str, count: int = 1, **named) -> Finding:
    """`code` is `reject.…` or `warning.…`; its reason stands in the labels under `exports.`."""
    ja, en = _reason(code, tuple(sorted(named.items())))
    return Finding(file, line, column, value, code.partition(".")[2], ja, en, count)


def grouped(file: str, column: str, lines: np.ndarray, values, code: str, **named) -> list[Finding]:
    """One warning for each distinct value; beyond MOST_GROUPS values the rest is summed up in one without a value."""
    table = pa.table({"value": pa.chunked_array(values) if isinstance(values, list) else values, "line": lines})
    groups = table.group_by("value").aggregate([("line", "min"), ("line", "count")]).sort_by("line_min").to_pylist()
    shown, rest = groups[:MOST_GROUPS], groups[MOST_GROUPS:]
    found = [
        finding(file, group["line_min"], column, group["value"], f"warning.{code}", group["line_count"], **named)
        for group in shown
    ]
    if rest:
        count = sum(group["line_count"] for group in rest)
        found.append(finding(file, rest[0]["line_min"], column, None, f"warning.{code}", count, **named))
    return found


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file as read, then by line."""
    place: Mapping[str, int] = {}
    for each in (findings := list(findings)):
        place.setdefault(each.file, len(place))
    return sorted(findings, key=lambda each: (place[each.file], each.line or 0))


@lru_cache(maxsize=10_000)
def _reason(code: str, named: tuple) -> tuple[str, str]:
    return labels.both(f"exports.{code}", **dict(named))
