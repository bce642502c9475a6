"""Whose work it is: account owners of contracts, consultants of TRM subscriptions, and their customers."""

from collections.abc import Iterable, Mapping
from typing import Any

from refusals import Refusal, nearest

Row = Mapping[str, Any]


def check(owner: str | None, terms: Iterable[Row]) -> None:
    """Refusal when no contract and no subscription has this owner."""
    known = sorted({row["owner"] for row in terms if row["owner"]})
    if owner is not None and owner not in known:
        remedy = nearest(owner, known) or (f"; known are {', '.join(known[:12])}" if known else "; nobody is")
        raise Refusal(f'--for "{owner}": no contract and no TRM subscription has this owner{remedy}')


def customers(owner: str, terms: Iterable[Row]) -> frozenset[str]:
    """The customers whose latest term of a contract or subscription, among those that have begun, is the owner's."""
    latest: dict[tuple[str, str], Row] = {}
    for row in sorted(terms, key=lambda row: (row["state"] != "upcoming", row["start_on"])):
        latest[row["kind"], row["id"]] = row
    return frozenset(row["customer_id"] for row in latest.values() if row["owner"] == owner and row["customer_id"])
