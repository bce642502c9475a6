"""Rows to stdout as a table for people, JSON or CSV. Nothing else is ever written there."""

import csv
import json
import sys
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

FORMATS = ("table", "json", "csv")
TOKYO = ZoneInfo("Asia/Tokyo")


def write(form: str, answer: dict, columns: list[str], rows: str = "rows") -> None:
    """`answer` as JSON, or its rows as CSV or table with the named columns."""
    if form == "json":
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=plain)
        sys.stdout.write("\n")
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in answer[rows])
    else:
        _table(answer[rows], columns)


def instant(moment: datetime, zone: ZoneInfo = TOKYO) -> str:
    """ISO 8601 with the offset of the zone."""
    return moment.astimezone(zone).isoformat()


def plain(value: object) -> object:
    """What JSON does not know: dates as ISO, amounts as numbers."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(plain(value) if isinstance(value, Decimal) else value)


def _table(rows: list[dict], columns: list[str]) -> None:
    lines = [columns, *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(columns))]
    for number, line in enumerate(lines):
        print("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
