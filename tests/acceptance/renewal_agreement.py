"""Loads a renewal world into a database, and compares what `teirei renewals` says with the oracle."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from oracle.instants import iso, parse
from oracle.renewals import RenewalWorld

from acceptance.command import teirei_json, write_calendars, write_csv
from metrics import renewals
from metrics.renewals import RenewalFilters
from warehouse import Warehouse

KEY = ("kind", "id", "start_on")
# The columns of the answer that the oracle works out.
COLUMNS = (
    *["kind", "id", "customer_id", "customer_name", "program", "level", "reseller", "owner", "start_on", "end_on"],
    *["annual_fee", "currency", "notice_by", "notice_by_working_day", "notice_on", "days_left", "state", "stage"],
    *["licences_required", "licences_covered", "licences_shortfall"],
)


def load(world: RenewalWorld, folder: Path, as_of: int) -> Path:
    """The database after one `teirei load` of the world's exports."""
    parts = {"contracts": world.contracts, "trm_subscriptions": world.subscriptions, "closures": world.closures}
    paths = [write_csv(folder / f"{name}.csv", rows) for name, rows in parts.items() if rows]
    calendars = write_calendars(folder / "calendars", world.calendars)
    database = folder / "renewals.duckdb"
    done = teirei_json("load", *paths, "--db", database, "--as-of", iso(as_of), "--calendars", calendars)
    assert done["rejects"] == [] and done["rejected"] == 0, done["rejects"][:5]
    assert sum(file["replaced"] for file in done["files"]) == 0
    return database


def ask(database: Path, as_of: str, *options: str) -> list[dict]:
    """The rows of the command's answer at an instant."""
    answer = teirei_json("renewals", "--db", database, "--as-of", as_of, *options)
    assert parse(answer["as_of"]) == parse(as_of)
    return answer["rows"]


def ask_retention(warehouse: Warehouse, as_of: str, by: str = "quarter", **chosen: Any) -> dict[tuple, dict]:
    """(period, currency) → figures, of all terms or those that the filters choose."""
    filters = RenewalFilters(**chosen, as_of=datetime.fromisoformat(as_of))
    rows = renewals.retention(warehouse, filters, by).to_pylist()
    assert len({(row["period"], row["currency"]) for row in rows}) == len(rows), "a group stands twice"
    return {(row.pop("period"), row.pop("currency")): row for row in rows}


def retention_differences(said: dict[tuple, dict], wanted: dict[tuple, dict]) -> list[str]:
    found = [f"{place}: in one of both answers only" for place in said.keys() ^ wanted.keys()]
    for place in said.keys() & wanted.keys():
        pairs = {name: (said[place][name], value) for name, value in wanted[place].items()}
        wrong = [f"{name} {a}, oracle {b}" for name, (a, b) in pairs.items() if not _close(a, b)]
        if wrong:
            found.append(f"{place}: {', '.join(wrong)}")
    return sorted(found)


def differences(rows: list[dict], wanted: list[dict]) -> list[str]:
    """Every term whose row is not the oracle's, or that is in one of both answers only."""
    said, right = ({key(row): row for row in part} for part in (rows, wanted))
    assert len(said) == len(rows), "a term stands twice"
    found = [f"{' '.join(place)}: only in the command's answer" for place in sorted(said.keys() - right.keys())]
    found += [f"{' '.join(place)}: only in the oracle's" for place in sorted(right.keys() - said.keys())]
    for place in sorted(said.keys() & right.keys()):
        pairs = {name: (plain(said[place][name]), plain(right[place][name])) for name in COLUMNS}
        wrong = [f"{name} {a}, oracle {b}" for name, (a, b) in pairs.items() if a != b]
        if wrong:
            found.append(f"{' '.join(place)}: {', '.join(wrong)}")
    return found


def explained(differ: list[str], world: RenewalWorld, at_most: int = 8) -> str:
    """The first differences, each with the exported rows of its contract or subscription."""
    exported = [(row["contract_id"], row) for row in world.contracts]
    exported += [(row["subscription_id"], row) for row in world.subscriptions]
    lines = [f"{len(differ)} differences"]
    for text in differ[:at_most]:
        lines += [text, *(f"    {row}" for name, row in exported if name == text.split()[1])]
    return "\n".join(lines)


def reasons_of(row: dict) -> set[str]:
    """The reasons that a row of the oracle's gives by itself."""
    found = {row["state"]} & {"notice_window", "payment_open"}
    return found | ({"licence_shortfall"} if (row["licences_shortfall"] or 0) > 0 else set())


def plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _close(said: object, right: object) -> bool:
    return said == right if said is None or right is None else abs(float(said) - float(right)) < 1e-9


def key(row: dict) -> tuple[str, ...]:
    return tuple(str(plain(row[name])) for name in KEY)
