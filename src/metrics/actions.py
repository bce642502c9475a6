"""What someone must act on, across response targets, TRM days and renewals: one list, the most urgent first."""

from datetime import datetime

import pyarrow

from metrics import renewals, trm
from metrics.renewals import RenewalFilters
from metrics.trm import TrmFilters
from warehouse import Warehouse
from warehouse.statements import statement

LAPSED_DAYS = 180
"""A lapse is on the list for so many days: the customer may still be won back (VII)."""

ORDER = (
    "overdue", "near_due", "due_today", "payment_open", "infeasible", "expiring_unrenewed", "notice_near",
    "notice_window", "expiring_30", "late_notice", "lapsed", "revision_open", "over_cap", "overuse", "planned_beyond",
    "coupons_over", "block_short", "licence_shortfall", "expiring_60", "expiring_90", "stranded", "coupons_expiring",
    "planned_behind",
)  # fmt: skip
COLUMNS = (
    "area", "code", "customer_id", "customer_name", "id", "owner", "due_on", "due_at", "amount", "currency", "clause",
    "level", "subject", "start_on",
)  # fmt: skip


def due(warehouse: Warehouse, as_of: datetime | None = None) -> pyarrow.Table:
    """One row per thing to do: area (sla, trm, renewal), code, whose it is, by which day, clause; by urgency, then day.

    `amount`: days or coupons (trm), money or licences (renewal); `due_at`: UTC, of tickets alone.
    """
    cursor = renewals.prepared(warehouse, RenewalFilters(as_of=as_of))
    cursor.execute("set variable lapsed_days = ?::integer", [LAPSED_DAYS])
    cursor.execute(f"create temp view revisions as {statement('revisions', 'metrics')}")
    found = [cursor.sql(statement(f"actions_{area}", "metrics")).to_arrow_table() for area in ("sla", "renewals")]
    days = trm.prepared(warehouse, TrmFilters(as_of=as_of))
    days.execute(f"create temp view trm_warnings as {statement('trm_warnings', 'metrics')}")
    found.append(days.sql(statement("actions_trm", "metrics")).to_arrow_table())
    together = pyarrow.concat_tables(found, promote_options="permissive").select(COLUMNS)
    places = pyarrow.array([ORDER.index(code) for code in together["code"].to_pylist()], pyarrow.int32())
    by = [(name, "ascending") for name in ("urgency", "due_on", "due_at", "customer_id", "id")]
    return together.append_column("urgency", places).sort_by(by)
