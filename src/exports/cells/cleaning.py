"""Cells as split → cells without what does not count: space at the ends, invisible characters, control characters."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_SPACES = [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
_INVISIBLE = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
AT_THE_ENDS = "".join(map(chr, [*_SPACES, *_INVISIBLE]))
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{84}\x{86}-\x{9f}]"  # tabs and line ends belong to texts
_LEAD_OF_CONTROLS = 0xC2  # the first byte of U+0080 … U+00BF


@dataclass(frozen=True)
class Cleaned:
    """`text`: null where nothing stands. `controls`: the rows from which control characters were removed, if any."""

    text: pa.ChunkedArray
    controls: np.ndarray | None


def clean(cells: pa.ChunkedArray, missing: Collection[str]) -> Cleaned:
    """The cells of a column. `missing`: what stands for an empty cell. Chunks that need no change are not copied."""
    chunks, controls = [], []
    for chunk in cells.chunks:
        if _may_hold_controls(chunk):
            controls.append(pc.fill_null(pc.match_substring_regex(chunk, _CONTROL), False))
            chunk = pc.replace_substring_regex(chunk, _CONTROL, "")
        else:
            controls.append(None)
        trimmed = pc.utf8_trim(chunk, characters=AT_THE_ENDS)
        chunks.append(_with_nulls(chunk if _size(trimmed) == _size(chunk) else trimmed, missing))
    text = pa.chunked_array(chunks, pa.string())
    if not any(each is not None and pc.any(each).as_py() for each in controls):
        return Cleaned(text, None)
    masks = [
        np.zeros(len(chunk), dtype=bool) if each is None else each.to_numpy(zero_copy_only=False)
        for chunk, each in zip(chunks, controls, strict=True)
    ]
    return Cleaned(text, np.concatenate(masks))


def _with_nulls(chunk: pa.Array, missing: Collection[str]) -> pa.Array:
    if missing:
        chunk = pc.if_else(pc.is_in(chunk, pa.array(list(missing), pa.string())), None, chunk)
    if not _size(chunk):
        return pa.nulls(len(chunk), pa.string())
    stands = pc.not_equal(chunk, "")
    if pc.all(stands).as_py() is not False:
        return chunk
    if chunk.null_count or chunk.offset:
        return pc.if_else(stands, chunk, None)
    _, offsets, data = chunk.buffers()
    return pa.StringArray.from_buffers(len(chunk), offsets, data, stands.buffers()[1])


def _may_hold_controls(chunk: pa.Array) -> bool:
    data = _bytes(chunk)
    low = data[data < 0x20]
    return bool((~np.isin(low, list(b"\t\n\r"))).any() or (data == 0x7F).any() or (data == _LEAD_OF_CONTROLS).any())


def _bytes(chunk: pa.Array) -> np.ndarray:
    if not len(chunk) or chunk.buffers()[2] is None:
        return np.zeros(0, np.uint8)
    offsets = np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    return np.frombuffer(chunk.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]


def _size(chunk: pa.Array) -> int:
    return len(_bytes(chunk))
