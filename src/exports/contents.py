"""Path → the unpacked bytes of a file; gzip is known by its magic bytes."""

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from refusals import Refusal

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Content:
    """`data` and its `sha256` are unpacked, `size` is what lies on disk."""

    file: str
    data: bytes
    sha256: str
    size: int


def read(path: Path) -> Content:
    """The content of a file. Refusal: unreadable, empty, or a broken gzip."""
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror or error}.") from error
    data = _inflate(path, stored)
    if not data.strip():
        raise Refusal(f"{path} is empty: export it again with its heading line.")
    return Content(str(path), data, hashlib.sha256(data).hexdigest(), len(stored))


def _inflate(path: Path, stored: bytes) -> bytes:
    if not stored.startswith(_GZIP):
        if path.suffix == ".gz" and stored:
            raise Refusal(f"{path} is named .gz but is not a gzip file: rename it or compress it again.")
        return stored
    try:
        return gzip.decompress(stored)
    except EOFError as error:
        raise Refusal(f"{path} is a gzip file that ends too early: copy or export it again.") from error
    except (OSError, zlib.error) as error:
        raise Refusal(f"{path} is a damaged gzip file ({error}): copy or export it again.") from error
