"""Rows that were read → a copy of the published version that holds them too, and the facts that follow.

What stands there equals a full load of the files of both, the added ones last. Where contracts, calendars, terms and
settings say the same, only the tickets that can differ are computed again.
"""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from calendars import Calendar
from exports import Batch, references
from exports.kinds import KINDS
from terms import Terms
from warehouse import changes, reports
from warehouse.building import use_fiscal_year, use_settings
from warehouse.calendars import use_grid
from warehouse.content import Content
from warehouse.deriving import derive, derive_again, reached, use_as_of
from warehouse.laying import are_laid, lay_calendars
from warehouse.opening import FORMAT, attach, complete
from warehouse.publishing import upcoming
from warehouse.settings import Settings
from warehouse.statements import connect, home, single, statement

AT_MOST = 5
"""One ticket in so many may be computed by itself; beyond that all together are faster."""


def add(
    file: Path,
    published: Content,
    batch: Batch,
    terms: Terms,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime | None,
    now: datetime,
    calendars_folder: Path | None = None,
) -> datetime:
    """Writes the published content and the batch, read for it, into `file` and returns its as_of (UTC).

    Without `as_of`: the latest instant as in a full load, but never before the published one.
    """
    shutil.copyfile(published.file, file)
    with connect(file) as connection:
        attach(connection, published.file)
        use_grid(connection)
        timezone = str(published.warehouse.zone)
        _merge(connection, batch)
        at = reached(connection, as_of, now)
        at = at if as_of is not None else max(at, published.warehouse.as_of)
        use_as_of(connection, at)
        use_settings(connection, settings)
        some = _derive(connection, published, calendars, settings, at, now)
        made = reports.Made(
            FORMAT, upcoming(file.parent), "add", at, as_of is not None, timezone, now, calendars_folder
        )
        load_id = reports.write_load(connection, made, terms, settings)
        reports.write_files(connection, load_id, batch.files, batch.rejects, batch.warnings)
        _check_references(connection, timezone)
        connection.execute("delete from changes")
        changes.write(connection, load_id, home(connection), some)
        connection.execute("checkpoint")
    complete(file)
    return at


def _merge(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Replaces the rows of the same keys. Leaves the ticket_key of what is `affected`, of the rows that are `gone`, and
    of both versions of the affected tickets: `was_keys`, `now_keys`."""
    for table in ("affected", "gone"):
        connection.execute(f"create temp table {table} (ticket_key integer)")
    connection.execute("create temp table given (ticket_id varchar)")
    for kind in KINDS:
        rows = batch.tables.pop(kind, None)
        if rows is None or not rows.num_rows:
            continue
        connection.register("export", rows)
        same = " and ".join(f'published."{name}" is not distinct from export."{name}"' for name in KINDS[kind].key)
        columns = "*"
        if kind == "tickets":
            connection.execute(f"insert into gone select ticket_key from tickets as published join export on {same}")
            newest = single(connection, "select coalesce(max(ticket_key), 0) from tickets")
            columns = f"{newest} + row_number() over (), *"
        elif kind == "ticket_events":
            newest = single(connection, "select coalesce(max(seq), 0) from ticket_events")
            columns = f"* replace ((seq + {newest})::integer as seq)"
        connection.execute(
            f"delete from {kind} where rowid in (select published.rowid from {kind} as published join export on {same})"
        )
        connection.execute(f"insert into {kind} select {columns} from export")
        if kind in ("tickets", "ticket_events"):
            connection.execute("insert into given select distinct ticket_id from export")
        connection.unregister("export")
    connection.execute(
        "insert into affected select ticket_key from tickets where ticket_id in (select ticket_id from given)"
    )
    connection.execute("create temp table now_keys as select * from affected")
    connection.execute("create temp table was_keys as select * from affected union select * from gone")


def _derive(
    connection: duckdb.DuckDBPyConnection,
    published: Content,
    calendars: dict[str, Calendar],
    settings: Settings,
    at: datetime,
    now: datetime,
) -> bool:
    """Brings the facts up to date; whether only the affected tickets can differ at the published as_of."""
    laid = are_laid(connection, calendars, settings, at, now)
    if not laid:
        lay_calendars(connection, calendars, settings, at, now)
    same_year = published.latest("fiscal_year_start_month") == settings.fiscal_year_start_month
    if laid and same_year and _terms_stand(connection):
        before = int(published.warehouse.as_of.timestamp())
        connection.execute("set variable published_as_of_s = ?::bigint", [before])
        connection.execute(f"insert into affected {statement('unsettled')}")
        affected, tickets = connection.execute(
            "select (select count(distinct ticket_key) from affected), (select count(*) from tickets)"
        ).fetchall()[0]
        if affected * AT_MOST <= tickets:
            derive_again(connection, home(connection))
        else:
            derive(connection)
        return True
    use_fiscal_year(connection, settings)
    derive(connection)
    return False


def _terms_stand(connection: duckdb.DuckDBPyConnection) -> bool:
    """Brings contract terms and customers up to date; whether they say what they said."""
    unchanged = True
    for table, origin in (("contract_terms", "exclude (source_file, source_line)"), ("customers", "")):
        connection.execute(f"create temp table fresh as {statement(table)}")
        one, other = f"select * {origin} from fresh", f"select * {origin} from {home(connection)}.{table}"
        differ = single(
            connection,
            f"select (select count(*) from ({one} except all {other}))"
            f" + (select count(*) from ({other} except all {one}))",
        )
        unchanged = unchanged and differ == 0
        connection.execute(f"delete from {table}")
        connection.execute(f"insert into {table} select * from fresh")
        connection.execute("drop table fresh")
    return unchanged


def _check_references(connection: duckdb.DuckDBPyConnection, timezone: str) -> None:
    with connection.cursor() as cursor:
        found = references.found(cursor, f"{home(connection)}.tickets", timezone)
    reports.replace_warnings(connection, references.CODES, found)
