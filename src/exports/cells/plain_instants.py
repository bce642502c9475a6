"""The fast way to the usual shapes of a date or an instant: fixed places in cells of equal length.

What it reads, the general reader (`written_instants`) reads alike; what it does not read goes there.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.cells.readings import Readings

_DAY = "0000-00-00"
_SECONDS = f"{_DAY}T00:00:00"
_SHAPES = (
    _DAY,
    f"{_DAY}T00:00",
    *(f"{_SECONDS}{fraction}{offset}" for fraction in ("", ".000") for offset in ("", "Z", "+0000", "+00:00")),
)
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
            places = np.flatnonzero(lengths == len(shape))
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
        if sign in "0":
            fits &= digits[:, place] <= 9
        elif sign in _SIGNS:
            one, other = _SIGNS[sign]
            fits &= (cells[:, place] == one) | (cells[:, place] == other)
        else:
            fits &= cells[:, place] == ord(sign)

    def pair(place: int) -> np.ndarray:
        return digits[:, place] * np.uint8(10) + digits[:, place + 1]

    month, day = pair(5), pair(8)
    fits &= (month >= 1) & (month <= 12) & (day >= 1)
    at = np.where(fits, (pair(0).astype(np.int32) * 100 + pair(2)) * 12 + month - 1, 0)
    fits &= day <= _LENGTHS[at]
    seconds = east = np.zeros(len(cells), dtype=np.int32)
    if len(shape) > len(_DAY):
        hour, minute = pair(11), pair(14)
        second = pair(17) if len(shape) > len(f"{_DAY}T00:00") else np.zeros(len(cells), dtype=np.uint8)
        fits &= (hour < 24) & (minute < 60) & (second < 60)
        seconds = hour.astype(np.int32) * 3600 + minute.astype(np.int32) * 60 + second
    if sign_at := shape.rfind("+") + 1:
        hour, minute = pair(sign_at), pair(len(shape) - 2)
        fits &= (hour <= 14) & (minute < 60)
        east = hour.astype(np.int32) * 3600 + minute.astype(np.int32) * 60
        east = np.where(cells[:, sign_at - 1] == ord("-"), -east, east)
    offset = np.full(len(cells), shape[-1] == "Z" or bool(sign_at))
    return fits, Readings(_MONTHS[at] + day - 1, seconds, east, offset, fits, np.zeros(len(cells), dtype=bool))
