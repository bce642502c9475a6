"""What the quote on a page asks: the contracts to pick from, and the answer for plain values of a form or address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import quotes
from metrics import renewals
from metrics.renewals import RenewalFilters
from quotes import Answer, Asked, asking
from screens import here
from warehouse import Warehouse

FIELDS = ("contract", "kind", "on", *asking.INPUTS, "remaining")
"""The names of the plain values, in the address of the PDF too."""
Given = Mapping[str, str]
Term = Mapping[str, Any]
PICKED = ("id", "kind", "state", "start_on", "customer_id", "customer_name", "licences_shortfall")


def contracts(source: Warehouse) -> dict[str, Term]:
    """contract → its term in view, the lapsed ones first, then those with a shortfall, then the others."""
    rows = renewals.terms(source, RenewalFilters(kind=("support",))).select(PICKED).to_pylist()
    return dict(sorted(asking.begun_last(rows).items(), key=lambda one: (urgency(one[1]), one[0])))


def term(source: Warehouse, contract: str) -> Term:
    """Refusal for an unknown contract."""
    return asking.term_of(renewals.terms(source, RenewalFilters()), contract)


def urgency(term: Term) -> int:
    """0: lapsed; 1: licences are short; 2: neither."""
    return 0 if term["state"] in quotes.LAPSED else 1 if (term["licences_shortfall"] or 0) > 0 else 2


def answer_of(values: Given) -> Answer:
    """The quote for the plain values of an address or form; what is no date or kind counts as not given.

    Refusal for an unknown contract or an amount that is none.
    """
    kind = values.get("kind", "")
    asked = Asked(
        values.get("contract", ""),
        kind if kind in quotes.KINDS else quotes.KINDS[0],
        day_of(values.get("on")),
        *(values.get(name, "") for name in asking.INPUTS),
        remaining=bool(values.get("remaining")),
    )
    return here.ask(_answer, asked)


def _answer(source: Warehouse, asked: Asked) -> Answer:
    return quotes.answer(source, here.terms(), asked)


def day_of(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
