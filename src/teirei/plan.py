"""`teirei plan`: dates for the uncommitted days of a TRM subscription, before they expire."""

import argparse
import re
import sys
from pathlib import Path

from labels import LANGUAGES, text
from loading.places import database
from metrics import trm
from metrics.trm import TrmFilters
from planning import Proposed, Wish, calendar_file, propose, reason_text, rows
from planning.ledgers import ledger
from refusals import Refusal, nearest
from teirei.filters import day, moment
from teirei.output import instant, write
from warehouse import open_published

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FORMATS = ("table", "json", "csv", "ics")


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("subscription", metavar="SUBSCRIPTION")
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument("--term", metavar="DATE", help="first day of the term (default: the running one)")
    command.add_argument("--onsite", type=int, default=0, metavar="N", help="onsite days wished for (default: 0)")
    command.add_argument("--weekdays", default="", metavar="DAY,…", help=f"any of {', '.join(WEEKDAYS)}")
    command.add_argument("--months", default="", metavar="MONTH,…", help="such as 2026-11,2026-12")
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="of titles and reasons")
    command.add_argument("--format", choices=FORMATS, default="table")


def run(chosen: argparse.Namespace) -> int:
    warehouse = open_published(database(chosen.db))
    known = trm.known(warehouse)["subscription"]
    if chosen.subscription not in known:
        hint = nearest(chosen.subscription, known)
        raise Refusal(f'"{chosen.subscription}": there is no such TRM subscription{hint}')
    as_of = moment(chosen.as_of, "--as-of", warehouse.zone)
    now = as_of or warehouse.as_of
    term = day(chosen.term, "--term")
    found = ledger(warehouse, chosen.subscription, now.astimezone(warehouse.zone).date(), term, as_of)
    if found is not None and term not in (None, found.row["term_start"]):
        rows_of_it = trm.ledgers(warehouse, TrmFilters(subscription=(chosen.subscription,), as_of=as_of)).to_pylist()
        starts = ", ".join(f"{row['term_start']}" for row in rows_of_it)
        raise Refusal(f"--term {term}: no term of {chosen.subscription} begins then; known are {starts}")
    if found is None:
        raise Refusal(f'"{chosen.subscription}": no term of it has begun as of {instant(now, warehouse.zone)}')
    proposal = propose(found.task(_wish(chosen)))
    planned = rows.rows(proposal.entries, chosen.subscription, found.row["consultant"])
    if chosen.format == "ics":
        title = found.row["customer_name"] or found.row["customer_id"]
        file = calendar_file.calendar_file(
            proposal.entries, chosen.subscription, lambda entry: _title(entry, title, chosen.lang), now
        )
        sys.stdout.write(file.decode())
    elif chosen.format == "csv":
        sys.stdout.write(rows.as_csv(planned).decode())
    else:
        answer = {
            "as_of": instant(now, warehouse.zone),
            "subscription_id": chosen.subscription,
            "term_start": found.row["term_start"],
            "term_end": found.row["term_end"],
            "placed": proposal.placed,
            "unplaced": proposal.unplaced,
            "rows": [{"date": each.date, "days": each.days, "mode": each.mode} for each in proposal.entries],
            "reasons": [reason_text(reason, chosen.lang) for reason in proposal.reasons],
        }
        write(chosen.format, answer, ["date", "days", "mode"])
    for reason in proposal.reasons if chosen.format != "json" else ():
        print(reason_text(reason, chosen.lang), file=sys.stderr)
    return 0


def _title(entry: Proposed, customer: str, language: str) -> str:
    mode = text(f"trm.mode.{entry.mode}", language)
    return text("trm.plan.summary", language, mode=mode, customer=customer)


def _wish(chosen: argparse.Namespace) -> Wish:
    weekdays = [name.strip().lower() for name in chosen.weekdays.split(",") if name.strip()]
    for name in weekdays:
        if name not in WEEKDAYS:
            raise Refusal(f'--weekdays "{name}": give any of {", ".join(WEEKDAYS)}')
    months = [name.strip() for name in chosen.months.split(",") if name.strip()]
    for name in months:
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", name):
            raise Refusal(f'--months "{name}": give months such as 2026-11')
    if chosen.onsite < 0:
        raise Refusal(f"--onsite {chosen.onsite}: give 0 or more days")
    return Wish(frozenset(map(WEEKDAYS.index, weekdays)), frozenset(months), chosen.onsite)
