"""A workbook → blocks of text, by a child process that is held to memory and time."""

import json
import signal
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from exports.files.contents import Content
from exports.workbooks.child.blocks import ALIGNED
from refusals import Refusal

_LONGEST_SECONDS = 1300
_START = "import sys; sys.path.insert(0, sys.argv[1]); from child.main import main; main()"
_TOO_LARGE = "needs more memory than a workbook of its size may take: export it as CSV."
_TOO_LONG = "takes longer to read than a workbook of its size may: save it again in Excel, or export it as CSV."
_BROKEN = "is a damaged workbook: reading it ended without an answer ({}); save it again in Excel, or export it as CSV."
_SAID_BY_SIGNAL = {
    signal.SIGABRT: _TOO_LARGE,
    signal.SIGKILL: _TOO_LARGE,
    signal.SIGXCPU: _TOO_LONG,
    signal.SIGALRM: _TOO_LONG,
}


@dataclass(frozen=True)
class Opened:
    """`rows`: string columns c0, c1 …; `numbers`: the row of the sheet of each, from 1; `word`: what the child says."""

    rows: pa.Table
    numbers: np.ndarray
    word: dict[str, Any]


def opened(content: Content, sheet: str | None) -> Opened:
    """The rows of a sheet that are not blank. Refusal: whatever keeps the workbook from being read."""
    with tempfile.TemporaryFile() as workbook, tempfile.TemporaryFile() as answer:
        workbook.write(content.data)
        workbook.seek(0)
        ended = _run(workbook, answer, sheet or "")
        word, blocks = _answer(answer)
    sentence = _unfit(ended, word)
    if sentence:
        raise Refusal(f"{content.file} {sentence}")
    return Opened(*_rows(blocks), word)


def _run(workbook: BinaryIO, answer: BinaryIO, sheet: str) -> int | None:
    """How the child ended; None when it had to be ended."""
    command = [sys.executable, "-I", "-c", _START, str(Path(__file__).parent), sheet]
    try:
        return subprocess.run(
            command, stdin=workbook, stdout=answer, stderr=subprocess.DEVNULL, timeout=_LONGEST_SECONDS, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _answer(answer: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """(the last word, empty where there is none; the blocks before it)."""
    answer.seek(0)
    data = answer.read()
    if len(data) < 8:
        return {}, b""
    at = struct.unpack("=q", data[-8:])[0]
    try:
        return json.loads(data[at:-8]), data[:at]
    except ValueError:
        return {}, b""


def _unfit(ended: int | None, word: dict[str, Any]) -> str | None:
    if ended == 0 and word:
        return word.get("unfit")
    if ended is None:
        return _TOO_LONG
    if ended < 0:
        return _SAID_BY_SIGNAL.get(signal.Signals(-ended), _BROKEN.format(signal.Signals(-ended).name))
    return _BROKEN.format(f"exit code {ended}")


def _rows(blocks: bytes) -> tuple[pa.Table, np.ndarray]:
    buffer, at = pa.py_buffer(blocks), 0
    tables, numbers = [], [np.array([], np.int32)]

    def taken(size: int) -> pa.Buffer:
        nonlocal at
        piece = buffer.slice(at, size)
        at += size + -size % ALIGNED
        return piece

    while at < len(blocks):
        height, width = np.frombuffer(taken(8), np.int32).tolist()
        numbers.append(np.frombuffer(taken(4 * height), np.int32))
        columns = []
        for _ in range(width):
            offsets = taken(4 * (height + 1))
            size = np.frombuffer(offsets, np.int32)[-1].item()
            columns.append(pa.StringArray.from_buffers(height, offsets, taken(size)))
        tables.append(pa.table(columns, [f"c{place}" for place in range(width)]))
    return (pa.concat_tables(tables) if tables else pa.table({})), np.concatenate(numbers).astype(np.int64)
