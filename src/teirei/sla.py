"""`teirei sla`: attainment of the response targets, by any of the fields."""

import argparse

from loading.places import database
from metrics import attainment
from teirei import filters
from teirei.output import instant, write
from warehouse import open_published


def options(command: argparse.ArgumentParser) -> None:
    filters.options(command)
    command.add_argument("--by", default="", metavar="FIELD,…", help=f"any of {', '.join(attainment.FIELDS)}")


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    wanted = filters.chosen_filters(chosen, warehouse)
    fields = tuple(dict.fromkeys(field.strip() for field in chosen.by.split(",") if field.strip()))
    rows = attainment.by(warehouse, wanted, fields).to_pylist()
    answer = {"as_of": instant(wanted.as_of or warehouse.as_of), "by": list(fields), "rows": rows}
    columns = [*fields, "tickets", "met", "breached", "overdue", "running", "not_measured", "attainment"]
    if chosen.format == "table":
        answer = {"rows": [{**row, "attainment": _percent(row)} for row in rows]}
    write(chosen.format, answer, columns)
    return 0


def _percent(row: dict) -> str:
    """For people: one decimal, rounded down on integers, so that only all met shows 100.0 %."""
    judged = row["met"] + row["breached"] + row["overdue"]
    return f"{row['met'] * 1000 // judged / 10:.1f} %" if judged else "–"
