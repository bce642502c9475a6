"""Workbooks: such as Excel writes, and such as nobody writes in good faith."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"
ContentType="application/xml"/><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="[h]:mm:ss"/><numFmt numFmtId="171"
formatCode="ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
<xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>"""


def of_one_sheet(rows: str, strings: str = "", epoch: int = 1900) -> dict[str, str]:
    """The parts of a workbook with one sheet, its rows and shared strings as XML."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(epoch == 1904)}"/>'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
        f'Target="styles.xml"/><Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


@pytest.fixture
def parts():
    """parts(rows as XML, strings=…, epoch=…) -> {part: content} of a workbook with one sheet."""
    return of_one_sheet


@pytest.fixture
def packed(tmp_path):
    """packed({part: content}, name) -> the path of a zip archive."""

    def written(content: dict[str, str | bytes], name: str = "export.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in content.items():
                archive.writestr(part, text)
        return path

    return written


@pytest.fixture
def book(packed):
    """book(rows as XML, …) -> the path of a workbook with one sheet written by hand."""

    def written(rows: str, name: str = "export.xlsx", **of) -> Path:
        return packed(of_one_sheet(rows, **of), name)

    return written


@pytest.fixture
def cells(book, read):
    """cells("subject", "<c …>", …) -> what tickets whose column holds that cell say there; "rejected" where they do."""

    def values(column: str, *given: str, **of) -> list:
        rows = '<row r="1"><c t="str"><v>ticket_id</v></c>'
        rows += "" if column == "opened_at" else '<c t="str"><v>opened_at</v></c>'
        rows += f'<c t="str"><v>{column}</v></c></row>'
        for line, cell in enumerate(given, 2):
            at = f"{'B' if column == 'opened_at' else 'C'}{line}"
            opened = "" if column == "opened_at" else f'<c r="B{line}" t="str"><v>2026-04-01</v></c>'
            rows += f'<row r="{line}"><c r="A{line}" t="str"><v>T{line}</v></c>{opened}'
            rows += cell.replace("<c", f'<c r="{at}"', 1) + "</row>"
        tickets = read(book(rows, **of)).tables["tickets"].to_pylist()
        found = {row["source_line"]: row[column] for row in tickets}
        return [found.get(line, "rejected") for line in range(2, len(given) + 2)]

    return values


@pytest.fixture
def saved(tmp_path):
    """saved(rows of the first sheet, change=lambda book, sheet: …) -> the path of a workbook as Excel saves it."""

    def written(rows, name: str = "export.xlsx", change=None, **options) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, options) as workbook:
            sheet = workbook.add_worksheet("チケット")
            fill(workbook, sheet, rows)
            if change:
                change(workbook, sheet)
        return path

    return written


def fill(workbook, sheet, rows) -> None:
    """Writes each cell as what it is: dates and instants with a format, text as text, None not at all."""
    day = workbook.add_format({"num_format": "yyyy/m/d"})
    instant = workbook.add_format({"num_format": "yyyy/m/d h:mm"})
    for line, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(line, place, value, instant)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif isinstance(value, str):
                sheet.write_string(line, place, value)
            elif value is not None:
                sheet.write(line, place, value)


@pytest.fixture
def table():
    """A small table of tickets with its heading line."""
    return [
        ["チケットID", "受付日時", "件名", "重要度"],
        ["T1", datetime(2026, 4, 1, 9, 5), "髙橋～①", "S1"],
        ["T2", datetime(2026, 4, 2, 10, 0, 30), "印刷できない", "S2"],
    ]
