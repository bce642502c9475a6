"""XML that may be parsed: UTF-8, no document type, and so no entity that grows."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from .unfit import Unfit

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_BESIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(rb"\s*<[^!?\s]")
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
        raise Unfit(f"has a part in another encoding than UTF-8 ({name}): save it again in Excel.")
    prolog = _BESIDE.sub(b"", head)
    if prolog.lstrip()[:9].upper() == b"<!DOCTYPE":
        raise Unfit(f"declares a document type (<!DOCTYPE) in {name}, which no workbook does: save it again in Excel.")
    if not _ROOT.match(prolog):
        raise Unfit(f"is a damaged workbook (its part {name} is no XML): copy or export it again.")


def tree(name: str, pieces: Iterable[bytes]) -> ElementTree.Element:
    """A small part as a tree. Unfit when it is not well-formed."""
    parser = ElementTree.XMLParser()
    try:
        for piece in checked(name, pieces):
            parser.feed(piece)
        return parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise Unfit(f"is a damaged workbook (its part {name} is no XML: {error}): copy or export it again.") from error


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]
