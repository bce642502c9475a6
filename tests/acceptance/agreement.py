"""Loads a world into a database, and compares what the command says with the oracle."""

import re
from pathlib import Path

from oracle.attainment import OUTCOMES, attainment
from oracle.instants import iso, parse
from oracle.sla import World

from acceptance.command import teirei_json, write_calendars, write_csv

SAME = ("program", "tier", "severity", "channel", "response_source", "outcome", "reason", "escalation")
MEASURED = ("calendar", "target_minutes", "elapsed_seconds")


def load(world: World, folder: Path, as_of: int) -> Path:
    """The database after one `teirei load` of the world's exports."""
    paths = [
        write_csv(folder / f"{name}.csv", rows)
        for name, rows in (
            ("contracts", world.contracts),
            ("tickets", world.tickets),
            ("ticket_events", world.events),
            ("closures", world.closures),
        )
        if rows
    ]
    calendars = write_calendars(folder / "calendars", world.calendars)
    database = folder / "test.duckdb"
    done = teirei_json("load", *paths, "--db", database, "--as-of", iso(as_of), "--calendars", calendars)
    assert done["rejects"] == [] and done["rejected"] == 0, done["rejects"][:5]
    assert done["read"] == done["loaded"]
    return database


def ticket_differences(facts: list[dict], database: Path, as_of: int, *options: str) -> dict[str, object]:
    """ticket → {field: (the command's, the oracle's)}, or where it is missing."""
    answer = teirei_json("tickets", "--db", database, *options)
    assert parse(answer["as_of"]) == as_of
    found = {row["ticket_id"]: row for row in answer["rows"]}
    assert len(found) == len(answer["rows"]), "a ticket stands twice"
    wanted = {fact["ticket_id"]: fact for fact in facts}
    lost = dict.fromkeys(wanted.keys() - found.keys(), "not in the command's answer")
    surplus = dict.fromkeys(found.keys() - wanted.keys(), "should not be there")
    both = {name: _differences(found[name], wanted[name]) for name in found.keys() & wanted.keys()}
    return lost | surplus | {name: wrong for name, wrong in both.items() if wrong}


def explained(differ: dict[str, object], world: World, at_most: int = 8) -> str:
    """The first differences, each with the ticket's export row, the contract terms it may mean, and its events."""
    exports = {ticket["ticket_id"]: ticket for ticket in world.tickets}
    lines = [f"{len(differ)} of {len(exports)} tickets differ"]
    for name in sorted(differ)[:at_most]:
        events = [event for event in world.events if event["ticket_id"] == name]
        lines += [f"{name}: {differ[name]}", f"    {exports[name]}", *(f"    {e}" for e in events)]
        lines += [f"    {term}" for term in world.terms_named(exports[name])]
    return "\n".join(lines)


def _differences(row: dict, fact: dict) -> dict[str, tuple]:
    """field → (the command's, the oracle's)."""
    pairs = {name: (row[name], fact[name]) for name in SAME}
    pairs["opened_at"] = (parse(row["opened_at"]), fact["opened_at"])
    pairs["due_at"] = (parse(row["due_at"]), fact["due_at"])
    pairs |= {name: (row[name], fact[name]) for name in MEASURED if fact["reason"] is None or name != "calendar"}
    if fact["response_source"] == "recorded" or row["first_response_at"] is not None:
        pairs["first_response_at"] = (parse(row["first_response_at"]), fact["first_response_at"])
    if fact["tier"] is not None:
        pairs |= {name: (row[name], fact[name]) for name in ("contract_id", "customer_id")}
    if fact["clause"]:
        cited = re.search(rf"\b{fact['clause']}\b", row["clause"] or "")
        pairs["clause"] = (row["clause"], row["clause"] if cited else fact["clause"])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def attainment_differences(facts: list[dict], database: Path, by: tuple[str, ...], *options: str) -> list[str]:
    answer = teirei_json("sla", "--db", database, *(("--by", ",".join(by)) if by else ()), *options)
    assert answer["by"] == list(by)
    found = {tuple(row[name] for name in by): row for row in answer["rows"]}
    assert len(found) == len(answer["rows"]), "a group stands twice"
    wanted = attainment(facts, by)
    lines = [f"{key}: only in one of both" for key in sorted(found.keys() ^ wanted.keys(), key=str)]
    for key in found.keys() & wanted.keys():
        row, group = found[key], wanted[key]
        same = all(row[name] == group[name] for name in ("tickets", *OUTCOMES))
        if not same or not _close(row["attainment"], group["attainment"]):
            lines.append(f"{key}: {row} but the oracle {group}")
        assert sum(row[outcome] for outcome in OUTCOMES) == row["tickets"]
    return lines


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) < 1e-9
