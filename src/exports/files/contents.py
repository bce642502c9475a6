"""Path → the unpacked bytes of a file; gzip is known by its magic bytes."""

import hashlib
import io
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from refusals import Refusal

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_MOST_MEGABYTES = 2048
_HARMLESS = 64 << 20
_MOST_TIMES = 400


@dataclass(frozen=True)
class Content:
    """`data` and its `sha256` are unpacked, `size` is what lies on disk."""

    file: str
    data: bytes
    sha256: str
    size: int


def read(path: Path, name: str | None = None) -> Content:
    """The content of a file, called by its name where it has one.

    Refusal: unreadable, empty, too large (`TEIREI_MAX_FILE_MB`, unpacked), or a broken gzip.
    """
    file = name or str(path)
    try:
        with path.open("rb", buffering=0) as stored:  # a buffer would hold the file a second time
            size = os.fstat(stored.fileno()).st_size
            packed = stored.read(len(_GZIP)) == _GZIP
            stored.seek(0)
            data = _unpacked(file, stored) if packed else _plain(file, stored, size)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror or error}.") from error
    if not data[:_CHUNK].strip() and not data.strip():
        raise Refusal(f"{file} is empty: export it again with its heading line.")
    return Content(file, data, hashlib.sha256(data).hexdigest(), size)


def most_bytes() -> int:
    """The largest file that is read, unpacked."""
    given = os.environ.get("TEIREI_MAX_FILE_MB", "").strip()
    if not given:
        return _MOST_MEGABYTES << 20
    if not given.isdecimal() or not int(given):
        raise Refusal(f'TEIREI_MAX_FILE_MB is "{given}": give a whole number of megabytes, such as {_MOST_MEGABYTES}.')
    return int(given) << 20


def _plain(file: str, stored: io.FileIO, size: int) -> bytes:
    if size > (most := most_bytes()):
        raise Refusal(_too_large(file, most))
    data = stored.readall()
    if file.lower().endswith(".gz") and data:
        raise Refusal(f"{file} is named .gz but is not a gzip file: rename it or compress it again.")
    return data


def _unpacked(file: str, stored: io.FileIO) -> bytes:
    """All members of a gzip file, one after the other, and never more than may be read."""
    most, packed, unpacked = most_bytes(), 0, io.BytesIO()
    member = zlib.decompressobj(wbits=31)
    try:
        while chunk := stored.read(_CHUNK):
            packed += len(chunk)
            while chunk:
                if member.eof:
                    chunk = chunk.lstrip(b"\0")  # padding
                    if not chunk:
                        break
                    member = zlib.decompressobj(wbits=31)
                unpacked.write(member.decompress(chunk, _CHUNK))
                chunk = member.unconsumed_tail or member.unused_data
                if unpacked.tell() > most:
                    raise Refusal(_too_large(file, most))
                if unpacked.tell() > max(_HARMLESS, _MOST_TIMES * packed):
                    raise Refusal(
                        f"{file} unpacks to more than {_MOST_TIMES} times its size, as no export does: unpack it and "
                        "look at it first."
                    )
        while not member.eof and (rest := member.decompress(b"", _CHUNK)):
            unpacked.write(rest)
    except zlib.error as error:
        raise Refusal(f"{file} is a damaged gzip file ({error}): copy or export it again.") from error
    if not member.eof:
        raise Refusal(f"{file} is a gzip file that ends too early: copy or export it again.")
    return unpacked.getvalue()


def _too_large(file: str, most: int) -> str:
    return (
        f"{file} is larger than {most >> 20:,} MB unpacked: export it in parts, or raise TEIREI_MAX_FILE_MB to read it."
    )
