"""The holidays that the oracle takes from jpholiday are the official ones."""

import csv
from datetime import date
from pathlib import Path

import pytest

from oracle.clock import japanese_holidays

with Path(__file__).parents[1].joinpath("data/syukujitsu.csv").open(encoding="utf-8", newline="") as file:
    OFFICIAL = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("year", range(2000, 2028))
def test_holidays_of_the_year_are_the_official_ones(year):
    assert japanese_holidays(year) == {day for day in OFFICIAL if day.year == year}
