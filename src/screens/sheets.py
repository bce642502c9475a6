"""A table as a file: CSV with BOM, or XLSX. Text is written as text, never as a formula."""

import csv
import io
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from screens.tables import Column, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {
    "count": "#,##0",
    "percent": "0.0%",
    "hours": "0.00",
    "instant": "yyyy-mm-dd hh:mm",
    "days": "0.0",
    "money": "#,##0.##",
    "share": "0%",
    "date": "yyyy-mm-dd",
}


def as_csv(table: Table, about: dict[str, str]) -> bytes:
    """UTF-8 with BOM, one line a row; `about` (as of, filters …) repeats as the last columns, so it stays a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.title for column in table.columns), *about])
    for row in table.rows.itertuples(index=False):
        cells = [_csv_cell(value, column) for value, column in zip(row, table.columns, strict=True)]
        writer.writerow([*cells, *map(_harmless, about.values())])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Table, about: dict[str, str], about_title: str) -> bytes:
    """One sheet with the table, one with what it is about."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        sheet = book.add_worksheet(table.title[:31])
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.title, head)
            sheet.set_column(place, place, 20 if column.kind in ("text", "instant") else 12)
        for line, row in enumerate(table.rows.itertuples(index=False), start=1):
            for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                _xlsx_cell(sheet, line, place, value, column, formats)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        notes = book.add_worksheet(about_title)
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 80)
        for line, (name, value) in enumerate(about.items()):
            notes.write_string(line, 0, name, head)
            notes.write_string(line, 1, value)
    return out.getvalue()


def _csv_cell(value: Any, column: Column) -> str:
    if pd.isna(value):
        return ""
    if column.kind == "instant":
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if column.kind == "date":
        return f"{value:%Y-%m-%d}"
    if column.kind == "hours":
        return f"{value:.4f}"
    return _harmless(str(value)) if column.kind == "text" else str(value)


def _harmless(value: str) -> str:
    """A spreadsheet would run a cell that starts so; an apostrophe makes it text."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _xlsx_cell(sheet, line: int, place: int, value: Any, column: Column, formats: dict) -> None:
    if pd.isna(value):
        return
    if column.kind == "text":
        sheet.write_string(line, place, str(value))
    elif column.kind in ("instant", "date"):
        sheet.write_datetime(line, place, pd.Timestamp(value).to_pydatetime(), formats[column.kind])
    else:
        number = round(float(value) / 100, 3) if column.kind == "percent" else float(value)
        sheet.write_number(line, place, number, formats[column.kind])


def stamp(moment: datetime) -> str:
    """ "20261005T0830", for a file's name."""
    return f"{moment:%Y%m%dT%H%M}"
