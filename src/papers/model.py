"""What the TRM documents are made of: rows of the TRM tables, and what the contract says about them (XII).

Days are multiples of 0.5, dates are local ones, texts are `{"ja": …, "en": …}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Self

Text = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A row of a table; columns that the documents do not show are left out."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The row of a mapping column → value."""
        return cls(**{field.name: row[field.name] for field in fields(cls)})


@dataclass(frozen=True)
class Ledger(Row):
    """One subscription and term. Overuse is a negative remainder."""

    subscription_id: str
    customer_id: str
    customer_name: str | None
    consultant: str | None
    trm_type: str
    term_start: date
    term_end: date
    entitled: float
    used: float
    planned: float
    remaining: float
    uncommitted: float
    onsite_cap: float
    onsite_used: float
    onsite_planned: float
    onsite_remaining: float
    stranded_onsite: float
    stranded_after_plan: float
    expired: float
    coupons_entitled: int
    coupons_used: int
    coupons_planned: int
    coupons_remaining: int
    coupons_expired: int
    notice_by: date
    notice_by_working_day: date | None
    notice_on: date | None
    notice_by_party: str | None
    bookable_days: int | None
    is_feasible: bool
    is_last: bool
    is_over: bool


@dataclass(frozen=True)
class Entry(Row):
    """One TRM day entry of a subscription; `term_start` is None outside every term."""

    term_start: date | None
    date: date
    days: float
    mode: str
    counted_as: str
    consultant: str | None
    topic: str | None
    deliverable: str | None
    customer_confirmed_on: date | None
    block_state: str | None
    is_closed_day: bool
    is_delivered_ahead: bool
    is_planned_behind: bool


@dataclass(frozen=True)
class Coupon(Row):
    """One use of coupons; `term_start` is None outside every term."""

    term_start: date | None
    used_on: date
    quantity: int
    course: str | None
    attendee: str | None
    counted_as: str


@dataclass(frozen=True)
class Rule:
    """A clause or an assumption that figures rest on: "XII" or "A13", and what it says."""

    id: str
    text: Text


@dataclass(frozen=True)
class Conditions:
    """Values of the contract that the sentences name: days in a row onsite, months of a renewal, days of notice."""

    onsite_run: int
    renewal_months: int
    notice_days: int


@dataclass(frozen=True)
class Basis:
    """What every figure of a document rests on. `as_of` is UTC, `version` the data's, `type_names` the contract's."""

    as_of: datetime
    version: str
    conditions: Conditions
    type_names: Mapping[str, Text]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class TrmReport:
    """A term of a subscription with its days. `entries`, `coupons`: those of the whole subscription will do."""

    ledger: Ledger
    entries: tuple[Entry, ...]
    coupons: tuple[Coupon, ...]
    basis: Basis

    def counted(self, counted_as: str) -> list[Entry]:
        """The term's entries that count so, by date."""
        return sorted(
            (
                entry
                for entry in self.entries
                if entry.counted_as == counted_as and entry.term_start == self.ledger.term_start
            ),
            key=lambda entry: entry.date,
        )

    def outside(self) -> list[Entry]:
        """Entries of the subscription that lie outside every term, by date."""
        return sorted(
            (entry for entry in self.entries if entry.counted_as == "outside_term"), key=lambda entry: entry.date
        )


@dataclass(frozen=True)
class TrmTermEnd:
    """What ends: one term of each subscription of one customer."""

    ledgers: tuple[Ledger, ...]
    basis: Basis
