"""The open hours of a calendar around a ticket."""

from datetime import datetime

import pyarrow

from warehouse import Warehouse
from warehouse.statements import statement


def between(warehouse: Warehouse, calendar: str, first: datetime, last: datetime) -> pyarrow.Table:
    """One row per open window that touches [first, last): open_at, close_at. All instants are naive UTC."""
    cursor = warehouse.cursor()
    cursor.execute("set variable asked_calendar = ?::varchar", [calendar])
    cursor.execute("set variable asked_from = ?::timestamp", [first])
    cursor.execute("set variable asked_to = ?::timestamp", [last])
    return cursor.sql(statement("open_hours", "metrics")).to_arrow_table()
