"""Opens the published version of a database, read-only. Every run takes a cursor of its own."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from refusals import Refusal
from warehouse.calendars import use_grid
from warehouse.publishing import current, folder
from warehouse.statements import connect, fingerprint, single, statement

FORMAT = fingerprint("warehouse")
"""Of the tables in a database file: their own statements. A file of another format is loaded again, never converted."""

AT_AS_OF = (
    ("view", "plain_clock"),
    ("view", "plain_outcomes"),
    ("view", "other_outcomes"),
    ("table", "outcomes"),
    ("table", "dues"),
    ("table", "cells"),
    ("table", "facts"),
    ("view", "ticket_facts"),
)
"""What depends on as_of, in the order in which it is computed."""

_open: dict[Path, duckdb.DuckDBPyConnection] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Warehouse:
    """One published version. `as_of` (aware, UTC) is the instant the load was made for, `zone` that of its times."""

    database: Path
    version: str
    as_of: datetime
    zone: ZoneInfo

    def cursor(self, as_of: datetime | None = None) -> duckdb.DuckDBPyConnection:
        """A cursor on which `facts` are those of `as_of` (default: the load's own instant).

        Refusal when the laid calendars do not reach that instant.
        """
        cursor = _connection(self.database, self.version).cursor()
        asked = self.as_of if as_of is None else as_of.astimezone(UTC)
        cursor.execute("set variable as_of_s = ?::bigint", [int(asked.timestamp() // 1)])
        if asked.replace(microsecond=0) != self.as_of:
            _check_reach(cursor, asked)
            use_grid(cursor)
            for form, step in AT_AS_OF:
                cursor.execute(f"create temp {form} {step} as {statement(step)}")
        return cursor


def open_published(database: Path) -> Warehouse:
    """The published version of a database; Refusal when there is none."""
    file = current(database)
    if file is None:
        raise Refusal(f"{database}: no database there yet; load exports first: teirei load PATH… --db {database}")
    cursor = _connection(database, file.stem).cursor()
    tables = cursor.execute("select table_name from duckdb_columns() where column_name = 'format'").fetchall()
    if ("loads",) not in tables or single(cursor, "select max(format) from loads") != FORMAT:
        raise Refusal(f"{database}: written by another version of Teirei; load the exports again: teirei load PATH…")
    ((as_of, timezone),) = cursor.execute("select as_of, timezone from loads order by load_id desc limit 1").fetchall()
    return Warehouse(database, file.stem, as_of.replace(tzinfo=UTC), ZoneInfo(timezone))


def attach(connection: duckdb.DuckDBPyConnection, file: Path | None) -> str | None:
    """Attaches a version as `previous` and gives its format; None when there is none that can be read."""
    if file is None:
        return None
    try:
        connection.execute(f"attach '{_quoted(file)}' as previous (read_only)")
        return single(connection, "select max(format) from previous.loads")
    except duckdb.Error:
        return None


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")


def _connection(database: Path, version: str) -> duckdb.DuckDBPyConnection:
    file = (folder(database) / f"{version}.duckdb").resolve()
    with _lock:
        if file not in _open:
            try:
                _open[file] = connect(file, read_only=True)
            except (duckdb.Error, OSError) as error:
                raise Refusal(
                    f"{file}: cannot be opened ({str(error).splitlines()[0]}); load the exports again"
                ) from None
        return _open[file]


def _check_reach(cursor: duckdb.DuckDBPyConnection, as_of: datetime) -> None:
    last_day = single(cursor, "select min(last_day) from calendars")
    if as_of.date() > last_day:
        raise Refusal(f"as of {as_of.isoformat()}: the loaded calendars end on {last_day}; load again with --as-of")
