"""TRM terms (XII): twelve months from the purchase date on, renewed by themselves until a timely notice."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
NOTICE = timedelta(days=60)


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def term_end(first: date, number: int) -> date:
    """The day before the corresponding day `number` years after the first start; the month's last day without one."""
    year = first.year + number
    days = monthrange(year, first.month)[1]
    if first.day > days:
        return date(year, first.month, days)
    return date(year, first.month, first.day) - DAY


def term_start(first: date, number: int) -> date:
    return first if number == 1 else term_end(first, number - 1) + DAY


def term_number(first: date, day: date) -> int:
    """Which term of a series that goes on for ever the day lies in."""
    number = 1
    while term_end(first, number) < day:
        number += 1
    return number


@dataclass(frozen=True)
class Term:
    start: date
    end: date
    row: dict = field(hash=False, compare=False)


@dataclass
class Series:
    """Terms that follow each other from a purchase on; `rows`: (number of the term it holds from, row)."""

    first: date
    rows: list[tuple[int, dict]]
    last: int | None = None

    def take(self, row: dict, today: date) -> None:
        own = term_number(self.first, as_date(row["purchased_on"]))
        self.rows.append((own, row))
        notice = as_date(row.get("nonrenewal_notice_on"))
        if notice is None or notice > today:
            return
        number = own
        while term_end(self.first, number) - NOTICE < notice:
            number += 1
        self.last = number if self.last is None else min(self.last, number)

    def over_before(self, day: date) -> bool:
        return self.last is not None and term_end(self.first, self.last) < day

    def term(self, number: int) -> Term:
        row = [row for own, row in self.rows if own <= number][-1]
        return Term(term_start(self.first, number), term_end(self.first, number), row)

    def begun(self, today: date) -> list[Term]:
        number, found = 1, []
        while term_start(self.first, number) <= today and (self.last is None or number <= self.last):
            found.append(self.term(number))
            number += 1
        return found


def series_of(rows: list[dict], today: date) -> list[Series]:
    """A later row joins the running series, or begins its own where a timely notice has ended the one before."""
    found: list[Series] = []
    for row in sorted(rows, key=lambda row: row["purchased_on"]):
        bought = as_date(row["purchased_on"])
        if not found or found[-1].over_before(bought):
            found.append(Series(bought, []))
        found[-1].take(row, today)
    return found


def term_of(series: list[Series], day: date) -> Term | None:
    for one in reversed(series):
        if one.first <= day:
            return None if one.over_before(day) else one.term(term_number(one.first, day))
    return None
