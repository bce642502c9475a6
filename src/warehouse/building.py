"""Exports that were read → the tables of a new database version, with the SLA facts at its as_of."""

from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow

from calendars import Calendar
from exports import Batch
from exports.kinds import KINDS, schema
from terms import Terms
from warehouse import changes, policies, renewal_policies, reports, trm_policies
from warehouse.deriving import derive, reached, use_as_of
from warehouse.laying import lay_calendars
from warehouse.opening import FORMAT, attach, complete
from warehouse.publishing import upcoming
from warehouse.settings import TABLE, Settings
from warehouse.statements import connect, home, statement


def build(
    file: Path,
    batch: Batch,
    terms: Terms,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime | None,
    timezone: str,
    now: datetime,
    previous: Path | None = None,
    calendars_folder: Path | None = None,
) -> datetime:
    """Writes the whole database into `file` and returns its as_of (UTC).

    Without `as_of`: the latest instant of the tickets and their events that is not later than `now`. `previous`: the
    version before, whose history of loads is carried over and against which the changes are told. `calendars_folder`:
    where calendars were read from beside the shipped ones.
    """
    with connect(file) as connection:
        connection.execute(statement("macros"))
        use_fiscal_year(connection, settings)
        _write_exports(connection, batch)
        policies.write(connection, terms)
        trm_policies.write(connection, terms)
        renewal_policies.write(connection, terms)
        use_settings(connection, settings)
        at = reached(connection, as_of, now)
        lay_calendars(connection, calendars, settings, at, now)
        use_as_of(connection, at)
        derive(connection)
        connection.execute(reports.TABLES)
        connection.execute(changes.TABLE)
        known = attach(connection, previous)
        if known:
            reports.carry_over(connection)
        made = reports.Made(
            FORMAT, upcoming(file.parent), "full", at, as_of is not None, timezone, now, calendars_folder
        )
        load_id = reports.write_load(connection, made, terms, settings)
        reports.write_files(connection, load_id, batch.files, batch.rejects, batch.warnings)
        if known == FORMAT:
            changes.write(connection, load_id, home(connection))
        connection.execute("checkpoint")
    complete(file)
    return at


def use_fiscal_year(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    shifted = f"(day - interval {settings.fiscal_year_start_month - 1} month)"
    quarter = f"'FY' || year{shifted} || 'Q' || quarter{shifted}"
    connection.execute(f"create or replace macro fiscal_quarter(day) as {quarter}")


def use_settings(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """One row: what the questions need of the settings."""
    connection.execute(TABLE, [settings.notice_window_days, settings.ending_days, settings.fees_include_tax])


def _write_exports(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Each table in the order of its rows. A batch that is built holds them no longer: they are many."""
    for kind in KINDS:
        table = batch.tables.pop(kind, None)
        if table is None:
            table = schema(kind).empty_table()
        if kind == "tickets":
            keys = pyarrow.array(np.arange(1, table.num_rows + 1, dtype=np.int32))
            table = table.add_column(0, "ticket_key", keys)
        connection.register("export", table)
        connection.execute(f"create table {kind} as select * from export")
        connection.unregister("export")
        del table
        pyarrow.default_memory_pool().release_unused()
