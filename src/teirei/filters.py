"""The filter options that the commands share."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from metrics import Filters, choices
from refusals import Refusal, nearest
from teirei.output import FORMATS, TOKYO
from warehouse import Warehouse

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
LISTS = ("customer", "program", "tier", "severity")


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    for name in LISTS:
        command.add_argument(f"--{name}", action="append", default=[], metavar="ID", help="repeat it for several")
    command.add_argument("--from", dest="start", metavar="DATE", help="opening date, included")
    command.add_argument("--to", dest="end", metavar="DATE", help="opening date, included")
    command.add_argument(
        "--as-of",
        metavar="INSTANT",
        help="what was known at this instant (default: the load's own; without an offset: in the load's time zone)",
    )
    command.add_argument("--format", choices=FORMATS, default="table")


def chosen_filters(chosen: argparse.Namespace, warehouse: Warehouse) -> Filters:
    """The filters of a command. Refusal when a closed list does not hold a value, or the dates run backwards."""
    lists = {name: tuple(value for given in getattr(chosen, name) for value in given.split(",")) for name in LISTS}
    start, end = day(chosen.start, "--from"), day(chosen.end, "--to")
    if start and end and start > end:
        raise Refusal(f"--from {start} lies after --to {end}; exchange them")
    for name, known in choices.closed_lists(warehouse).items():
        for value in lists[name]:
            if value not in known:
                hint = nearest(value, known) or f"; known are {', '.join(known)}"
                raise Refusal(f'--{name} "{value}": unknown{hint}')
    return Filters(**lists, start=start, end=end, as_of=moment(chosen.as_of, "--as-of", warehouse.zone))


def day(text: str | None, option: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Refusal(f'{option} "{text}": give a date such as 2026-04-01') from None


def moment(text: str | None, option: str, zone: ZoneInfo = TOKYO) -> datetime | None:
    """An aware instant; without an offset in the zone."""
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
        instant = (instant if instant.tzinfo else instant.replace(tzinfo=zone)).replace(microsecond=0)
        if not EARLIEST <= instant <= LATEST:
            raise Refusal(f'{option} "{text}": give an instant from {EARLIEST.year} to {LATEST.year}')
        return instant
    except (ValueError, OverflowError):
        raise Refusal(f'{option} "{text}": give an instant such as 2026-10-05T08:30:00+09:00') from None
