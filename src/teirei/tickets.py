"""`teirei tickets`: one row per ticket, the SLA facts."""

import argparse
from datetime import UTC
from zoneinfo import ZoneInfo

from loading.places import database
from metrics import tickets
from teirei import filters
from teirei.output import instant, write
from warehouse import open_published

COLUMNS = (
    "ticket_id", "contract_id", "customer_id", "program", "tier", "severity", "channel", "opened_at",
    "first_response_at", "calendar", "target_minutes", "due_at", "elapsed_seconds", "response_source", "outcome",
    "reason", "clause", "escalation",
)  # fmt: skip
INSTANTS = ("opened_at", "first_response_at", "due_at")


def options(command: argparse.ArgumentParser) -> None:
    filters.options(command)


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    wanted = filters.chosen_filters(chosen, warehouse)
    found = tickets.facts(warehouse, wanted)
    zones = found.column("zone").to_pylist()
    rows = found.select(COLUMNS).to_pylist()
    for row, zone in zip(rows, zones, strict=True):
        for name in INSTANTS:
            if row[name]:
                row[name] = instant(row[name].replace(tzinfo=UTC), ZoneInfo(zone))
    write(chosen.format, {"as_of": instant(wanted.as_of or warehouse.as_of), "rows": rows}, list(COLUMNS))
    return 0
