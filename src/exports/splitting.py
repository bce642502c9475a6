"""Content → records, by what the bytes are."""

from collections.abc import Callable

from exports import records
from exports.contents import Content
from exports.decoding import decode


def split(content: Content, progress: Callable[[float], None] = lambda share: None) -> records.Records:
    """The records of a file. Refusal when it cannot be split as a whole."""
    text, encoding = decode(content)
    return records.read(content.file, text, encoding, progress)
