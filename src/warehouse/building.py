"""Exports that were read → the tables of a new database version, with the SLA facts at its as_of."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow

from calendars import Calendar, Closure
from calendars.zones import DAY
from exports import Batch
from exports.kinds import KINDS, schema
from refusals import Refusal
from terms import Terms
from warehouse import changes, policies, reports
from warehouse.calendars import Laid, lay, lay_grid, open_seconds_after, use_grid
from warehouse.opening import AT_AS_OF, FORMAT, attach
from warehouse.publishing import upcoming
from warehouse.settings import Settings
from warehouse.statements import connect, single, statement

REACH = timedelta(days=730)
OLDEST, FURTHEST = date(1900, 1, 1), date(2199, 12, 31)
BEFORE_AS_OF = ("contract_terms", "customers", "ticket_terms", "ticket_severities", "ticket_matches", "ticket_base")
PASSING = ("ticket_terms", "outcomes", "dues")
"""Steps on the way to the facts that nothing asks for afterwards."""

INSTANTS = """
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


def build(
    file: Path,
    batch: Batch,
    terms: Terms,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime | None,
    timezone: str,
    now: datetime,
    previous: Path | None = None,
) -> datetime:
    """Writes the whole database into `file` and returns its as_of (UTC).

    Without `as_of`: the latest instant of the tickets and their events that is not later than `now`. `previous`: the
    version before, whose history of loads is carried over and against which the changes are told.
    """
    with connect(file) as connection:
        connection.execute(statement("macros"))
        connection.execute(f"create macro fiscal_quarter(day) as {_fiscal_quarter(settings.fiscal_year_start_month)}")
        _write_exports(connection, batch)
        policies.write(connection, terms)
        reached = _as_of(connection, as_of, now)
        _lay_calendars(connection, calendars, settings, reached, now)
        connection.execute("set variable as_of_s = ?::bigint", [int(reached.timestamp())])
        for step in BEFORE_AS_OF:
            connection.execute(f"create {_stored(step, 'table')} {step} as {statement(step)}")
        for form, step in AT_AS_OF:
            connection.execute(f"create {_stored(step, form)} {step} as {statement(step)}")
        version = upcoming(file.parent)
        made = reports.Made(FORMAT, version, "full", reached, as_of is not None, timezone, now)
        connection.execute(reports.TABLES)
        connection.execute(changes.TABLE)
        known = attach(connection, previous)
        if known:
            reports.carry_over(connection)
        load_id = reports.write_load(connection, made, terms, settings)
        reports.write_files(connection, load_id, batch.files, batch.rejects, batch.warnings)
        if known == FORMAT:
            changes.write(connection, load_id)
        connection.execute("checkpoint")
    return reached


def _stored(step: str, form: str) -> str:
    return f"temp {form}" if step in PASSING else form


def _write_exports(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    for kind in KINDS:
        table = batch.tables.get(kind, schema(kind).empty_table())
        if kind == "tickets":
            keys = pyarrow.array(np.arange(1, table.num_rows + 1, dtype=np.int32))
            table = table.add_column(0, "ticket_key", keys)
        connection.register("export", table)
        connection.execute(f"create table {kind} as select * from export")
        connection.unregister("export")


def _as_of(connection: duckdb.DuckDBPyConnection, given: datetime | None, now: datetime) -> datetime:
    if given is not None:
        return given.astimezone(UTC).replace(microsecond=0)
    latest = single(connection, INSTANTS, [now.astimezone(UTC).replace(tzinfo=None)])
    return latest.replace(tzinfo=UTC) if latest else now.astimezone(UTC).replace(microsecond=0)


def _lay_calendars(
    connection: duckdb.DuckDBPyConnection,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime,
    now: datetime,
) -> None:
    """The calendars that tickets run on: from the first opening to beyond now, until every open target is reached."""
    if settings.default_calendar not in calendars:
        raise Refusal(f'settings: default_calendar = "{settings.default_calendar}": no such calendar is known')
    used = {settings.default_calendar} | {
        name
        for (name,) in connection.execute(
            "select calendar from contracts where calendar is not null union select calendar from programmes"
            " union select clock from targets where clock = 'always'"
        ).fetchall()
    }
    missing = sorted(used - set(calendars))
    if missing:
        raise Refusal(
            f"calendar {missing[0]}: named by the terms but not in the folder of calendars; add {missing[0]}.toml"
        )
    designated = _designated(connection)
    first = single(
        connection,
        "select min(opened_at)::date from tickets where opened_at >= (select min(valid_from) from policies)",
    )
    longest = single(
        connection,
        "select coalesce(max(seconds), 0) from"
        " (select twice_target // 2 as seconds from targets union all select seconds from escalations)",
    )
    first, last = min(first or as_of.date(), as_of.date()), max(as_of, now).date() + REACH
    earliest = single(connection, "select greatest(min(opened_at), ?::timestamp)::date from tickets", [OLDEST]) or first
    while True:
        wanted = []
        for name in sorted(used):
            calendar = calendars[name].closed_also(designated.get(name, []))
            wanted.append(Laid(calendar, max(first, calendar.first_day), max(last, calendar.first_day), earliest))
        lay(connection, wanted)
        reached = all(open_seconds_after(connection, name, int(as_of.timestamp())) >= longest for name in used)
        if reached or last >= FURTHEST:
            break
        last = min(last + 10 * REACH, FURTHEST)
        for table in ("calendars", "calendar_windows", "zone_offsets"):
            connection.execute(f"drop table {table}")
    lay_grid(connection, *_instants(connection, as_of, last))
    use_grid(connection)
    connection.execute("alter table calendars add column is_default boolean")
    connection.execute("update calendars set is_default = name = ?", [settings.default_calendar])


def _instants(connection: duckdb.DuckDBPyConnection, as_of: datetime, last: date) -> tuple[int, int]:
    """From the first opening that has a target to the end of the laid calendars; no as_of can lie beyond."""
    first = single(
        connection,
        "select epoch_seconds(min(opened_at)) from tickets"
        " where opened_at >= (select min(valid_from) - interval 2 day from policies)",
    )
    start = int(as_of.timestamp())
    end = int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp()) + 2 * DAY
    return min(start, start if first is None else first), end


def _designated(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Closure]]:
    """Company-designated closures of the exports, by calendar."""
    found: dict[str, list[Closure]] = {}
    for name, day, title, source in connection.execute(
        'select calendar, "date", name, source_file from closures order by all'
    ).fetchall():
        found.setdefault(name, []).append(Closure.of_dates(day, day, title or "", source))
    return found


def _fiscal_quarter(start_month: int) -> str:
    shifted = f"(day - interval {start_month - 1} month)"
    return f"'FY' || year{shifted} || 'Q' || quarter{shifted}"
