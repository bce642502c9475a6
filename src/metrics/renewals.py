"""Renewals: what ends when, by which day someone must act, and in which state each term is (Ivanti VI, VIII, XII)."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow

from metrics.trm import begin
from warehouse import Warehouse
from warehouse.statements import statement

STEPS = (
    ("table", "trm_begun"),
    ("table", "trm_numbers"),
    ("table", "trm_terms"),
    ("table", "renewal_terms"),
    ("table", "renewals"),
    ("table", "customer_health"),
    ("table", "trm_expiring"),
    ("view", "renewal_reasons"),
    ("view", "selected_renewals"),
)
EXPIRING_DAYS = 90
"""TRM days that are not booked are a reason when their term ends within so many days."""
LEAST_N = 10
"""An attainment below the guide value is a reason from so many judged tickets on."""


@dataclass(frozen=True)
class RenewalFilters:
    """Every given filter must hold; an empty one holds for all terms. `start`, `end`: end dates, both included."""

    customer: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    reseller: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: datetime | None = None


STATES = (
    "upcoming", "payment_open", "renewed", "late_notice", "nonrenewal_notified", "ended", "lapsed",
    "expiring_unrenewed", "auto_renewal_fixed", "notice_passed", "notice_window", "active",
)  # fmt: skip
"""In the order of decision: the first that applies is a term's state."""

LISTS = ("customer", "program", "level", "owner", "reseller", "kind", "state")


def terms(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per support term and TRM term: state, deadlines, amounts, licences, reasons. By end date."""
    return _answer(warehouse, filters, "renewal_rows")


def reasons(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per running term and named reason why it is at risk: kind, id, start_on, code, amount, clause."""
    return _answer(warehouse, filters, "renewal_reasons")


def retention(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters(), by: str = "quarter") -> pyarrow.Table:
    """One row per period of end dates and currency: due, decided, undecided, renewed; GRR, NRR, logo rate or null."""
    cursor = prepared(warehouse, filters)
    cursor.execute("set variable retention_by = ?::varchar", [by])
    return cursor.sql(statement("retention", "metrics")).to_arrow_table()


def pipeline(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per end month, stage and currency of the support terms not decided: terms, amount, weighted amount."""
    return _answer(warehouse, filters, "pipeline")


def revisions(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per notice of revised terms: object_by, state (open, objected, objected_late, deemed_agreed)."""
    return _answer(warehouse, filters, "revisions")


def uncovered(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per ticket without cover: opened in a lapse, or open when its contract ends unrenewed."""
    return _answer(warehouse, filters, "uncovered")


def fees_include_tax(warehouse: Warehouse) -> bool:
    """How amounts are labelled: with or without tax."""
    ((included,),) = warehouse.without_facts().sql(statement("fees_include_tax", "metrics")).fetchall()
    return included


def notice_window(warehouse: Warehouse) -> int:
    """Days before a notice date in which it is near: a setting."""
    ((days,),) = warehouse.without_facts().sql(statement("notice_window", "metrics")).fetchall()
    return days


def health(warehouse: Warehouse, filters: RenewalFilters = RenewalFilters()) -> pyarrow.Table:
    """One row per customer with tickets: open, open S1, overdue, attainment of the last twelve months, CSAT."""
    return prepared(warehouse, filters).sql("from customer_health order by customer_id").to_arrow_table()


def prepared(warehouse: Warehouse, filters: RenewalFilters) -> duckdb.DuckDBPyConnection:
    """A cursor on which the steps to every question about renewals stand, as of the filters' instant."""
    cursor = warehouse.cursor(filters.as_of)
    begin(cursor)
    for name in LISTS:
        cursor.execute(f"set variable only_{name} = ?::varchar[]", [list(getattr(filters, name)) or None])
    for name, value in (("from", filters.start), ("to", filters.end)):
        cursor.execute(f"set variable ends_{name} = ?::date", [value])
    cursor.execute("set variable trm_expiring_days = ?::integer", [EXPIRING_DAYS])
    cursor.execute("set variable attainment_least_n = ?::integer", [LEAST_N])
    for form, step in STEPS:
        file = "trm_renewable_numbers" if step == "trm_numbers" else step
        cursor.execute(f"create temp {form} {step} as {statement(file, 'metrics')}")
    return cursor


def _answer(warehouse: Warehouse, filters: RenewalFilters, question: str) -> pyarrow.Table:
    return prepared(warehouse, filters).sql(statement(question, "metrics")).to_arrow_table()
