"""Bytes → text, strictly: UTF-8, UTF-8 with BOM, then CP932; gzip by its magic bytes."""

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from refusals import Refusal

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    sha256: str
    size: int


def decode(path: Path) -> Decoded:
    """The text of a file. Refusal: unreadable, empty, a broken gzip, NUL bytes, or neither UTF-8 nor CP932."""
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror or error}.") from error
    content = _inflate(path, stored)
    if not content.strip():
        raise Refusal(f"{path} is empty: export it again with its heading line.")
    text, encoding = _text(path, content)
    return Decoded(text, encoding, hashlib.sha256(content).hexdigest(), len(stored))


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


def _text(path: Path, content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(f"{path} is UTF-16: save it as UTF-8 (in Excel: CSV UTF-8).")
    if (at := content.find(b"\0")) >= 0:
        raise Refusal(f"{path} holds a NUL byte at byte {at}, so it is not a text file: save it as CSV in UTF-8.")
    candidates = ("utf-8-sig",) if content.startswith(_BOM) else ("utf-8", "cp932")
    failures = []
    for encoding in candidates:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            failures.append(error.start + (len(_BOM) if encoding == "utf-8-sig" else 0))
    raise Refusal(
        f"{path} is neither UTF-8 nor CP932: byte {max(failures)} (0x{content[max(failures)]:02x}) fits neither; "
        "save it as UTF-8."
    )
