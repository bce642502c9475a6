"""`teirei renewals`: support and TRM terms together: states, deadlines, amounts, licences, reasons."""

import argparse
from pathlib import Path

from loading.places import database
from metrics import renewals
from metrics.renewals import RenewalFilters
from refusals import Refusal
from teirei.filters import day, moment
from teirei.output import FORMATS, instant, write
from warehouse import Warehouse, open_published

COLUMNS = (
    "kind", "id", "customer_id", "start_on", "end_on", "annual_fee", "currency", "notice_by", "notice_by_working_day",
    "state", "stage", "probability", "licences_required", "licences_covered", "licences_shortfall", "reasons",
    "customer_name", "program", "level", "reseller", "owner", "notice_on", "notice_by_party", "days_left",
)  # fmt: skip
SHORT = (
    "kind", "id", "customer_name", "end_on", "state", "notice_by", "notice_by_working_day", "annual_fee", "currency",
    "stage", "reasons",
)  # fmt: skip
LISTS = {"customer": "customer", "program": "program", "tier": "level", "owner": "owner", "reseller": "reseller"}
CHOSEN = {"kind": ("support", "trm"), "state": renewals.STATES}


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    for name in (*LISTS, *CHOSEN):
        command.add_argument(f"--{name}", action="append", default=[], metavar="ID", help="repeat it for several")
    command.add_argument("--severity", action="append", default=[], help=argparse.SUPPRESS)
    command.add_argument("--from", dest="start", metavar="DATE", help="terms that end on this date or later")
    command.add_argument("--to", dest="end", metavar="DATE", help="terms that end on this date or earlier")
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--format", choices=FORMATS, default="table")


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    wanted = _filters(chosen, warehouse)
    rows = renewals.terms(warehouse, wanted).select(COLUMNS).to_pylist()
    if chosen.format != "json":
        rows = [{**row, "reasons": " ".join(row["reasons"])} for row in rows]
    answer = {"as_of": instant(wanted.as_of or warehouse.as_of, warehouse.zone), "rows": rows}
    write(chosen.format, answer, list(SHORT if chosen.format == "table" else COLUMNS))
    return 0


def _filters(chosen: argparse.Namespace, warehouse: Warehouse) -> RenewalFilters:
    given = {
        name: tuple(value for each in getattr(chosen, name) for value in each.split(",")) for name in (*LISTS, *CHOSEN)
    }
    if chosen.severity:
        raise Refusal("--severity speaks of tickets: terms have none; leave it out")
    for name, known in CHOSEN.items():
        for value in given[name]:
            if value not in known:
                raise Refusal(f'--{name} "{value}": unknown; known are {", ".join(known)}')
    start, end = day(chosen.start, "--from"), day(chosen.end, "--to")
    if start and end and start > end:
        raise Refusal(f"--from {start} lies after --to {end}; exchange them")
    lists = {LISTS.get(name, name): values for name, values in given.items()}
    return RenewalFilters(**lists, start=start, end=end, as_of=moment(chosen.as_of, "--as-of", warehouse.zone))
