"""Where the command finds its data: the shipped folders, the database, what the user adds."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TEIREI_DATA", ROOT / "data"))


def calendar_folders(added: Path | None) -> list[Path]:
    """The shipped calendars, then the user's: there the same name wins."""
    return [DATA / "calendars", *([added] if added else [])]


def database(chosen: Path | None) -> Path:
    """`--db`, else TEIREI_DB, else data/teirei.duckdb of the working folder."""
    return chosen or Path(os.environ.get("TEIREI_DB", "data/teirei.duckdb"))
