"""Rows of text on their way to the parent: blocks of columns laid out as Arrow lays out strings, then a last word.

Of a block: how many rows and columns, the numbers of the rows, and of each column rows + 1 offsets and the bytes of its
text; all numbers of 32 bits, each piece filled up to 8 bytes. The last word is JSON; the 8 bytes behind it say where it
begins.
"""

import json
import struct
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, BinaryIO

ALIGNED = 8


class Writer:
    """Writes blocks, and the last word once."""

    def __init__(self, file: BinaryIO):
        self._file = file

    def block(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> None:
        """`numbers`: the row of the sheet of each row of the columns, from 1."""
        self._put(struct.pack("=ii", len(numbers), len(columns)))
        self._put(array("i", numbers).tobytes())
        for column in columns:
            encoded = [text.encode() for text in column]
            self._put(array("i", accumulate(map(len, encoded), initial=0)).tobytes())
            self._put(b"".join(encoded))

    def last(self, word: dict[str, Any]) -> None:
        """What is to be said once, behind all blocks."""
        at = self._file.tell()
        self._file.write(json.dumps(word).encode())
        self._file.write(struct.pack("=q", at))
        self._file.flush()

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._file.write(b"\0" * (-len(data) % ALIGNED))
