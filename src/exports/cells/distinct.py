"""Each distinct spelling of a column is looked at once, however many rows bear it."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def encoded(text: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """(the distinct spellings, the place of each row's among them, -1 for null)."""
    chunks = text.dictionary_encode().chunks
    spellings = chunks[-1].dictionary if chunks else pa.array([], text.type)
    places = [pc.fill_null(chunk.indices, -1).to_numpy() for chunk in chunks]
    return spellings, np.concatenate([np.zeros(0, dtype=np.int32), *places])


def read(text: pa.ChunkedArray, reading: Callable[[pa.Array], pa.Array]) -> pa.ChunkedArray:
    """What `reading` makes of the distinct spellings (null stays null), for every row."""
    encoded = text.dictionary_encode()
    spellings = encoded.chunk(encoded.num_chunks - 1).dictionary if encoded.num_chunks else pa.array([], text.type)
    read = reading(spellings)  # the dictionary of each other chunk is a beginning of the last one
    return pa.chunked_array([read.take(chunk.indices) for chunk in encoded.chunks], read.type)


def coded(text: pa.ChunkedArray, code: Callable[[str], str | None]) -> pa.ChunkedArray:
    """The code of each spelling; null where there is none."""
    return read(text, lambda spellings: pa.array([code(each) for each in spellings.to_pylist()], pa.string()))
