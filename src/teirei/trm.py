"""`teirei trm`: TRM day ledgers, onsite blocks, coupons, and the entries outside every term."""

import argparse
from pathlib import Path

from loading.places import database
from metrics import trm
from metrics.trm import TrmFilters
from refusals import Refusal, nearest
from teirei.filters import day, moment
from teirei.output import FORMATS, instant, write
from warehouse import Warehouse, open_published

COLUMNS = {
    "ledgers": (
        "subscription_id", "customer_id", "trm_type", "term_start", "term_end", "entitled", "used", "planned",
        "remaining", "uncommitted", "onsite_cap", "onsite_used", "onsite_planned", "onsite_remaining", "onsite_share",
        "stranded_onsite", "stranded_after_plan", "expired", "coupons_entitled", "coupons_used", "coupons_planned",
        "coupons_remaining", "coupons_expired", "notice_by", "notice_by_working_day", "forecast_expiring",
        "bookable_days", "is_feasible", "consultant", "notice_on", "notice_by_party",
    ),
    "blocks": ("subscription_id", "first", "last", "days", "state"),
    "outside_term": ("subscription_id", "date", "days", "mode", "status", "consultant", "why"),
    "coupons": ("subscription_id", "term_start", "used_on", "quantity", "course", "attendee", "counted_as"),
    "entries": (
        "subscription_id", "term_start", "date", "days", "mode", "status", "counted_as", "consultant", "topic",
        "deliverable", "customer_confirmed_on", "block_state", "is_closed_day",
    ),
    "warnings": ("subscription_id", "term_start", "code", "amount", "until", "clause"),
    "consultants": (
        "consultant", "subscriptions", "remaining", "planned", "uncommitted", "first_end", "bookable_days",
        "is_feasible",
    ),
}  # fmt: skip
SHORT = (
    "subscription_id", "customer_id", "trm_type", "term_start", "term_end", "entitled", "used", "planned", "remaining",
    "uncommitted", "onsite_remaining", "stranded_onsite", "expired", "coupons_remaining", "notice_by",
)  # fmt: skip
LISTS = ("customer", "subscription", "consultant", "program", "tier")
IN_JSON = ("ledgers", "blocks", "outside_term", "coupons", "warnings")


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    for name in LISTS:
        command.add_argument(f"--{name}", action="append", default=[], metavar="ID", help="repeat it for several")
    command.add_argument("--severity", action="append", default=[], help=argparse.SUPPRESS)
    command.add_argument("--from", dest="start", metavar="DATE", help="terms, blocks and entries from this date on")
    command.add_argument("--to", dest="end", metavar="DATE", help="terms, blocks and entries up to this date")
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--show", choices=COLUMNS, default="ledgers", help="what a table or CSV shows; JSON has all")
    command.add_argument("--format", choices=FORMATS, default="table")


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    wanted = _filters(chosen, warehouse)
    answer: dict = {"as_of": instant(wanted.as_of or warehouse.as_of, warehouse.zone)}
    found = trm.answers(warehouse, wanted, IN_JSON if chosen.format == "json" else (chosen.show,))
    answer |= {name: table.select(COLUMNS[name]).to_pylist() for name, table in found.items()}
    columns = SHORT if (chosen.show, chosen.format) == ("ledgers", "table") else COLUMNS[chosen.show]
    write(chosen.format, answer, list(columns), rows=chosen.show)
    return 0


def _filters(chosen: argparse.Namespace, warehouse: Warehouse) -> TrmFilters:
    lists = {name: tuple(value for given in getattr(chosen, name) for value in given.split(",")) for name in LISTS}
    if chosen.severity:
        raise Refusal("--severity speaks of tickets: TRM days have none; leave it out")
    for name, known in trm.known(warehouse).items():
        for value in lists[name]:
            if value not in known:
                raise Refusal(f'--{name} "{value}": no TRM subscription has it{nearest(value, known)}')
    start, end = day(chosen.start, "--from"), day(chosen.end, "--to")
    if start and end and start > end:
        raise Refusal(f"--from {start} lies after --to {end}; exchange them")
    lists["trm_type"] = lists.pop("tier")
    return TrmFilters(**lists, start=start, end=end, as_of=moment(chosen.as_of, "--as-of", warehouse.zone))
