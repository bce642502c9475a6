"""The list of what to do across response targets, TRM days and renewals, in words."""

from typing import Any

from labels import figures, text
from metrics import actions
from screens import here, renewal_tables, trm_data
from screens.query import Query
from screens.tables import Table
from screens.trm_data import rows_of

Row = dict[str, Any]

COLUMNS = {
    "act_by": "date", "area": "text", "customer": "text", "what": "text", "ref": "text", "owner": "text",
    "clause": "text",
}  # fmt: skip


def due(customer: str = "") -> list[Row]:
    """The actions, the most urgent first; of one customer when asked for."""
    found = rows_of(here.ask(actions.due))
    return [row for row in found if not customer or row["customer_id"] == customer]


def table(asked: Query) -> Table:
    """One row per action; of the customer whose page is open, else of all."""
    language = asked.lang
    shown = [
        {
            **row,
            "act_by": row["due_on"],
            "ref": row["id"],
            "area": text(f"overview.area.{row['area']}", language),
            "customer": row["customer_name"] or row["customer_id"] or figures.EMPTY,
            "what": what(row, language),
            "clause": text("renewal.preamble", language) if row["clause"] == "preamble" else row["clause"],
        }
        for row in due(asked.who)
    ]
    columns = {name: kind for name, kind in COLUMNS.items() if not (asked.who and name == "customer")}
    return renewal_tables.table("actions", "page.overview", columns, shown, language)


def what(row: Row, language: str) -> str:
    """What is to be done, in words."""
    code = row["code"]
    if row["area"] == "trm":
        until = figures.day(row["due_on"], language, year=False)
        return text(f"trm.warning.{code}", language, amount=trm_data.amount(code, row["amount"], language), until=until)
    if row["area"] == "sla":
        time = f"{figures.local(row['due_at']):%H:%M}" if row["due_at"] else ""
        subject = f" {row['subject']}" if row["subject"] else ""
        return text(f"overview.do.{code}", language, level=f"{row['level']} ", time=time) + subject
    if code in ("licence_shortfall", "revision_open"):
        return text(f"overview.do.{code}", language, amount=figures.days_number(row["amount"] or 0))
    state = {"kind": "support", "state": code, "notice_by": None if row["clause"] is None else row["due_on"]}
    return renewal_tables.to_do(state, language) or ""


def place(row: Row, asked: Query) -> tuple[str, Query]:
    """Where an action is dealt with: the page, and what is open on it."""
    shared = asked.shared()
    if row["area"] == "sla":
        return "tickets", shared.but(ticket=row["id"], period="all")
    if row["area"] == "trm":
        return "trm", shared.but(subscription=row["id"])
    return "renewals", shared.but(contract=row["id"])
