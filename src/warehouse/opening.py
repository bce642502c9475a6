"""Opens the published version of a database, read-only. Every run takes a cursor of its own."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from refusals import Refusal
from warehouse import calendars, policies, renewal_policies, reports, settings, trm_policies
from warehouse.calendars import use_grid
from warehouse.publishing import current, folder, remedy
from warehouse.statements import connect, fingerprint, single, statement

FORMAT = fingerprint(
    "warehouse",
    policies.TABLES,
    trm_policies.TABLES,
    renewal_policies.TABLES,
    settings.TABLE,
    reports.TABLES,
    *map(str, (calendars.CALENDARS, calendars.WINDOWS, calendars.DATES, calendars.OFFSETS)),
)
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

HEADERS = 3 * 4096
"""Bytes before the first block of a DuckDB file."""

CORRUPT = "Corrupt database file"
"""What DuckDB says when it comes to a block whose checksum is wrong."""

KEPT_OPEN = 3
"""Versions of one process that stay open; an older one is closed, so that the disk gets its deleted file back."""

_open: dict[Path, tuple[tuple[int, int] | None, duckdb.DuckDBPyConnection]] = {}
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
        cursor = self.without_facts(as_of)
        if as_of is not None and as_of.astimezone(UTC).replace(microsecond=0) != self.as_of:
            use_grid(cursor)
            for form, step in AT_AS_OF:
                cursor.execute(f"create temp {form} {step} as {statement(step)}")
        return cursor

    def without_facts(self, as_of: datetime | None = None) -> duckdb.DuckDBPyConnection:
        """A cursor with the variable `as_of_s`, for questions that no ticket's fact answers. Refusal as above."""
        cursor = _connection(self.database, self.version).cursor()
        asked = self.as_of if as_of is None else as_of.astimezone(UTC)
        cursor.execute("set variable as_of_s = ?::bigint", [int(asked.timestamp() // 1)])
        if asked.replace(microsecond=0) != self.as_of:
            _check_reach(cursor, asked)
        return cursor


def open_published(database: Path) -> Warehouse:
    """The published version of a database; Refusal when there is none, or it is damaged or of another format."""
    while True:
        file = current(database)
        if file is None:
            raise Refusal(f"{database}: no database there yet; load exports first: teirei load PATH… --db {database}")
        try:
            return _warehouse(database, file)
        except Refusal:
            if current(database) == file:  # else it was published over and cleared away while we were opening it
                raise


def _warehouse(database: Path, file: Path) -> Warehouse:
    cursor = _connection(database, file.stem).cursor()
    try:
        tables = cursor.execute("select table_name from duckdb_columns() where column_name = 'format'").fetchall()
        if ("loads",) not in tables or single(cursor, "select max_by(format, load_id) from loads") != FORMAT:
            raise Refusal(f"{database}: written by another version of Teirei; {remedy(database)}")
        loads = cursor.execute("select as_of, timezone from loads order by load_id desc limit 1").fetchall()
    except duckdb.Error as error:
        raise Refusal(_damaged(database, file, error)) from None
    ((as_of, timezone),) = loads
    return Warehouse(database, file.stem, as_of.replace(tzinfo=UTC), ZoneInfo(timezone))


def attach(connection: duckdb.DuckDBPyConnection, file: Path | None) -> str | None:
    """Attaches a version as `previous` and gives its format; None when there is none that can be read."""
    if file is None:
        return None
    try:
        _check_end(file, connect(file, read_only=True))
        connection.execute(f"attach '{_quoted(file)}' as previous (read_only)")
        return single(connection, "select max_by(format, load_id) from previous.loads")
    except (duckdb.Error, OSError):
        return None


def building_on(previous: Path | None, file: Path, build: Callable[[Path | None], datetime]) -> datetime:
    """`build(previous)` into `file`; once more without it, and so without its history, when `previous` is damaged."""
    try:
        return build(previous)
    except duckdb.Error as error:
        if previous is None or CORRUPT not in str(error):
            raise
        file.unlink(missing_ok=True)
        return build(None)


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")


def _connection(database: Path, version: str) -> duckdb.DuckDBPyConnection:
    file = (folder(database) / f"{version}.duckdb").resolve()
    with _lock:
        opened, connection = _open.pop(file, (None, None))
        try:
            identity = _identity(file) or opened  # a version that was cleared away is read on by who has it open
            if connection is None or opened != identity:
                connection = None  # closed before the path is opened anew, which would give its old content again
                connection = connect(file, read_only=True)
                _check_end(file, connection)
        except (duckdb.Error, OSError) as error:
            raise Refusal(_damaged(database, file, error)) from None
        _open[file] = identity, connection
        for old in list(_open)[:-KEPT_OPEN]:
            del _open[old]  # a cursor that still answers keeps its version open until it is done
        return connection


def _identity(file: Path) -> tuple[int, int] | None:
    """Differs from that of another file of the same name; None where there is none."""
    try:
        written = file.stat()
    except FileNotFoundError:
        return None
    return written.st_ino, written.st_mtime_ns


def complete(file: Path) -> None:
    """Gives a closed file the length of all its blocks, of which DuckDB does not write free ones at the end; so it can
    be told from one that was cut short."""
    with connect(file, read_only=True) as connection:
        size = _full_size(connection)
    os.truncate(file, max(size, file.stat().st_size))


def _full_size(connection: duckdb.DuckDBPyConnection) -> int:
    return HEADERS + single(connection, "select total_blocks * block_size from pragma_database_size()")


def _check_end(file: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """OSError when the file ends too early; DuckDB would say so only on getting there."""
    full = _full_size(connection)
    if file.stat().st_size < full:
        raise OSError(f"it ends after {file.stat().st_size:,} of {full:,} bytes")


def _damaged(database: Path, file: Path, error: Exception) -> str:
    return f"{file}: cannot be opened ({str(error).splitlines()[0]}); {remedy(database)}"


def _check_reach(cursor: duckdb.DuckDBPyConnection, as_of: datetime) -> None:
    last_day = single(cursor, "select min(last_day) from calendars")
    if as_of.date() > last_day:
        raise Refusal(f"as of {as_of.isoformat()}: the loaded calendars end on {last_day}; load again with --as-of")
