from datetime import date, datetime

import pytest
from quote_term import TERM

import terms as contracts
from quotes import rules_of


@pytest.fixture(scope="session")
def ivanti():
    """The shipped contracts."""
    return contracts.read()


@pytest.fixture
def term():
    """`term(…)`: a lapsed standard term that ended on 2026-08-31, with other values where given."""
    return lambda **more: {**TERM, **more}


@pytest.fixture
def rules(ivanti):
    """`rules(level, on, program)`: what the shipped contract says."""

    def found(level: str | None = "standard", on: date = date(2026, 10, 5), program: str = "ivanti"):
        return rules_of(ivanti, program, level, on)

    return found


@pytest.fixture(scope="session")
def days_by_counting():
    """`days_by_counting(after, before)`: how many dates lie strictly between, counted on the calendar's own numbers."""

    def counted(after: date, before: date) -> int:
        start, stop = (datetime(day.year, day.month, day.day).timetuple() for day in (after, before))
        years = range(start.tm_year, stop.tm_year)
        leap = [year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) for year in years]
        return sum(365 + each for each in leap) + stop.tm_yday - start.tm_yday - 1

    return counted
