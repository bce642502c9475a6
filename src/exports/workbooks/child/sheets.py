"""Which sheets a workbook has, and which of them is read."""

import posixpath
import re
from dataclasses import dataclass

from . import markup
from .archive import Archive
from .unfit import Unfit

_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_OVERLAP = 200


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """`epoch`: 1900 or 1904, the year from which its serials count days."""

    sheets: list[Sheet]
    epoch: int


def book(archive: Archive) -> Book:
    """The worksheets in the order of their tabs, chart sheets left out. Unfit when there is none."""
    targets = {}
    for each in markup.tree("xl/_rels/workbook.xml.rels", archive.pieces("xl/_rels/workbook.xml.rels")).iter():
        if each.get("Type", "").endswith("/worksheet"):
            targets[each.get("Id")] = posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
    found, epoch = [], 1900
    for element in markup.tree("xl/workbook.xml", archive.pieces("xl/workbook.xml")).iter():
        of = {markup.local(name): value for name, value in element.attrib.items()}
        if markup.local(element.tag) == "sheet" and of.get("id") in targets:
            found.append(Sheet(of.get("name", ""), targets[of["id"]], of.get("state", "visible") != "visible"))
        if markup.local(element.tag) == "workbookPr" and of.get("date1904", "0") in ("1", "true"):
            epoch = 1904
    if not found:
        raise Unfit("is a workbook without any worksheet: export it again.")
    return Book(found, epoch)


def chosen(sheets: list[Sheet], asked: str | None) -> Sheet:
    """The sheet of that name or, where none bears it, of that number; without either the first that is not hidden."""
    if asked is None:
        return next((sheet for sheet in sheets if not sheet.hidden), sheets[0])
    for sheet in sheets:
        if sheet.name == asked:
            return sheet
    if asked.isdecimal() and 1 <= int(asked) <= len(sheets):
        return sheets[int(asked) - 1]
    listed = ", ".join(f'"{sheet.name}"{" (hidden)" if sheet.hidden else ""}' for sheet in sheets)
    raise Unfit(f'has no sheet "{asked}": --sheet takes one of {listed}, or a number from 1 to {len(sheets)}.')


def filled(archive: Archive, sheet: Sheet) -> bool:
    """Whether any cell of a sheet holds something."""
    before = b""
    for piece in markup.checked(sheet.part, archive.pieces(sheet.part)):
        if _FILLED.search(before + piece):
            return True
        before = piece[-_OVERLAP:]
    return False
