"""What the database was built from, and what was turned away."""

from dataclasses import dataclass
from datetime import datetime

import pyarrow

from warehouse import Warehouse
from warehouse.statements import statement


@dataclass(frozen=True)
class Load:
    """Instants are naive UTC. `as_of_given`: named by the person who loaded, not taken from the data."""

    loaded_at: datetime
    loaded_by: str
    as_of: datetime
    as_of_given: bool
    timezone: str
    terms_sha256: str
    terms_folders: list[str]
    fiscal_year_start_month: int


def latest(warehouse: Warehouse) -> Load:
    """The load that made this version."""
    return Load(*warehouse.cursor().sql(statement("load", "metrics")).fetchall()[0])


def files(warehouse: Warehouse) -> pyarrow.Table:
    """One row per file: file, kind, preset, encoding, sha256, read, loaded, rejected, replaced."""
    return warehouse.cursor().sql(statement("load_files", "metrics")).to_arrow_table()


def rejects(warehouse: Warehouse) -> pyarrow.Table:
    """One row per rejected record: file, line, column_name, value, code, reason_ja, reason_en, records."""
    return warehouse.cursor().sql(statement("rejects", "metrics")).to_arrow_table()


def warnings(warehouse: Warehouse) -> pyarrow.Table:
    """One row per warning, in the columns of `rejects`; `records` that bear it, the first of them at `line`."""
    return warehouse.cursor().sql(statement("warnings", "metrics")).to_arrow_table()


def history(warehouse: Warehouse) -> pyarrow.Table:
    """One row per load of this database, latest first.

    load_id, version, how (`full`, `add`), loaded_at, loaded_by, as_of, as_of_given, timezone, terms_sha256, files,
    read, loaded, rejected, replaced, tickets (that stood in the version), and what the load changed against the version
    before (null where there was none to compare): added, changed, vanished, restated. Instants are naive UTC.
    """
    return warehouse.cursor().sql(statement("load_history", "metrics")).to_arrow_table()


def history_files(warehouse: Warehouse) -> pyarrow.Table:
    """One row per file of every load, latest load first: load_id and the columns of `files`."""
    return warehouse.cursor().sql(statement("load_history_files", "metrics")).to_arrow_table()


def changes(warehouse: Warehouse) -> pyarrow.Table:
    """One row per ticket that differs from the previous version, restated ones first; empty where there is none.

    ticket_id; kind: `added`, `changed`, `vanished`, or `recalculated` (its export is the same, its outcome is not);
    fields: the columns that changed, `history` for its recorded changes (null unless both versions have the ticket);
    old_outcome, new_outcome: both as of the *previous* version's as_of, null where it was not there yet;
    restated: these two differ, so that a figure reported from the previous version moves.
    """
    return warehouse.cursor().sql(statement("changes", "metrics")).to_arrow_table()


def closure_years(warehouse: Warehouse) -> pyarrow.Table:
    """One row per calendar and year with tickets: calendar, year, closures (company-designated days in the exports)."""
    return warehouse.cursor().sql(statement("closure_years", "metrics")).to_arrow_table()
