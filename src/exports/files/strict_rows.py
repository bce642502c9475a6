"""Text → rows by the strict `csv` module, which alone decides what a broken quote is and where a record begins."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from refusals import Refusal

csv.field_size_limit(2**31 - 1)


class Row(NamedTuple):
    """`line`: the first physical line of the record; at the byte `end` the line `following` begins."""

    line: int
    fields: list[str]
    end: int
    following: int


def rows(name: str, data: bytes, delimiter: str, start: int, line: int) -> Iterator[Row]:
    """The records of a UTF-8 text from a byte on, at which a physical line begins; blank lines are none.

    Refusal: a quote that is not closed or not doubled.
    """
    stream = io.BytesIO(data)
    stream.seek(start)
    lines = _Counted(io.TextIOWrapper(stream, "utf-8", newline=""), start)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    first = line
    while True:
        line = first + reader.line_num
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refusal(_broken(name, line, first + reader.line_num - 1, str(error))) from error
        if fields and (len(fields) > 1 or fields[0].strip()):
            yield Row(line, fields, lines.end, first + reader.line_num)


class _Counted:
    """Lines, and the byte at which the last one ended."""

    def __init__(self, lines: io.TextIOWrapper, start: int):
        self._lines = lines
        self.end = start

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.end += len(line) if line.isascii() else len(line.encode())
        return line


def _broken(name: str, line: int, reached: int, error: str) -> str:
    if "unexpected end" in error:
        return f"{name} line {line}: a quoted field is not closed before the end of the file; close it."
    return f"{name} line {reached}: a quote inside a quoted field is not doubled ({error}); double it."
