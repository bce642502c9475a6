"""Fiscal quarters, by name and by date."""

from datetime import date

import pytest

from metrics import quarters


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 1), "FY2026Q1"),
        (date(2026, 6, 30), "FY2026Q1"),
        (date(2026, 7, 1), "FY2026Q2"),
        (date(2026, 12, 31), "FY2026Q3"),
        (date(2027, 1, 1), "FY2026Q4"),
        (date(2027, 3, 31), "FY2026Q4"),
    ],
)
def test_the_fiscal_year_that_starts_in_april(day, name):
    assert quarters.containing(day).name == name


def test_a_quarter_spans_three_months_last_day_included():
    quarter = quarters.named("FY2026Q4")
    assert (quarter.start, quarter.end) == (date(2027, 1, 1), date(2027, 3, 31))
    assert quarter.months == ["2027-01", "2027-02", "2027-03"]


def test_the_quarter_before_the_first_is_the_last_of_the_year_before():
    assert quarters.named("FY2026Q1").previous.name == "FY2025Q4"


def test_another_first_month_moves_every_border():
    january = quarters.containing(date(2026, 2, 1), first_month=1)
    assert (january.name, january.start, january.previous.name) == ("FY2026Q1", date(2026, 1, 1), "FY2025Q4")


def test_on_the_first_day_of_a_quarter_the_one_before_is_complete():
    assert quarters.latest_complete(date(2026, 10, 1)).name == "FY2026Q2"
    assert quarters.latest_complete(date(2026, 9, 30)).name == "FY2026Q1"


@pytest.mark.parametrize("name", ["FY2026Q5", "2026Q1", "all", ""])
def test_what_is_not_a_quarter_has_none(name):
    assert quarters.named(name) is None
