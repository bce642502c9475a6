"""What the database says of its own making: every load there was, its files, and what was turned away.

`loads`       one row per load of this database: who, when, how, as of which instant, what it changed
`load_files`  one row per file of every load; `rejects` and `warnings` those of the content that stands now
"""

import getpass
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow

from exports import FileReport, Finding
from terms import Terms
from warehouse.settings import Settings
from warehouse.statements import single

TABLES = """
create table loads (
    format varchar, load_id integer, version varchar, how varchar, loaded_at timestamp, loaded_by varchar,
    as_of timestamp, as_of_given boolean, timezone varchar, terms_sha256 varchar, terms_folders varchar[],
    calendars_folder varchar, fiscal_year_start_month integer,
    tickets bigint, added bigint, changed bigint, vanished bigint, restated bigint
);
create table load_files (
    load_id integer, file varchar, kind varchar, preset varchar, encoding varchar, sha256 varchar,
    read bigint, loaded bigint, rejected bigint, replaced bigint, header varchar[]
);
create table rejects (
    load_id integer, file varchar, line bigint, column_name varchar, value varchar, code varchar,
    reason_ja varchar, reason_en varchar, count bigint, record varchar[]
);
create table warnings (
    load_id integer, file varchar, line bigint, column_name varchar, value varchar, code varchar,
    reason_ja varchar, reason_en varchar, count bigint
);
"""
FINDINGS = ("file", "line", "column", "value", "code", "ja", "en", "count")
TYPES = (pyarrow.string(), pyarrow.int64(), *[pyarrow.string()] * 5, pyarrow.int64())


@dataclass(frozen=True)
class Made:
    """How a version is made. `how`: `full` or `add`; `as_of` in UTC; `as_of_given`: not taken from the data."""

    format: str
    version: str
    how: str
    as_of: datetime
    as_of_given: bool
    timezone: str
    now: datetime
    calendars_folder: Path | None


def carry_over(connection: duckdb.DuckDBPyConnection) -> None:
    """The loads of the attached database `previous` and their files, as far as it has the same columns."""
    for table in ("loads", "load_files"):
        shared = [
            f'"{name}"'
            for (name,) in connection.execute(
                "select column_name from duckdb_columns() where database_name = 'previous' and table_name = $1"
                " intersect select column_name from duckdb_columns()"
                " where database_name = current_database() and table_name = $1 order by all",
                [table],
            ).fetchall()
        ]
        if shared:
            connection.execute(
                f"insert into {table} by name select {', '.join(shared)} from previous.{table} order by load_id"
            )


def write_load(connection: duckdb.DuckDBPyConnection, made: Made, terms: Terms, settings: Settings) -> int:
    """Adds the load to `loads` and gives its number."""
    load_id = single(connection, "select coalesce(max(load_id), 0) + 1 from loads")
    row = {
        "format": made.format,
        "load_id": load_id,
        "version": made.version,
        "how": made.how,
        "loaded_at": made.now.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        "loaded_by": _user(),
        "as_of": made.as_of.replace(tzinfo=None),
        "as_of_given": made.as_of_given,
        "timezone": made.timezone,
        "terms_sha256": terms.sha256,
        "terms_folders": list(terms.folders),
        "calendars_folder": str(made.calendars_folder) if made.calendars_folder else None,
        "fiscal_year_start_month": settings.fiscal_year_start_month,
    }
    connection.execute(f"insert into loads ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))
    connection.execute("update loads set tickets = (select count(*) from tickets) where load_id = ?", [load_id])
    return load_id


def write_files(
    connection: duckdb.DuckDBPyConnection,
    load_id: int,
    files: list[FileReport],
    rejects: list[Finding],
    warnings: list[Finding],
) -> None:
    for file in files:
        counts = (file.read, file.loaded, file.rejected, file.replaced)
        row = [load_id, file.file, file.kind, file.preset, file.encoding, file.sha256, *counts, list(file.header)]
        connection.execute("insert into load_files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    _write_findings(connection, "rejects", load_id, rejects)
    _write_findings(connection, "warnings", load_id, warnings)


def replace_warnings(connection: duckdb.DuckDBPyConnection, codes: tuple[str, ...], found: list[Finding]) -> None:
    """The warnings of these codes are now the found ones, each of the load that read its file last."""
    connection.execute("delete from warnings where list_contains(?, code)", [list(codes)])
    read_by = dict(connection.execute("select file, max(load_id) from load_files group by file").fetchall())
    by_load: dict[int, list[Finding]] = {}
    for each in found:
        by_load.setdefault(read_by[each.file], []).append(each)
    for load_id, findings in by_load.items():
        _write_findings(connection, "warnings", load_id, findings)


def _write_findings(connection: duckdb.DuckDBPyConnection, table: str, load_id: int, findings: list[Finding]) -> None:
    values = {name: [getattr(finding, name) for finding in findings] for name in FINDINGS}
    arrays = [pyarrow.array(values[name], type) for name, type in zip(FINDINGS, TYPES, strict=True)]
    names = [*FINDINGS]
    if table == "rejects":
        records = [list(finding.record) for finding in findings]
        arrays.append(pyarrow.array(records, pyarrow.list_(pyarrow.string())))
        names.append("record")
    connection.register("findings", pyarrow.Table.from_arrays(arrays, names=names))
    connection.execute(f"insert into {table} select ?::integer, findings.* from findings", [load_id])
    connection.unregister("findings")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USERNAME", "")
