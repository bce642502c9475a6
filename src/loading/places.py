"""Where a load finds its data: the shipped folders, the database, what the user adds."""

import os
from pathlib import Path

from refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TEIREI_DATA", ROOT / "data"))


def more_calendars(added: Path | None) -> Path | None:
    """The user's folder of calendars: the one that is named, else TEIREI_CALENDARS."""
    named = os.environ.get("TEIREI_CALENDARS")
    return added or (Path(named) if named else None)


def calendar_folders(added: Path | None) -> list[Path]:
    """The shipped calendars, then the user's: there the same name wins."""
    more = more_calendars(added)
    return [DATA / "calendars", *([more] if more else [])]


def database(chosen: Path | None) -> Path:
    """`--db`, else TEIREI_DB, else data/teirei.duckdb of the working folder. Refusal when it names no file."""
    place = chosen or Path(os.environ.get("TEIREI_DB") or "data/teirei.duckdb")
    if not place.name:
        raise Refusal(f'--db "{place}": give the name of a database, such as data/teirei.duckdb')
    return place
