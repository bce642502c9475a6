"""Loads a TRM world into a database, and compares what `teirei trm` says with the oracle."""

from collections import Counter
from pathlib import Path

from oracle.instants import iso, parse
from oracle.trm import TrmWorld

from acceptance.command import teirei_json, write_calendars, write_csv


def load(world: TrmWorld, folder: Path, as_of: int) -> Path:
    """The database after one `teirei load` of the world's exports."""
    parts = {
        "trm_subscriptions": world.subscriptions,
        "trm_days": world.days,
        "trm_coupons": world.coupons,
        "closures": world.closures,
    }
    paths = [write_csv(folder / f"{name}.csv", rows) for name, rows in parts.items() if rows]
    calendars = write_calendars(folder / "calendars", world.calendars)
    database = folder / "trm.duckdb"
    done = teirei_json("load", *paths, "--db", database, "--as-of", iso(as_of), "--calendars", calendars)
    assert done["rejects"] == [] and done["rejected"] == 0, done["rejects"][:5]
    assert sum(file["replaced"] for file in done["files"]) == 0
    return database


def ask(database: Path, as_of: str, *options: str) -> dict[str, list[dict]]:
    """The command's answer at an instant."""
    answer = teirei_json("trm", "--db", database, "--as-of", as_of, *options)
    assert parse(answer.pop("as_of")) == parse(as_of)
    return answer


def trm_differences(answer: dict[str, list[dict]], wanted: dict[str, list[dict]]) -> list[str]:
    """Every ledger, block and outside day that is not the oracle's, or not in its place."""
    found = _row_differences("ledger", answer["ledgers"], wanted["ledgers"], ("subscription_id", "term_start"))
    found += _row_differences("block", answer["blocks"], wanted["blocks"], ("subscription_id", "first"))
    places = [_outside(row)[:2] for row in answer["outside_term"]]
    if places != sorted(places):
        found.append("the days outside every term are not in order of subscription_id and date")
    said, right = (Counter(map(_outside, part["outside_term"])) for part in (answer, wanted))
    found += [f"outside {row}: only in the command's answer" for row in said - right]
    return found + [f"outside {row}: only in the oracle's" for row in right - said]


def explained(differ: list[str], world: TrmWorld, at_most: int = 8) -> str:
    """The first differences, each with the purchases of its subscription."""
    lines = [f"{len(differ)} differences"]
    for text in differ[:at_most]:
        lines += [text, *(f"    {row}" for row in world.subscriptions if row["subscription_id"] in text)]
    return "\n".join(lines)


def _row_differences(what: str, rows: list[dict], wanted: list[dict], key: tuple[str, str]) -> list[str]:
    said, right = ({tuple(row[name] for name in key): row for row in part} for part in (rows, wanted))
    assert len(said) == len(rows), f"a {what} stands twice"
    found = [f"{what} {place}: only in the command's answer" for place in said if place not in right]
    found += [f"{what} {place}: only in the oracle's" for place in right if place not in said]
    for place in right:
        pairs = {name: (said[place][name], value) for name, value in right[place].items()} if place in said else {}
        wrong = {name: pair for name, pair in pairs.items() if not _same(*pair)}
        if wrong:
            found.append(f"{what} {place}: " + ", ".join(f"{name} {a}, oracle {b}" for name, (a, b) in wrong.items()))
    if not found and list(said) != list(right):
        found.append(f"the {what}s are not in order of {' and '.join(key)}")
    return found


def _same(said: object, right: object) -> bool:
    if right is None or isinstance(right, str) or said is None or isinstance(said, str):
        return said == right
    return abs(float(said) - float(right)) < 1e-9


def _outside(row: dict) -> tuple[str, str, float]:
    return row["subscription_id"], row["date"], float(row["days"])
