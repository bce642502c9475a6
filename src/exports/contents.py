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


def read(path: Path, name: str | None = None) -> Content:
    """The content of a file, called by its path or by another name. Refusal: unreadable, empty, or a broken gzip."""
    name = name or str(path)
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{name} cannot be read: {error.strerror or error}.") from error
    data = _inflate(name, stored)
    if not data.strip():
        raise Refusal(f"{name} is empty: export it again with its heading line.")
    return Content(name, data, hashlib.sha256(data).hexdigest(), len(stored))


def _inflate(name: str, stored: bytes) -> bytes:
    if not stored.startswith(_GZIP):
        if name.endswith(".gz") and stored:
            raise Refusal(f"{name} is named .gz but is not a gzip file: rename it or compress it again.")
        return stored
    try:
        return gzip.decompress(stored)
    except EOFError as error:
        raise Refusal(f"{name} is a gzip file that ends too early: copy or export it again.") from error
    except (OSError, zlib.error) as error:
        raise Refusal(f"{name} is a damaged gzip file ({error}): copy or export it again.") from error
