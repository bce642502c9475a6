"""What the planner is asked and what it answers. Days are multiples of 0.5; dates are local dates of the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

Mode = Literal["onsite", "remote"]
AcrossClosed = Literal["bridged", "valid", "short"]
"""What onsite days on both sides of closed days are, as `trm.onsite_across_closed_days` of the terms says (A6)."""


@dataclass(frozen=True)
class Day:
    """One calendar day of one subscription.

    `own_mode`, `own_days`: its own delivered and planned entries of that day, summed. Where any of them is onsite, the
    mode is onsite and the days are those of the onsite entries.
    `is_taken`: the consultant has an entry of another subscription that day.
    """

    date: date
    is_open: bool
    own_mode: Mode | None = None
    own_days: Decimal | float = 0
    is_taken: bool = False


@dataclass(frozen=True)
class Wish:
    """What the customer asked for; empty means any. Weekdays count from Monday = 0, months read "2026-11"."""

    weekdays: frozenset[int] = frozenset()
    months: frozenset[str] = frozenset()
    onsite: int = 0

    def allows(self, day: date) -> bool:
        on_weekday = not self.weekdays or day.weekday() in self.weekdays
        return on_weekday and (not self.months or f"{day:%Y-%m}" in self.months)


@dataclass(frozen=True)
class Task:
    """One ledger to plan. Dates from `first` to `last`, both included, may be booked.

    `days`: consecutive calendar days that hold the window and, around it, every onsite block that touches it.
    `onsite_left`: what remains of the onsite cap less the planned onsite days; negative when it is overbooked.
    The rules of onsite blocks are those of the terms (XII: A6, A13, A15).
    """

    days: tuple[Day, ...]
    first: date
    last: date
    uncommitted: Decimal | float
    onsite_left: Decimal | float
    min_onsite_run: int = 2
    multiples_only: bool = False
    across_closed: AcrossClosed = "bridged"
    wish: Wish = field(default_factory=Wish)
    half_days_count_as_days: bool = False

    def __post_init__(self) -> None:
        for before, after in pairwise(self.days):
            if (after.date - before.date).days != 1:
                raise ValueError(f"days: {after.date} follows {before.date}; give every calendar day once, in order")
        if self.first <= self.last and not (
            self.days and self.days[0].date <= self.first and self.last <= self.days[-1].date
        ):
            raise ValueError(f"days: they do not reach from {self.first} to {self.last}; give every day between")
        for day in self.days:
            if (day.own_mode is None) != (not day.own_days):
                raise ValueError(f"days: {day.date} has a mode without days or days without a mode; give both")
        if self.min_onsite_run < 1 or self.wish.onsite < 0:
            raise ValueError("min_onsite_run is at least 1 and wish.onsite at least 0")
        halves(self.uncommitted)

    @property
    def window(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if self.first <= day.date <= self.last)


@dataclass(frozen=True)
class Proposed:
    """One proposed entry; never two on a date. A half day is always remote."""

    date: date
    days: float
    mode: Mode


@dataclass(frozen=True)
class Reason:
    """Why `amount` days (of the uncommitted ones, or of the wished onsite ones) are not proposed.

    `values` holds the counts and dates that the sentence of the code names; see `wording.reason_text`.
    """

    code: str
    amount: float
    values: Mapping[str, float | date] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """`placed` + `unplaced` = the uncommitted days, 0 when these are negative. `entries` stand in order of dates."""

    entries: tuple[Proposed, ...] = ()
    placed: float = 0.0
    unplaced: float = 0.0
    reasons: tuple[Reason, ...] = ()


def halves(days: Decimal | float) -> int:
    """Half days of a number of days. ValueError when it is no multiple of 0.5 (A5)."""
    if days * 2 != int(days * 2):
        raise ValueError(f"{days} days are no multiple of 0.5; give whole and half days")
    return int(days * 2)
