"""The fast way to the usual shapes of a date or an instant: fixed places in cells of equal length.

What it reads, the general reader (`written_instants`) reads alike; what it does not read goes there.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.cells.readings import Readings

_PADDED = "YYYY-MM-DDThh:mm:ss"
_SHAPES = (
    "YYYY-MM-DD",
    "YYYY-MM-DDThh:mm",
    *(f"{_PADDED}{fraction}{offset}" for fraction in ("", ".fff") for offset in ("", "Z", "+oopp", "+oo:pp")),
    "YYYYMMDD",
    *(
        f"YYYY-{month}-{day}{time}"
        for month in ("MM", "M")
        for day in ("DD", "D")
        for time in ("", "Thh:mm", "Th:mm", "Thh:mm:ss", "Th:mm:ss")
        if (month, day) != ("MM", "DD") or "Th:" in time
    ),
)
_DIGITS = frozenset("YMDhmsfop")
_SIGNS = {"-": b"-/", "T": b"T ", "+": b"+-"}
_MONTHS = np.arange("0000-01", "10000-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int32)
_LENGTHS = np.diff(_MONTHS)


def read(text: pa.ChunkedArray) -> Readings:
    """The readings of the cells that have one of the usual shapes."""
    found = Readings.none(len(text))
    start = 0
    for chunk in text.chunks:
        lengths = pc.fill_null(pc.binary_length(chunk), 0).to_numpy()
        for shape in _SHAPES:
            places = np.flatnonzero((lengths == len(shape)) & ~found.read[start : start + len(chunk)])
            if len(places):
                cells = _bytes(chunk if len(places) == len(chunk) else chunk.take(pa.array(places)), len(shape))
                fits, readings = _read(cells, shape)
                found.put(start + places[fits], readings.at(fits))
        start += len(chunk)
    return found


def _bytes(cells: pa.Array, width: int) -> np.ndarray:
    start = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset]
    return np.frombuffer(cells.buffers()[2], np.uint8)[start : start + len(cells) * width].reshape(-1, width)


def _read(cells: np.ndarray, shape: str) -> tuple[np.ndarray, Readings]:
    """(cells of the shape that name an existing day and time, what they say)."""
    fits = np.ones(len(cells), dtype=bool)
    digits = cells - np.uint8(ord("0"))
    for place, sign in enumerate(shape):
        if sign in _DIGITS:
            fits &= digits[:, place] <= 9
        elif sign in _SIGNS:
            one, other = _SIGNS[sign]
            fits &= (cells[:, place] == one) | (cells[:, place] == other)
        else:
            fits &= cells[:, place] == ord(sign)

    def number(letter: str) -> np.ndarray:
        found = np.zeros(len(cells), dtype=np.int32)
        for place, sign in enumerate(shape):
            if sign == letter:
                found = found * 10 + digits[:, place]
        return found

    month, day, hour, minute, second = (number(letter) for letter in "MDhms")
    fits &= (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (second < 60)
    at = np.where(fits, number("Y") * 12 + month - 1, 0)
    fits &= day <= _LENGTHS[at]
    east = np.zeros(len(cells), dtype=np.int32)
    if "+" in shape:
        hours, minutes = number("o"), number("p")
        fits &= (hours <= 14) & (minutes < 60)
        east = (hours * 60 + minutes) * 60
        east = np.where(cells[:, shape.index("+")] == ord("-"), -east, east)
    offset = np.full(len(cells), "Z" in shape or "+" in shape)
    none = np.zeros(len(cells), dtype=bool)
    return fits, Readings(_MONTHS[at] + day - 1, (hour * 60 + minute) * 60 + second, east, offset, fits, none)
