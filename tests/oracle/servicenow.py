"""An incident audit log folded into one ticket per number: text columns of the log in, canonical columns out."""

import csv
import gzip
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

SEVERITY = {"1": "S1", "2": "S2", "3": "S3", "4": "S4"}
CHANNEL = {"Phone": "phone", "Self service": "portal", "Email": "email"}
MISSING = {"", "?"}


def records(path: Path) -> Iterator[dict]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def day_first(texts: list[str]) -> bool:
    """The order of day and month of a whole column; a 13th or later day proves it."""
    parts = [text.split("/", 2) for text in texts]
    proves_day_first = any(int(first) > 12 for first, _, _ in parts)
    proves_month_first = any(int(second) > 12 for _, second, _ in parts)
    if proves_day_first == proves_month_first:
        raise ValueError("the column proves no order of day and month, or both")
    return proves_day_first


def fold(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    """(one ticket a number, its changes of severity); timestamps are bare ISO text in the log's zone."""
    orders = {
        column: day_first([row[column] for row in rows if row[column] not in MISSING])
        for column in ("opened_at", "resolved_at", "closed_at", "sys_updated_at")
    }

    def instant(row: dict, column: str) -> str | None:
        if row[column] in MISSING:
            return None
        style = "%d/%m/%Y %H:%M" if orders[column] else "%m/%d/%Y %H:%M"
        return datetime.strptime(row[column], style).isoformat()

    incidents: dict[str, list[tuple[str, dict]]] = {}
    for row in rows:
        incidents.setdefault(row["number"], []).append((instant(row, "sys_updated_at"), row))
    tickets, events = [], []
    for number, history in incidents.items():
        _, _, last = max(map(_age, enumerate(history)), key=itemgetter(0))
        answers = [at for at, row in history if row["incident_state"] != "New"]
        tickets.append(
            {
                "ticket_id": number,
                "customer_id": None if last["location"] in MISSING else last["location"],
                "severity": severity(last["priority"]),
                "channel": None if last["contact_type"] in MISSING else CHANNEL.get(last["contact_type"], "other"),
                "opened_at": instant(last, "opened_at"),
                "first_response_at": min(answers, default=None),
                "resolved_at": instant(last, "resolved_at"),
                "response_source": "estimated",
            }
        )
        events += [
            {"ticket_id": number, "at": at, "field": "severity", "old": before, "new": after}
            for at, before, after in _changes(history)
        ]
    return tickets, events


def severity(priority: str) -> str | None:
    return SEVERITY.get(priority.split(" ")[0])


def _changes(history: list[tuple[str, dict]]) -> list[tuple[str, str | None, str | None]]:
    """Changes of priority between records in the order of sys_mod_count, sys_updated_at, then the file."""
    known = [(at, severity(row["priority"])) for _, at, row in sorted(map(_age, enumerate(history)), key=itemgetter(0))]
    return [(at, before, after) for (_, before), (at, after) in pairwise(known) if before != after]


def _age(numbered: tuple[int, tuple[str, dict]]) -> tuple[tuple, str, dict]:
    """What puts records in order (sys_mod_count, then time, then the file), with the record's time and the record."""
    place, (at, row) = numbered
    return (int(row["sys_mod_count"]), at, place), at, row
