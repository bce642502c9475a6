"""Content → records, by what the bytes are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from exports import layout, plain_records, preamble, records, strict_records
from exports.contents import Content
from exports.decoding import decode


def _all(header: Sequence[str]) -> range:
    return range(len(header))


def split(
    content: Content, wanted: records.Wanted = _all, progress: Callable[[float], None] = lambda share: None
) -> records.Records:
    """The records of a file, with the columns that are wanted. Refusal when it cannot be split as a whole."""
    data, encoding = decode(content)
    found = layout.find(content.file, data, wanted)
    places = sorted(wanted(found.heading.fields)) or _all(found.heading.fields)
    taken = plain_records.read(content.file, data, found, places, encoding) or strict_records.read(
        content.file, data, found, places, encoding, progress
    )
    progress(1.0)
    first = found.above[0].line if found.above else 1
    return replace(taken, notes=taken.notes + preamble.skipped(len(found.above), first, found.heading.line))
