"""The worked cases of tests/cases/trm/*.toml, with what the files leave out filled in.

A subscription is TRM-1 of K-1 (青葉精機), TRMベーシック, bought 2026-04-01, and names no consultant; the reporting time
is 2026-10-05 08:30 in Japan; 2026-08-13 and 14 are closed. A case that names no ledger says nothing about ledgers.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from oracle.trm import TrmWorld

FOLDER = Path(__file__).parents[1] / "cases" / "trm"
AS_OF = "2026-10-05T08:30:00+09:00"
SUBSCRIPTION = {
    "customer_id": "K-1",
    "customer_name": "青葉精機",
    "trm_type": "basic",
    "purchased_on": "2026-04-01",
}
CLOSURES = [{"calendar": "japan-support", "date": day, "name": "弊社指定日"} for day in ("2026-08-13", "2026-08-14")]
KNOWN = {"title", "as_of", "arithmetic", "subscription", "days", "coupons", "ledger", "blocks", "outside_term"}


@dataclass
class Case:
    id: str
    title: str
    as_of: str
    world: TrmWorld
    ledgers: list[dict] | None
    blocks: list[tuple]
    outside_term: list[tuple]


def read() -> list[Case]:
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        cases = content.pop("case")
        found += [_case(f"{file.stem}-{number}", content, table) for number, table in enumerate(cases, start=1)]
    return found


def _case(name: str, defaults: dict, table: dict) -> Case:
    if unknown := table.keys() - KNOWN:
        raise ValueError(f"{name}: unknown {sorted(unknown)}")
    rows = table.get("subscription", {})
    rows = [SUBSCRIPTION | defaults | row for row in (rows if isinstance(rows, list) else [rows])]
    world = TrmWorld(
        [{"subscription_id": name, **row} for row in rows],
        [{"subscription_id": name, **_day(line)} for line in table.get("days", [])],
        [{"subscription_id": name, **_coupon(line)} for line in table.get("coupons", [])],
        CLOSURES,
    )
    return Case(
        id=name,
        title=table["title"],
        as_of=table.get("as_of", AS_OF),
        world=world,
        ledgers=table.get("ledger"),
        blocks=[
            (first, last, float(days), state) for first, last, days, state in map(str.split, table.get("blocks", []))
        ],
        outside_term=[(day, float(days)) for day, days in map(str.split, table.get("outside_term", []))],
    )


def _day(line: str) -> dict:
    line, _, consultant = line.partition(" by ")
    date, days, mode, *status = line.split()
    (status,) = status or ["delivered"]
    return {"date": date, "days": days, "mode": mode, "status": status, "consultant": consultant or "長谷部"}


def _coupon(line: str) -> dict:
    used_on, quantity = line.split()
    return {"used_on": used_on, "quantity": quantity, "attendee": "豊島"}


def _block(first: str, last: str, days: str, state: str) -> tuple:
    return first, last, float(days), state


def _outside(date: str, days: str) -> tuple:
    return date, float(days)


def differences(case: Case, ledgers: list[dict], blocks: list[dict], outside_term: list[dict]) -> list[str]:
    """Where an answer about the case's subscription is not what the case works out; figures to three decimals."""
    found = []
    if case.ledgers is not None and [row["term_start"] for row in ledgers] != [
        row["term_start"] for row in case.ledgers
    ]:
        found.append(f"ledgers of {[row['term_start'] for row in ledgers]}")
    for wanted in case.ledgers or []:
        for row in ledgers:
            if row["term_start"] == wanted["term_start"]:
                found += [
                    f"{row['term_start']} {name}: {row[name]}, the case says {value}"
                    for name, value in wanted.items()
                    if not _same(row[name], value)
                ]
    listed = [_block(row["first"], row["last"], row["days"], row["state"]) for row in blocks]
    if listed != case.blocks:
        found.append(f"blocks {listed}, the case says {case.blocks}")
    outside = [_outside(row["date"], row["days"]) for row in outside_term]
    if outside != case.outside_term:
        found.append(f"outside {outside}, the case says {case.outside_term}")
    return found


def _same(value: object, wanted: object) -> bool:
    if wanted == "none" or value is None or isinstance(wanted, str):
        return value == (None if wanted == "none" else wanted)
    return abs(float(value) - wanted) < 0.0006
