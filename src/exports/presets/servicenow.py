"""ServiceNow incidents: one row an incident, or an audit log with a row for each update of it."""

from dataclasses import replace

import pyarrow as pa

from exports import engine
from exports.codes import Codes
from exports.kinds import Column
from exports.presets.model import Form, Preset, kind, sql

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("number",),
    "severity": ("priority",),
    "channel": ("contact_type", "channel"),
    "opened_at": ("opened_at", "opened"),
    "resolved_at": ("resolved_at", "resolved"),
    "closed_at": ("closed_at", "closed"),
    "status": ("incident_state", "state"),
    "state_label": ("incident_state", "state"),
    "team": ("assignment_group",),
    "assignee": ("assigned_to",),
    "reopened_count": ("reopen_count",),
    "source_sla_met": ("made_sla",),
    "subject": ("short_description",),
    "category": ("category",),
    "customer_id": ("company", "account"),
    "parent_ticket_id": ("parent_incident",),
    "hold_reason": ("hold_reason", "on_hold_reason"),
    "sys_mod_count": ("sys_mod_count", "updates"),
    "sys_updated_at": ("sys_updated_at", "sys_updated_on", "updated"),
}
CODES: dict[str, Codes] = {
    "channel": {"phone": (), "portal": ("Self service", "self-service"), "email": (), "other": ()},
    "status": {
        "new": ("1",),
        "open": ("Active", "In Progress", "2", "On Hold", "3", "Awaiting Problem", "Awaiting Change", "-100"),
        "pending_customer": ("Awaiting User Info", "4", "Awaiting Caller", "Awaiting Evidence", "5"),
        "pending_vendor": ("Awaiting Vendor",),
        "resolved": ("6",),
        "closed": ("7", "Canceled", "Cancelled", "8"),
    },
}


def fold(rows: pa.Table) -> dict[str, pa.Table] | None:
    """One ticket a number and the changes in between; None where no number stands in rows of several updates."""
    with engine.cursor() as connection:
        connection.register("rows", rows)
        if not connection.sql(sql("servicenow_is_log")).fetchall()[0][0]:
            return None
        return {
            "tickets": connection.sql(sql("servicenow_tickets")).to_arrow_table(),
            "ticket_events": connection.sql(sql("servicenow_events")).to_arrow_table(),
        }


INCIDENTS = Form(
    kind(
        "tickets",
        "incidents",
        Column("state_label"),
        Column("hold_reason"),
        Column("sys_mod_count", "count"),
        Column("sys_updated_at", "instant"),
    ),
    HEADINGS,
    marks=(("number",), ("opened_at", "opened")),
    signs=("incident_state", "state", "priority", "assignment_group", "contact_type", "made_sla"),
    codes=CODES,
    missing=frozenset({"?"}),
    another_sense=frozenset({"severity"}),
    derive="servicenow_holds",
    fold=fold,
)
# What the REST interface and CSV of raw values give: sys_ids for names, numbers for states, and times in UTC.
RAW = replace(INCIDENTS, marks=(*INCIDENTS.marks, ("sys_id",), ("sys_created_on", "sys_updated_on")), timezone="UTC")

PRESET = Preset("servicenow", "ServiceNow", (RAW, INCIDENTS))
