"""The task of planning one term of a TRM subscription, taken from its ledger, its calendar and the contract's rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from metrics import trm
from metrics.trm import TrmFilters
from planning.model import Day, Task, Wish
from warehouse import Warehouse

AROUND = timedelta(days=40)
"""Days before and after the window in which an onsite block that touches it surely ends."""


@dataclass(frozen=True)
class Ledger:
    """One term to plan: its ledger (as `metrics.trm.ledgers` gives it) and the dates around it."""

    row: Mapping[str, Any]
    days: tuple[Day, ...]
    rules: Mapping[str, Any]
    today: date

    @property
    def first(self) -> date:
        """The first date that may be booked: a day that has begun is booked no more."""
        return max(self.row["term_start"], self.today + timedelta(days=1))

    def task(self, wish: Wish) -> Task:
        return Task(
            days=self.days,
            first=self.first,
            last=self.row["term_end"],
            uncommitted=self.row["uncommitted"],
            onsite_left=self.row["onsite_remaining"] - self.row["onsite_planned"],
            min_onsite_run=self.rules["onsite_run"],
            multiples_only=self.rules["multiples_only"],
            across_closed=self.rules["across_closed"],
            wish=wish,
            half_days_count_as_days=self.rules["half_days_count"],
        )


def ledger(
    warehouse: Warehouse, subscription: str, today: date, term: date | None = None, as_of: datetime | None = None
) -> Ledger | None:
    """The term that starts on `term`, or else the running one, the next one, the latest. None where there is none."""
    rows = trm.ledgers(warehouse, TrmFilters(subscription=(subscription,), as_of=as_of)).to_pylist()
    if not rows:
        return None
    named = [row for row in rows if row["term_start"] == term]
    running = [row for row in rows if row["is_current"]]
    coming = [row for row in rows if row["term_start"] > today]
    row = (named or running or coming or rows[-1:])[0]
    first = max(row["term_start"], min(today, row["term_end"])) - AROUND
    found = trm.calendar(warehouse, subscription, first, row["term_end"] + AROUND, as_of).to_pylist()
    return Ledger(row, tuple(_day(each) for each in found), trm.rules(warehouse, row["term_start"]), today)


def _day(row: Mapping[str, Any]) -> Day:
    return Day(row["date"], row["is_open"], row["own_mode"], row["own_days"], row["days_elsewhere"] > 0)
