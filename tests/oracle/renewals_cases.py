"""The worked cases of tests/cases/renewals/*.toml, with what the files leave out filled in.

A term is that of one contract of 青葉精機, Ivanti standard, paid on its first day, in JPY; a subscription is
TRMベーシック; the reporting time is 2026-10-05 08:30 in Japan; 2026-08-13 and 14 are closed.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from oracle.renewals import RenewalWorld
from oracle.trm_cases import AS_OF, CLOSURES

FOLDER = Path(__file__).parents[1] / "cases" / "renewals"
CUSTOMER = {"customer_name": "青葉精機", "currency": "JPY"}
TERM = {"program": "ivanti", "tier": "standard"}
KNOWN = {"title", "as_of", "arithmetic", "term", "subscription", "row", "retention"}


@dataclass
class Case:
    """`rows`: what the case says of each term, by (id, start_on); `retention`: by (period, currency)."""

    id: str
    title: str
    as_of: str
    world: RenewalWorld
    rows: dict[tuple[str, str], dict]
    retention: dict[tuple[str, str], dict]


def read() -> list[Case]:
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        found += [_case(f"{file.stem}-{number}", table) for number, table in enumerate(cases, start=1)]
    return found


def _case(name: str, table: dict) -> Case:
    constant = {column: value for column, value in table.items() if column not in KNOWN}
    contracts = [
        {"contract_id": id_, "customer_id": name, **CUSTOMER, **TERM, **constant, **own}
        for id_, own in _each(name, table.get("term", []))
    ]
    for row in contracts:
        row.setdefault("payment_confirmed_on", row["start_on"])
    subscriptions = [
        {"subscription_id": id_, "customer_id": name, **CUSTOMER, "trm_type": "basic", **constant, **own}
        for id_, own in _each(name, table.get("subscription", []))
    ]
    return Case(
        id=name,
        title=table["title"],
        as_of=table.get("as_of", AS_OF),
        world=RenewalWorld(contracts, subscriptions, CLOSURES),
        rows={(id_, own["start_on"]): own for id_, own in _each(name, table.get("row", []))},
        retention={(own["period"], own["currency"]): own for own in table.get("retention", [])},
    )


def _each(name: str, tables: dict | list[dict]) -> list[tuple[str, dict]]:
    """(id, what the table says), once for each contract that the table speaks of."""
    found = []
    for table in tables if isinstance(tables, list) else [tables]:
        own = {column: value for column, value in table.items() if column != "contract"}
        found += [(f"{name}-{letter}" if letter else name, own) for letter in table.get("contract") or [""]]
    return found


def differences(case: Case, rows: list[dict], retention: dict[tuple[str, str | None], dict]) -> list[str]:
    """Where an answer about the case's customer is not what the case works out."""
    said = {(row["id"], _plain(row["start_on"])): row for row in rows}
    found = []
    if case.rows and said.keys() != case.rows.keys():
        found.append(f"terms {sorted(said)}, the case says {sorted(case.rows)}")
    for wanted, answers in ((case.rows, said), (case.retention, retention)):
        for place, table in wanted.items():
            found += [
                f"{' '.join(place)} {name}: {answers[place][name]}, the case says {value}"
                for name, value in table.items()
                if place in answers and name not in ("period", "currency") and not _same(answers[place][name], value)
            ]
        found += [f"{' '.join(place)} is missing" for place in wanted.keys() - answers.keys()]
    return found


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _same(value: object, wanted: object) -> bool:
    if wanted == "none" or value is None or isinstance(wanted, str):
        return _plain(value) == (None if wanted == "none" else wanted)
    return abs(float(value) - wanted) < 1e-6
