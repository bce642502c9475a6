"""Which tickets a question is about. The same filters serve the commands, the pages and the reports."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse import Warehouse
from warehouse.statements import statement

LISTS = ("customer", "program", "tier", "severity", "product", "team", "quarter", "outcome", "reason")


@dataclass(frozen=True)
class Filters:
    """Every given filter must hold; an empty one holds for all tickets, one with several values for any of them.

    `start` and `end` are opening dates, both included. `as_of`: None = the load's own instant.
    """

    customer: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: datetime | None = None


def selected(warehouse: Warehouse, filters: Filters) -> duckdb.DuckDBPyConnection:
    """A cursor on which `selected_facts` are the tickets of the filters, as of their instant."""
    cursor = warehouse.cursor(filters.as_of)
    for name in LISTS:
        values = list(getattr(filters, name)) or None
        cursor.execute(f"set variable only_{name} = ?::varchar[]", [values])
    cursor.execute("set variable opened_from = ?::date", [filters.start])
    cursor.execute("set variable opened_to = ?::date", [filters.end])
    cursor.execute(f"create temp view selected_facts as {statement('selected_facts', 'metrics')}")
    return cursor
