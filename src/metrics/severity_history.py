"""What became of a ticket's severity (III, A10, A12)."""

import pyarrow

from warehouse import Warehouse
from warehouse.statements import statement


def of(warehouse: Warehouse, ticket_id: str) -> pyarrow.Table:
    """One row per change: at (naive UTC), old, new. Empty for a ticket whose severity never changed."""
    cursor = warehouse.cursor()
    cursor.execute("set variable asked_ticket = ?::varchar", [ticket_id])
    cursor.execute("set variable asked_as_of_s = ?::bigint", [int(warehouse.as_of.timestamp())])
    return cursor.sql(statement("severity_history", "metrics")).to_arrow_table()
