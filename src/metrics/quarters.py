"""Fiscal quarters by name: "FY2026Q1" is April to June 2026 when the fiscal year starts in April."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Quarter:
    """`year` is the calendar year in which the fiscal year starts, `first_month` the month it starts in."""

    year: int
    number: int
    first_month: int = 4

    @property
    def name(self) -> str:
        return f"FY{self.year}Q{self.number}"

    @property
    def start(self) -> date:
        return self._first_day(0)

    @property
    def end(self) -> date:
        """The last day, included."""
        return self._first_day(1) - timedelta(days=1)

    @property
    def previous(self) -> "Quarter":
        year, number = divmod(self.year * 4 + self.number - 2, 4)
        return Quarter(year, number + 1, self.first_month)

    @property
    def months(self) -> list[str]:
        """The three months as "2026-04"."""
        first = self.start.year * 12 + self.start.month - 1
        return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + 3)]

    def _first_day(self, later: int) -> date:
        months = self.year * 12 + (self.number - 1 + later) * 3 + self.first_month - 1
        return date(months // 12, months % 12 + 1, 1)


def containing(day: date, first_month: int = 4) -> Quarter:
    """The quarter a day lies in."""
    year, month = divmod(day.year * 12 + day.month - first_month, 12)
    return Quarter(year, month // 3 + 1, first_month)


def named(name: str, first_month: int = 4) -> Quarter | None:
    """The quarter of a name, None when it is not one."""
    match = re.fullmatch(r"FY(\d{4})Q([1-4])", name)
    return Quarter(int(match[1]), int(match[2]), first_month) if match else None


def latest_complete(day: date, first_month: int = 4) -> Quarter:
    """The last quarter that had ended before the day."""
    return containing(day, first_month).previous
