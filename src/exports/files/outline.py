"""Where the records of a text begin and end, found by its bytes alone: a quoted line break ends no record."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_QUOTE, _LF, _CR = b'"\n\r'
_BLOCK = 4 << 20


@dataclass(frozen=True)
class Outline:
    """One place a record, blank lines among them: its bytes without the line end, and its first physical line."""

    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray
    several_lines: bool


def outline(data: bytes, start: int, line: int, delimiter: int) -> Outline | None:
    """The records from a byte on, at which a physical line begins; None where a quote is out of place.

    In place is a quote that opens a field, one that closes it, and a doubled one inside.
    """
    quoted = data.find(b'"', start) >= 0
    returns = data.count(b"\r", start)
    bare = returns > 0 and returns != data.count(b"\r\n", start)
    breaks, inside = [], []
    opened = 0
    for at, block in _blocks(data, start):
        found = _line_breaks(data, at, block, bare)
        if quoted:
            quotes = np.flatnonzero(block == _QUOTE)
            if not _in_place(data, start, at + quotes, opened % 2, delimiter):
                return None
            inside.append((np.searchsorted(quotes, found - at) + opened) % 2 == 1)
            opened += len(quotes)
        breaks.append(found)
    if opened % 2:
        return None
    every = np.concatenate(breaks) if breaks else np.zeros(0, np.int64)
    outside = np.flatnonzero(~np.concatenate(inside)) if inside else np.arange(len(every))
    ends = every[outside]
    starts = np.concatenate([[start], ends + 1])
    lines = np.concatenate([[line], outside + (line + 1)])
    ends = np.append(ends, len(data))
    if starts[-1] >= len(data):
        starts, ends, lines = starts[:-1], ends[:-1], lines[:-1]
    return Outline(starts, _without_cr(data, starts, ends), lines, len(outside) != len(every))


def fields_in(data: bytes, records: Outline, delimiter: int) -> np.ndarray:
    """How many fields each record has."""
    if not len(records.starts):
        return np.zeros(0, np.int64)
    start = int(records.starts[0])
    quoted = data.find(b'"', start) >= 0
    before = np.zeros(len(records.starts) + 1, np.int64)
    seen = opened = 0
    for at, block in _blocks(data, start):
        places = np.flatnonzero(block == delimiter)
        if quoted:
            quotes = np.flatnonzero(block == _QUOTE)
            places = places[(np.searchsorted(quotes, places) + opened) % 2 == 0]
            opened += len(quotes)
        first, last = np.searchsorted(records.starts, (at, at + len(block)))
        before[first:last] = seen + np.searchsorted(places, records.starts[first:last] - at)
        seen += len(places)
    before[-1] = seen
    return np.diff(before) + 1


def _blocks(data: bytes, start: int) -> Iterator[tuple[int, np.ndarray]]:
    content = np.frombuffer(data, np.uint8)
    for at in range(start, len(data), _BLOCK):
        yield at, content[at : at + _BLOCK]


def _line_breaks(data: bytes, at: int, block: np.ndarray, bare: bool) -> np.ndarray:
    """The last byte of each line end: a line feed, or a carriage return that none follows."""
    breaks = block == _LF
    if bare:
        following = np.frombuffer(data, np.uint8)[at + 1 : at + 1 + len(block)]
        breaks |= (block == _CR) & (np.append(following, np.zeros(len(block) - len(following), np.uint8)) != _LF)
    return np.flatnonzero(breaks) + at


def _in_place(data: bytes, start: int, quotes: np.ndarray, opened: int, delimiter: int) -> bool:
    """Whether every first quote of a pair stands behind the end of a field and every second one before one."""
    content = np.frombuffer(data, np.uint8)
    opening, closing = quotes[opened::2], quotes[1 - opened :: 2]
    before = content[opening[opening > start] - 1]
    after = content[closing[closing < len(data) - 1] + 1]
    edge = np.zeros(256, bool)
    edge[[delimiter, _LF, _CR, _QUOTE]] = True
    return bool(edge[before].all() and edge[after].all())


def _without_cr(data: bytes, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    content = np.frombuffer(data, np.uint8)
    filled = ends > starts
    cr = np.zeros(len(ends), bool)
    cr[filled] = (content[ends[filled] - 1] == _CR) & (ends[filled] < len(data))
    return ends - cr
