"""`teirei ics`: the deadlines of contracts and TRM subscriptions as a calendar file."""

import argparse
import sys
from pathlib import Path

from labels import LANGUAGES
from loading.places import database
from reminders import deadlines
from reminders.calendar_file import calendar_file
from teirei.documents import put
from teirei.filters import moment
from warehouse import open_published


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument("--for", dest="owner", metavar="OWNER", help="an account owner or TRM consultant")
    command.add_argument("--customer", action="append", default=[], metavar="ID", help="repeat it for several")
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--lang", choices=LANGUAGES, default="ja")
    command.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to stdout")


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    as_of = moment(chosen.as_of, "--as-of", warehouse.zone)
    customer = tuple(value for given in chosen.customer for value in given.split(","))
    found = deadlines.of(warehouse, chosen.lang, chosen.owner, customer, as_of)
    put(calendar_file(found, as_of or warehouse.as_of, chosen.lang, chosen.owner), chosen.out)
    if not found:
        print("no open deadline; the calendar is empty", file=sys.stderr)
    return 0
