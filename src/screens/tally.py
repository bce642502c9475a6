"""Counts of tickets by outcome, and what the tiles say about them."""

from dataclasses import dataclass

import pandas as pd

from metrics import Filters, attainment
from screens import here

OUTCOMES = ("met", "breached", "overdue", "running", "not_measured")


@dataclass(frozen=True)
class Tally:
    """`tickets` is the sum of the five outcomes; `judged` is attainment's denominator."""

    tickets: int = 0
    met: int = 0
    breached: int = 0
    overdue: int = 0
    running: int = 0
    not_measured: int = 0

    @property
    def judged(self) -> int:
        return self.met + self.breached + self.overdue


def of(row: pd.Series) -> Tally:
    return Tally(int(row["tickets"]), *(int(row[outcome]) for outcome in OUTCOMES))


def total(filters: Filters) -> Tally:
    """All tickets of the filters in one tally."""
    return of(here.ask(attainment.by, filters, ()).iloc[0])
