"""From the exports' tables to the facts: all of them, or those of some tickets."""

from datetime import UTC, datetime

import duckdb

from warehouse.opening import AT_AS_OF
from warehouse.statements import single, statement

BEFORE_AS_OF = (
    "contract_terms",
    "customers",
    "ticket_terms",
    "counted_answers",
    "ticket_severities",
    "ticket_matches",
    "ticket_base",
)
PASSING = ("ticket_terms", "outcomes", "dues")
"""Steps on the way to the facts that nothing asks for afterwards."""

PER_TICKET = ("counted_answers", "ticket_severities", "ticket_matches", "ticket_base", "facts")
"""The stored tables whose rows are those of one ticket each."""

LATEST = """
select max(instant) from (
    select unnest([
        opened_at, first_response_at, resolved_at, closed_at,
        escalated_to_manager_at, escalated_to_vendor_at, vendor_answered_at
    ]) as instant
    from tickets
    union all
    select "at" from ticket_events
) where instant <= ?
"""


def reached(connection: duckdb.DuckDBPyConnection, given: datetime | None, now: datetime) -> datetime:
    """The as_of in UTC: the given one, else the latest instant of tickets and events that is not later than now."""
    if given is not None:
        return given.astimezone(UTC).replace(microsecond=0)
    latest = single(connection, LATEST, [now.astimezone(UTC).replace(tzinfo=None)])
    return latest.replace(tzinfo=UTC) if latest else now.astimezone(UTC).replace(microsecond=0)


def use_as_of(connection: duckdb.DuckDBPyConnection, as_of: datetime) -> None:
    connection.execute("set variable as_of_s = ?::bigint", [int(as_of.timestamp())])


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table and view that follows from the exports, the terms, the calendars and as_of."""
    for form, step in (*(("table", step) for step in BEFORE_AS_OF), *AT_AS_OF):
        kept = f"temp {form}" if step in PASSING else form
        connection.execute(f"create or replace {kept} {step} as {statement(step)}")


def derive_again(connection: duckdb.DuckDBPyConnection, home: str) -> None:
    """Those of the tickets in the table `affected`, by the same statements over them alone; those in `gone` go.

    `home` names the schema of the stored tables, which temporary ones of the same names hide meanwhile.
    """
    connection.execute(
        "create temp view tickets as"
        f" select * from {home}.tickets where ticket_key in (select ticket_key from affected)"
    )
    for form, step in (*(("table", step) for step in BEFORE_AS_OF[2:]), *AT_AS_OF):
        if step == "cells":
            connection.execute(
                f"insert into {home}.cells"
                f" select (select coalesce(max(cell), 0) from {home}.cells) + row_number() over (order by cell),"
                f" found.* exclude (cell) from ({statement('cells')}) as found"
                f" where code not in (select code from {home}.cells)"
            )
        elif step != "ticket_facts":
            connection.execute(f"create temp {form} {step} as {statement(step)}")
    for table in PER_TICKET:
        connection.execute(
            f"delete from {home}.{table} where ticket_key in (select ticket_key from affected union all from gone)"
        )
        connection.execute(f"insert into {home}.{table} select * from {table}")
