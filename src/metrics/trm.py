"""TRM days: ledgers, onsite blocks, entries, coupons (Ivanti XII; domain: TRM days).

Every term counts by itself: nothing rolls over. Days are multiples of 0.5, shares are fractions, dates are local ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow

from warehouse import Warehouse
from warehouse.statements import statement

PACE_FROM = 0.25
"""Share of a term from which on its pace says something."""
PACE_BEHIND = 0.20
"""A used share so far under the elapsed share is behind."""
STEPS = (
    ("view", "trm_given"),
    ("table", "trm_placed"),
    ("table", "trm_placed_coupons"),
    ("table", "trm_begun"),
    ("table", "trm_numbers"),
    ("table", "trm_terms"),
    ("table", "trm_busy"),
    ("table", "trm_bookable"),
    ("table", "trm_selected"),
    ("view", "trm_runs"),
    ("view", "trm_blocks"),
    ("view", "trm_ledgers"),
)


@dataclass(frozen=True)
class TrmFilters:
    """Every given filter must hold. `start`, `end`: terms and blocks that touch the span, entries inside it, both ends
    included. `as_of`: None = the load's own instant."""

    customer: tuple[str, ...] = ()
    subscription: tuple[str, ...] = ()
    consultant: tuple[str, ...] = ()
    trm_type: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: datetime | None = None


def known(warehouse: Warehouse) -> dict[str, list[str]]:
    """filter → the values that subscriptions and entries have, in order."""
    rows = warehouse.without_facts().sql(statement("trm_known", "metrics")).fetchall()
    return {
        name: sorted(value for kind, value in rows if kind == name and value is not None)
        for name in ("subscription", "consultant")
    }


def rules(warehouse: Warehouse, on: date) -> dict[str, Any]:
    """The rules of the terms on a date: notice_days, onsite_run, multiples_only, half_days_count, across_closed …"""
    cursor = warehouse.without_facts()
    cursor.execute("set variable trm_on = ?::date", [on])
    return cursor.sql(statement("trm_rule", "metrics")).to_arrow_table().to_pylist()[0]


def ledgers(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per subscription and term: entitled, used, planned, remaining, onsite, coupons, notice date,
    pace, bookable working days. Overuse is a negative remainder."""
    return _answer(warehouse, filters, "trm_ledgers")


def blocks(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per onsite block: subscription_id, first, last, days, state (valid, bridged, short)."""
    return _answer(warehouse, filters, "trm_blocks")


def entries(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per entry, those outside every term included: term_start, date, days, mode, counted_as, block_state …"""
    return _answer(warehouse, filters, "trm_entries")


def outside_term(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per entry that no ledger holds: subscription_id, date, days, why."""
    return _answer(warehouse, filters, "trm_outside_term")


def coupons(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per use of coupons: term_start (null outside every term), used_on, quantity, course, attendee."""
    return _answer(warehouse, filters, "trm_coupons")


def warnings(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per running term and thing that needs attention, the most urgent first: code, amount, until."""
    return _answer(warehouse, filters, "trm_warnings")


def consultants(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per consultant: days left on running terms, working days until they end, days for which none is left."""
    return _answer(warehouse, filters, "trm_consultants")


def load(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per consultant, month and customer: days used and planned."""
    return _answer(warehouse, filters, "trm_load")


def working_days(warehouse: Warehouse, filters: TrmFilters = TrmFilters()) -> pyarrow.Table:
    """One row per month: working days of the calendar that TRM terms run on, and those after as_of."""
    return _answer(warehouse, filters, "trm_working_days")


def calendar(warehouse: Warehouse, subscription: str, first: date, last: date, as_of: datetime | None) -> pyarrow.Table:
    """One row per date of the span: is_open, own entries, days of the subscription's consultant elsewhere."""
    return _answer(
        warehouse, TrmFilters(subscription=(subscription,), start=first, end=last, as_of=as_of), "trm_calendar"
    )


def if_booked(
    warehouse: Warehouse, subscription: str, dates: Sequence[tuple[date, float]], as_of: datetime | None
) -> tuple[pyarrow.Table, pyarrow.Table]:
    """Ledgers and onsite blocks of a subscription as if these onsite dates (with their days) were planned too."""
    cursor = prepared(
        warehouse, TrmFilters(subscription=(subscription,), as_of=as_of), [(subscription, *one) for one in dates]
    )
    return (
        cursor.sql(statement("trm_ledgers", "metrics")).to_arrow_table(),
        cursor.sql(statement("trm_blocks", "metrics")).to_arrow_table(),
    )


def answers(warehouse: Warehouse, filters: TrmFilters, questions: Sequence[str]) -> dict[str, pyarrow.Table]:
    """Several of the questions above, by their names, with the steps to them taken once."""
    cursor = prepared(warehouse, filters)
    if "ledgers" in questions and "warnings" in questions:
        cursor.execute("create temp table trm_ledgers_kept as from trm_ledgers")
        cursor.execute("create or replace temp view trm_ledgers as from trm_ledgers_kept")
    asked = {name: statement(f"trm_{name}", "metrics") for name in questions} | {"ledgers": "from trm_ledgers"}
    return {name: cursor.sql(asked[name]).to_arrow_table() for name in questions}


def prepared(
    warehouse: Warehouse, filters: TrmFilters, intended: Sequence[tuple[str, date, float]] = ()
) -> duckdb.DuckDBPyConnection:
    """A cursor on which the steps to every TRM question stand, as of the filters' instant."""
    cursor = warehouse.without_facts(filters.as_of)
    for name in ("customer", "subscription", "consultant", "trm_type", "program"):
        cursor.execute(f"set variable only_{name} = ?::varchar[]", [list(getattr(filters, name)) or None])
    for name, value in (("from", filters.start), ("to", filters.end)):
        cursor.execute(f"set variable trm_{name} = ?::date", [value])
    cursor.execute("set variable trm_pace_from = ?::double", [PACE_FROM])
    cursor.execute("set variable trm_pace_behind = ?::double", [PACE_BEHIND])
    cursor.execute("set variable trm_notice_window = (select notice_window_days from settings)")
    cursor.execute("create temp table trm_intended as from trm_days limit 0")
    for subscription, day, days in intended:
        cursor.execute(
            'insert into trm_intended (subscription_id, "date", days, mode, status)'
            " values (?, ?, ?, 'onsite', 'planned')",
            [subscription, day, days],
        )
    begin(cursor)
    for form, step in STEPS:
        cursor.execute(f"create temp {form} {step} as {statement(step, 'metrics')}")
    return cursor


def begin(cursor: duckdb.DuckDBPyConnection) -> None:
    """The local dates of as_of, and the purchases of TRM subscriptions with the series of terms they make."""
    cursor.execute(f"create temp table local_today as {statement('local_today', 'metrics')}")
    cursor.execute("set variable local_today = (select max(today) from local_today)")
    for step in ("trm_purchases", "trm_series"):
        cursor.execute(f"create temp table {step} as {statement(step, 'metrics')}")


def _answer(warehouse: Warehouse, filters: TrmFilters, question: str) -> pyarrow.Table:
    return prepared(warehouse, filters).sql(statement(question, "metrics")).to_arrow_table()
