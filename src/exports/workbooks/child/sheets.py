"""Which sheets a workbook has, and which of them is read."""

import posixpath
import re
from dataclasses import dataclass

from . import markup
from .archive import Archive
from .unfit import Unfit, shown

MOST_SHEETS = 1_000
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>[^<]")
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
    for _, of in markup.elements(_RELATIONS, archive.pieces(_RELATIONS), "Relationship"):
        if of.get("Type", "").endswith("/worksheet"):
            targets[of.get("Id")] = posixpath.normpath(posixpath.join("/xl", of.get("Target", "")))[1:]
    found, epoch = [], 1900
    for name, of in markup.elements(_WORKBOOK, archive.pieces(_WORKBOOK), "sheet workbookPr"):
        if name == "sheet" and of.get("id") in targets:
            found.append(Sheet(of.get("name", ""), targets[of["id"]], of.get("state", "visible") != "visible"))
        if name == "workbookPr" and of.get("date1904", "0") in ("1", "true"):
            epoch = 1904
    if not found:
        raise Unfit("is a workbook without any worksheet: export it again.")
    if len(found) > MOST_SHEETS:
        raise Unfit(
            f"has {len(found):,} sheets, and at most {MOST_SHEETS:,} are looked at: export only what is needed."
        )
    return Book(found, epoch)


def chosen(archive: Archive, sheets: list[Sheet], asked: str | None) -> Sheet:
    """The sheet of that name or, where none bears it, of that number; by default the first that holds something and is
    not hidden."""
    if asked is None:
        visible = [sheet for sheet in sheets if not sheet.hidden] or sheets
        return next((sheet for sheet in visible if filled(archive, sheet)), visible[0])
    for sheet in sheets:
        if sheet.name == asked:
            return sheet
    if asked.isdecimal() and 1 <= int(asked) <= len(sheets):
        return sheets[int(asked) - 1]
    listed = ", ".join(f'"{shown(sheet.name)}"{" (hidden)" if sheet.hidden else ""}' for sheet in sheets)
    raise Unfit(f'has no sheet "{shown(asked)}": --sheet takes one of {listed}, or a number from 1 to {len(sheets)}.')


def filled(archive: Archive, sheet: Sheet) -> bool:
    """Whether any cell of a sheet holds something."""
    before = b""
    for piece in markup.checked(sheet.part, archive.pieces(sheet.part)):
        if _FILLED.search(before + piece):
            return True
        before = piece[-_OVERLAP:]
    return False
