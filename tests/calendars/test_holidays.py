"""jpholiday against the official list of the Cabinet Office (tests/data/README.md has its origin)."""

import csv
from datetime import date
from pathlib import Path

from calendars.holidays import national_holidays

OFFICIAL = Path(__file__).parents[1] / "data" / "syukujitsu.csv"


def test_every_official_holiday_and_no_other():
    with OFFICIAL.open(encoding="utf-8-sig", newline="") as file:
        official = {date.fromisoformat(row[0]) for row in csv.reader(file) if row and row[0][:2] in ("19", "20")}
    official = {day for day in official if day.year >= 2000}
    assert len(official) > 400
    assert set(national_holidays("JP", date(2000, 1, 1), date(max(official).year, 12, 31))) == official
