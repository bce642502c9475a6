"""The tables of the Renewals page, as typed values."""

from datetime import date
from typing import Any

import pandas as pd

from labels import figures, text
from metrics import renewals
from metrics.renewals import RenewalFilters
from screens import here, names, renewal_data
from screens.query import Query
from screens.renewal_data import Row
from screens.tables import Column, Table
from screens.trm_data import rows_of

TERMS = {
    "act_by": "date", "customer": "text", "to_do": "text", "reasons": "text", "annual_fee": "money", "currency": "text",
    "owner": "text", "state": "text", "end_on": "date", "notice_by": "date", "notice_by_working_day": "date",
    "stage": "text", "probability": "share", "kind": "text", "level": "text", "reseller": "text", "id": "text",
    "start_on": "date", "notice_on": "date", "licences_shortfall": "count",
}  # fmt: skip
REVISIONS = {
    "customer": "text", "contract_id": "text", "notified_on": "date", "object_by": "date", "objected_on": "date",
    "state": "text", "owner": "text",
}  # fmt: skip
UPGRADES = {
    "customer": "text", "id": "text", "purchased_on": "text", "end_on": "date", "annual_fee": "money",
    "currency": "text", "owner": "text",
}  # fmt: skip
UNCOVERED = {
    "customer": "text", "contract_id": "text", "ticket_id": "text", "opened_on": "date", "severity": "text",
    "subject": "text", "why": "text", "end_on": "date",
}  # fmt: skip


def actions(asked: Query) -> Table:
    """One row per term to act on, the most urgent first: what to do, by when, why."""
    return _terms("renewals", renewal_data.to_act_on(_narrowed(asked)), asked.lang)


def everything(asked: Query) -> Table:
    """One row per term that the filters let through, by end date."""
    return _terms("renewals_all", _narrowed(asked), asked.lang)


def revisions(asked: Query) -> Table:
    """One row per notice of revised terms (preamble)."""
    rows = _of_filters(rows_of(here.ask(renewals.revisions, RenewalFilters())), asked)
    shown = [
        {**row, "customer": _customer(row), "state": text(f"renewal.revision.{row['state']}", asked.lang)}
        for row in rows
    ]
    return table("revisions", "page.renewals", REVISIONS, shown, asked.lang)


def upgrades(asked: Query) -> Table:
    """One row per running contract of a level that is sold no more (IX); ▲ where the purchase came too late."""
    shown = []
    for row in _narrowed(asked):
        sold_before = no_longer_sold(row)
        if sold_before and row["start_on"] <= here.today() <= row["end_on"]:
            bought = row["purchased_on"]
            late = "▲ " if bought and bought >= sold_before else ""
            day = f"{bought:%Y-%m-%d}" if bought else figures.EMPTY
            shown.append({**row, "customer": _customer(row), "purchased_on": f"{late}{day}"})
    return table("upgrades", "page.renewals", UPGRADES, shown, asked.lang)


def no_longer_sold(row: Row) -> date | None:
    """The date from which a support level is sold no more; None for one that still is."""
    programme = here.terms().programmes.get(row["program"] or "")
    level = programme.tiers.get(row["level"] or "") if programme else None
    return level.sold_before if level else None


def uncovered(asked: Query) -> Table:
    """One row per ticket opened in a lapse, or open when its contract ends unrenewed."""
    rows = _of_filters(rows_of(here.ask(renewals.uncovered, RenewalFilters())), asked)
    shown = [{**row, "customer": _customer(row), "why": text(f"renewal.why.{row['why']}", asked.lang)} for row in rows]
    return table("uncovered", "page.renewals", UNCOVERED, shown, asked.lang)


def _narrowed(asked: Query) -> list[Row]:
    """The terms of the filters, of the month and stage that were picked."""
    return [
        row
        for row in renewal_data.terms(asked)
        if (not asked.ends or f"{row['end_on']:%Y-%m}" == asked.ends)
        and (not asked.stage or (row["stage"] or "none") == asked.stage)
    ]


def _of_filters(rows: list[Row], asked: Query) -> list[Row]:
    return [
        row
        for row in rows
        if (not asked.customer or row["customer_id"] in asked.customer)
        and (not asked.owner or row.get("owner") in asked.owner)
    ]


def _terms(name: str, rows: list[Row], language: str) -> Table:
    known = renewal_data.reasons()
    shown = [
        {
            **row,
            "customer": _customer(row),
            "kind": text(f"renewal.kind.{row['kind']}", language),
            "level": level(row, language),
            "to_do": to_do(row, language),
            "state": text(f"renewal.state.{row['state']}", language),
            "stage": text(f"renewal_chart.stage.{row['stage']}", language) if row["stage"] else None,
            "reasons": renewal_data.reasons_words(known.get(renewal_data.key(row), []), language),
        }
        for row in rows
    ]
    return table(name, "page.renewals", TERMS, shown, language)


def to_do(row: Row, language: str) -> str | None:
    """What the state of a term asks for, with its clause; None for one that asks for nothing."""
    state = row["state"]
    if state in ("renewed", "upcoming", "ended"):
        return None
    if state in ("expiring_unrenewed", "payment_open") and row["notice_by"] is None:
        state = f"{state}_silent"
    return text(f"renewal.do.{state}", language, clause="XII" if row["kind"] == "trm" else "VIII")


def level(row: Row, language: str) -> str | None:
    if row["level"] is None:
        return None
    naming = names.trm_type if row["kind"] == "trm" else names.tier
    return naming(row["level"], here.terms(), language)


def _customer(row: Row) -> str:
    return row["customer_name"] or row["customer_id"] or figures.EMPTY


def table(name: str, title: str, kinds: dict[str, str], rows: list[dict[str, Any]], language: str) -> Table:
    """Rows as mappings → a table of the named columns."""
    columns = tuple(Column(column, text(f"column.{column}", language), kind) for column, kind in kinds.items())
    shown = pd.DataFrame([{column: row.get(column) for column in kinds} for row in rows], columns=list(kinds))
    for column, kind in kinds.items():
        if kind == "date":
            shown[column] = pd.to_datetime(shown[column])
        elif kind == "count":
            shown[column] = shown[column].astype("Float64").astype("Int64")
        elif kind in ("money", "share"):
            shown[column] = shown[column].astype("Float64")
    return Table(name, text(title, language), columns, shown)
