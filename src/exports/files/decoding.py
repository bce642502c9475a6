"""Bytes → UTF-8, strictly: UTF-8, UTF-16, CP932; lines that do not fit the encoding of their file are named."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from exports.files import mixed_encodings
from exports.files.contents import Content
from exports.files.records import Note
from refusals import Refusal

_BLOCK = 8 << 20
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NO_TEXT = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"SQLite format 3": "SQLite",
    b"PAR1": "Parquet",
}


@dataclass(frozen=True)
class Text:
    """`data` is UTF-8 from the byte `start` on; `misfits`: ascending physical lines of which a part is lost."""

    data: bytes
    start: int
    encoding: str
    misfits: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def decode(content: Content) -> Text:
    """The text of a file. Refusal: no text file, or none of the encodings fits most of its lines."""
    file, data = content.file, content.data
    for magic, kind in _NO_TEXT.items():
        if data.startswith(magic):
            raise Refusal(f"{file} is a {kind} file and no text: export it as CSV in UTF-8.")
    if data.startswith(_UTF32):
        raise Refusal(f"{file} is UTF-32: save it as UTF-8 (in Excel: CSV UTF-8).")
    if encoding := _UTF16.get(data[:2]):
        return _utf16(file, data[2:], encoding)
    if encoding := _utf16_by_its_nuls(data):
        return _utf16(file, data, encoding, [Note("utf16_without_bom")])
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    if _is_utf8(data):
        return Text(data, start, "utf-8-sig" if start else "utf-8")
    if not start and (transcoded := _from_cp932(data)):
        return Text(transcoded, 0, "cp932")
    found = mixed_encodings.decode(file, data, start, ("utf-8",) if start else ("utf-8", "cp932"))
    return Text(found.data, start, "utf-8-sig" if start else found.encoding, found.misfits)


def _is_utf8(data: bytes) -> bool:
    """As `data.decode()` would find it, without making a string."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int64))
    try:
        pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, pa.py_buffer(data)]).cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _from_cp932(data: bytes) -> bytes | None:
    try:
        return b"".join(mixed_encodings.strictly(block, "cp932").encode() for block in _blocks(data))
    except UnicodeDecodeError:
        return None


def _blocks(data: bytes) -> Iterator[bytes]:
    """The bytes in pieces that end with a line feed: no encoding but UTF-16 has it inside a character."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _BLOCK) + 1 or len(data)
        yield data[start:end]
        start = end


def _utf16_by_its_nuls(data: bytes) -> str | None:
    """UTF-16 without a mark: in ASCII signs every other byte is NUL, always on the same side."""
    sample = np.frombuffer(data[: min(len(data), 1 << 16) // 2 * 2], np.uint8).reshape(-1, 2)
    if not len(sample) or not np.isin(sample.view(">u2"), (0x0A00, 0x0D00, 0x000A, 0x000D)).any():  # a line end
        return None
    first, second = (sample == 0).mean(axis=0)
    if second >= 0.2 and first <= second / 20:
        return "utf-16-le"
    if first >= 0.2 and second <= first / 20:
        return "utf-16-be"
    return None


def _utf16(file: str, data: bytes, encoding: str, notes: list[Note] | None = None) -> Text:
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    whole = len(data) // 2 * 2
    pieces = [
        decoder.decode(data[at : min(at + _BLOCK, whole)], at + _BLOCK >= whole).encode(errors="surrogatepass")
        for at in range(0, whole, _BLOCK)
    ]
    if len(data) % 2:
        pieces.append(b"\xff")  # half a character is no UTF-8 either
    text = b"".join(pieces)
    if _is_utf8(text):
        return Text(text, 0, "utf-16", [], notes or [])
    found = mixed_encodings.decode(file, text, 0, ("utf-8",))
    return Text(found.data, 0, "utf-16", found.misfits, notes or [])
