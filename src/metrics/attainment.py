"""Attainment of the contract's response targets (Ivanti V, II, IX; domain: the initial-response clock)."""

import pyarrow

from metrics.filters import Filters, selected
from refusals import Refusal, nearest
from warehouse import Warehouse
from warehouse.statements import statement

FIELDS = (
    "program", "tier", "severity", "month", "quarter", "customer", "product", "team", "assignee", "channel", "reason",
)  # fmt: skip
COUNTS = ("tickets", "met", "breached", "overdue", "running", "not_measured")


def by(warehouse: Warehouse, filters: Filters, fields: tuple[str, ...] = ()) -> pyarrow.Table:
    """One row per group: fields, tickets, met, breached, overdue, running, not_measured, attainment (share or null).

    Without fields one row, even of no ticket. A null value is a group of its own. Refusal on an unknown field.
    """
    for field in fields:
        if field not in FIELDS:
            hint = nearest(field, list(FIELDS)) or f"; known are {', '.join(FIELDS)}"
            raise Refusal(f'--by "{field}": unknown field{hint}')
    cursor = selected(warehouse, filters)
    cursor.execute("set variable group_by = ?::varchar[]", [list(fields) or ["everything"]])
    found = cursor.sql(statement("attainment", "metrics")).to_arrow_table()
    if fields:
        return found.select([*fields, *COUNTS, "attainment"]).sort_by([(field, "ascending") for field in fields])
    if not found.num_rows:
        return pyarrow.table({**{name: [0] for name in COUNTS}, "attainment": pyarrow.array([None], pyarrow.float64())})
    return found.select([*COUNTS, "attainment"])
