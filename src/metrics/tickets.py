"""Every ticket's SLA facts: target, due time, elapsed time, outcome, and the clause they follow from."""

import pyarrow

from metrics.filters import Filters, selected
from warehouse import Warehouse
from warehouse.statements import statement


def facts(warehouse: Warehouse, filters: Filters) -> pyarrow.Table:
    """One row per ticket, by opening time; instants are naive UTC, `zone` names the zone to show them in."""
    return selected(warehouse, filters).sql(statement("tickets", "metrics")).to_arrow_table()
