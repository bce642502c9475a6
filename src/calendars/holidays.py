"""National holidays of a country, by local date."""

from datetime import date
from functools import cache

COUNTRIES = ("JP",)


def national_holidays(country: str, first: date, last: date) -> dict[date, str]:
    """date → name, both ends included; national, substitute and citizens' holidays (jpholiday)."""
    assert country in COUNTRIES
    return {
        day: name for year in range(first.year, last.year + 1) for day, name in _japanese(year) if first <= day <= last
    }


@cache
def _japanese(year: int) -> tuple[tuple[date, str], ...]:
    import jpholiday

    return tuple(jpholiday.year_holidays(year))
