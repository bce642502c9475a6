"""Renewals: what ends when, by which day someone must act, and in which state each term is (Ivanti VI, VIII, XII)."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow

from metrics.trm import begin
from warehouse import Warehouse
from warehouse.statements import statement

STEPS = (
    ("table", "trm_begun"),
    ("table", "trm_numbers"),
    ("table", "trm_terms"),
    ("table", "renewal_terms"),
    ("table", "renewals"),
)


@dataclass(frozen=True)
class RenewalFilters:
    """Every given filter must hold; an empty one holds for all terms. `start`, `end`: end dates, both included."""

    customer: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    reseller: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: datetime | None = None


LISTS = ("customer", "program", "level", "owner", "reseller", "kind", "state")


def terms(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per support term and TRM term: state, deadlines, amounts, licences, reasons. By end date."""
    return prepared(warehouse, filters).sql(statement("renewal_rows", "metrics")).to_arrow_table()


def prepared(warehouse: Warehouse, filters: RenewalFilters) -> duckdb.DuckDBPyConnection:
    """A cursor on which the steps to every question about renewals stand, as of the filters' instant."""
    cursor = warehouse.cursor(filters.as_of)
    begin(cursor)
    for name in LISTS:
        cursor.execute(f"set variable only_{name} = ?::varchar[]", [list(getattr(filters, name)) or None])
    for name, value in (("from", filters.start), ("to", filters.end)):
        cursor.execute(f"set variable ends_{name} = ?::date", [value])
    for form, step in STEPS:
        file = "trm_renewable_numbers" if step == "trm_numbers" else step
        cursor.execute(f"create temp {form} {step} as {statement(file, 'metrics')}")
    return cursor
