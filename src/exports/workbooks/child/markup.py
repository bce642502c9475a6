"""XML that may be parsed: UTF-8, no document type, and so no entity that grows."""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from .unfit import Unfit, shown

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_BESIDE = re.compile(rb"\s*(<!--|<\?)")
_ENDS = {b"<!--": b"-->", b"<?": b"?>"}
_ENOUGH = 1000
_ROOT = re.compile(rb"<[^!?\s]")
_UTF8 = (b"UTF-8", b"UTF8", b"US-ASCII", b"ASCII")


def checked(name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces. Unfit when the part is not UTF-8, or has a document type before its root element."""
    first = True
    for piece in pieces:
        if first:
            _check(name, piece.removeprefix(b"\xef\xbb\xbf"))
        first = False
        yield piece


def _check(name: str, head: bytes) -> None:
    declared = _DECLARED.match(head[:1000])
    if b"\0" in head[:100] or (declared and declared[1].upper() not in _UTF8):
        raise Unfit(f"has a part in another encoding than UTF-8 ({shown(name)}): save it again in Excel.")
    start = _behind_comments(head)
    if start[:9].upper() == b"<!DOCTYPE":
        raise Unfit(
            f"declares a document type (<!DOCTYPE) in {shown(name)}, which no workbook does: save it again in Excel."
        )
    if not _ROOT.match(start):
        raise Unfit(f"is a damaged workbook (its part {shown(name)} is no XML): copy or export it again.")


def _behind_comments(head: bytes) -> bytes:
    """The beginning of what follows the comments and processing instructions."""
    at = 0
    while (opened := _BESIDE.match(head, at)) and (end := head.find(_ENDS[opened[1]], opened.end())) >= 0:
        at = end + len(_ENDS[opened[1]])
    return head[at : at + _ENOUGH].lstrip()


def elements(name: str, pieces: Iterable[bytes], wanted: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(name, attributes) of the elements of some names, without their namespaces. Unfit when it is not well-formed."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in wanted.split():
            found.append((local(tag), {local(each): value for each, value in attributes.items()}))

    parser.StartElementHandler = start
    try:
        for piece in checked(name, pieces):
            parser.Parse(piece)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unfit(
            f"is a damaged workbook (its part {shown(name)} is no XML: {shown(error)}): copy or export it again."
        ) from error


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]
