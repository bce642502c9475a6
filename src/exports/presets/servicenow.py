"""ServiceNow incidents: one row an incident, or an audit log with a row for each update of it."""

from importlib.resources import files

import pyarrow as pa

from exports import engine
from exports.codes import Codes
from exports.kinds import KINDS, Column, Kind
from exports.presets.model import Preset

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
    "sys_mod_count": ("sys_mod_count", "updates"),
    "sys_updated_at": ("sys_updated_at", "sys_updated_on", "updated"),
}
CODES: dict[str, Codes] = {
    "channel": {"phone": (), "portal": ("Self service", "self-service"), "email": (), "other": ()},
    "status": {
        "new": ("1",),
        "open": ("Active", "In Progress", "2", "On Hold", "3", "Awaiting Problem", "Awaiting Change", "-100"),
        "pending_customer": ("Awaiting User Info", "Awaiting Caller", "Awaiting Evidence"),
        "pending_vendor": ("Awaiting Vendor",),
        "resolved": ("6",),
        "closed": ("7", "Canceled", "Cancelled", "8"),
    },
}

_KIND = Kind(
    "tickets",
    ("ticket_id",),
    (
        *KINDS["tickets"].columns,
        Column("state_label"),
        Column("sys_mod_count", "count"),
        Column("sys_updated_at", "instant"),
    ),
    "incidents",
)


def _fits(headings: set[str]) -> bool:
    return (
        "number" in headings
        and bool({"openedat", "opened"} & headings)
        and len({"incidentstate", "state", "priority", "assignmentgroup", "contacttype", "madesla"} & headings) >= 2
    )


def fold(rows: pa.Table) -> dict[str, pa.Table] | None:
    """One ticket a number and the changes in between; None where no number stands in rows of several updates."""
    with engine.cursor() as connection:
        connection.register("rows", rows)
        if not connection.sql(_sql("servicenow_is_log")).fetchall()[0][0]:
            return None
        return {
            "tickets": connection.sql(_sql("servicenow_tickets")).to_arrow_table(),
            "ticket_events": connection.sql(_sql("servicenow_events")).to_arrow_table(),
        }


def _sql(name: str) -> str:
    return files("exports").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


PRESET = Preset("servicenow", _KIND, HEADINGS, _fits, frozenset({"?"}), CODES, fold)
