"""Retention over the terms that end in a period (definitions, section 5), from the rows of `oracle.renewals`."""

from collections import defaultdict
from decimal import Decimal

from oracle.instants import fiscal_quarter, month

GONE = ("ended", "lapsed")
PERIODS = {"quarter": fiscal_quarter, "month": month}


def retention(rows: list[dict], by: str = "quarter") -> dict[tuple[str, str | None], dict]:
    """(period of the end date, currency) → amounts, numbers of terms and rates; a rate is None without a denominator.

    A term without a fee, or renewed without one or in another currency, cannot be set against what was due: decided,
    it is in the logo rate but in no rate of amounts, and counted (`other_terms`).
    """
    groups = defaultdict(list)
    for row in rows:
        groups[PERIODS[by](row["end_on"]), row["currency"]].append(row)
    return {key: _figures(terms) for key, terms in groups.items()}


def _figures(terms: list[dict]) -> dict:
    renewed = [row for row in terms if row["state"] == "renewed"]
    gone = [row for row in terms if row["state"] in GONE]
    undecided = [row for row in terms if row not in renewed and row not in gone]
    comparable = [row for row in renewed if _is_comparable(row)]
    counted = comparable + [row for row in gone if row["annual_fee"] is not None]
    counted_due = _due(counted)
    kept = sum((min(row["next_fee"], row["annual_fee"]) for row in comparable), Decimal(0))
    again = sum((row["next_fee"] for row in comparable), Decimal(0))
    return {
        "terms": len(terms),
        "renewed_terms": len(renewed),
        "gone_terms": len(gone),
        "undecided_terms": len(undecided),
        "other_terms": len(renewed) + len(gone) - len(counted),
        "due": _due(terms),
        "decided_due": _due(renewed) + _due(gone),
        "undecided_due": _due(undecided),
        "counted_due": counted_due,
        "kept": kept,
        "renewed": again,
        "grr": _share(kept, counted_due),
        "nrr": _share(again, counted_due),
        "logo_rate": _share(len(renewed), len(renewed) + len(gone)),
    }


def _is_comparable(row: dict) -> bool:
    return row["annual_fee"] is not None and row["next_fee"] is not None and row["next_currency"] == row["currency"]


def _due(terms: list[dict]) -> Decimal:
    return sum((row["annual_fee"] for row in terms if row["annual_fee"] is not None), Decimal(0))


def _share(part: Decimal | int, whole: Decimal | int) -> float | None:
    return float(part / whole) if whole else None
