"""What a quote consists of. Amounts are `Decimal` in the one currency of the contract; dates are local ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Line:
    """One amount to pay, rounded to the currency's unit; None while something is missing.

    `values`: the figures of its arithmetic. `is_given`: the amount is entered, it stands in no text and no data.
    """

    part: str
    amount: Decimal | None
    clause: str
    assumptions: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    is_given: bool = False


@dataclass(frozen=True)
class Missing:
    """An amount or figure without which there is no total. `is_input`: to be entered; else the exports lack it."""

    code: str
    is_input: bool
    clause: str | None = None
    proposal: Decimal | None = None


@dataclass(frozen=True)
class Note:
    """A sentence by its code, with what it names."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    clause: str | None = None


@dataclass(frozen=True)
class Quote:
    """The lines of one contract and their sum. `total` is None while anything is missing, or where `barred` says why
    there is nothing to quote. `on`: first day of the new term, or day from which licences are covered."""

    kind: str
    contract_id: str
    on: date
    currency: str | None
    lines: tuple[Line, ...] = ()
    total: Decimal | None = None
    missing: tuple[Missing, ...] = ()
    notes: tuple[Note, ...] = ()
    barred: Note | None = None


def total_of(lines: tuple[Line, ...], missing: tuple[Missing, ...]) -> Decimal | None:
    """The sum of the rounded lines; None while anything is missing."""
    amounts = [line.amount for line in lines if line.amount is not None]
    return None if missing or len(amounts) < len(lines) else sum(amounts, Decimal(0))
