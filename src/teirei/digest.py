"""`teirei digest`: what to act on in the next days, as text, Markdown or an HTML mail."""

import argparse
from pathlib import Path

from labels import LANGUAGES
from loading.places import database
from refusals import Refusal
from reminders import contracts
from reminders.as_html import as_html
from reminders.as_markdown import as_markdown
from reminders.as_text import as_text
from reminders.digest import digest
from reminders.wording import page
from teirei.documents import put
from teirei.filters import moment
from warehouse import open_published

FORMATS = {"text": as_text, "markdown": as_markdown, "html": as_html}
MOST_DAYS = 366


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument("--for", dest="owner", metavar="OWNER", help="an account owner or TRM consultant")
    command.add_argument("--days", type=int, default=14, metavar="N", help="how far to look ahead (default: 14)")
    command.add_argument(
        "--since", metavar="INSTANT", help="tickets answered late after this (default: the load before)"
    )
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--lang", choices=LANGUAGES, default="ja")
    command.add_argument("--format", choices=FORMATS, default="text")
    command.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to stdout")


def run(chosen: argparse.Namespace) -> int:
    if not 0 <= chosen.days <= MOST_DAYS:
        raise Refusal(f"--days {chosen.days}: give a number of days from 0 to {MOST_DAYS}")
    warehouse = open_published(database(chosen.db))
    as_of = moment(chosen.as_of, "--as-of", warehouse.zone)
    since = moment(chosen.since, "--since", warehouse.zone)
    if since and since > (as_of or warehouse.as_of):
        raise Refusal(f"--since {chosen.since} lies after the instant of the figures; give an earlier one")
    found = digest(warehouse, chosen.days, chosen.owner, since, as_of)
    shown = FORMATS[chosen.format](page(found, contracts.of(warehouse), chosen.lang))
    put(shown.encode(), chosen.out)
    return 0
