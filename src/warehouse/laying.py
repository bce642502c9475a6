"""Which calendars a database needs, and from when to when they are laid out.

Whole years, so that a few more tickets or another day hardly ever ask for other tables.
"""

from datetime import UTC, date, datetime, timedelta

import duckdb

from calendars import Calendar, Closure
from calendars.zones import DAY
from refusals import Refusal
from warehouse.calendars import Laid, lay, lay_grid, open_seconds_after, use_grid
from warehouse.settings import Settings
from warehouse.statements import single

REACH = timedelta(days=730)
OLDEST, FURTHEST = date(1900, 1, 1), date(2199, 12, 31)
TABLES = ("calendars", "calendar_windows", "zone_offsets", "clock_grid", "calendar_slots", "calendar_days")


def lay_calendars(
    connection: duckdb.DuckDBPyConnection,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime,
    now: datetime,
) -> None:
    """The calendars that tickets run on: from the first opening to beyond now, until every open target is reached."""
    first, last = _span(connection, as_of, now)
    while True:
        wanted = _wanted(connection, calendars, settings, first, last)
        _drop(connection, TABLES)
        lay(connection, wanted)
        if _reaches(connection, wanted, as_of) or last >= FURTHEST:
            break
        last = min(_year_end(last + 10 * REACH), FURTHEST)
    lay_grid(connection, _midnight(first) - 2 * DAY, _midnight(last) + 2 * DAY)
    use_grid(connection)
    connection.execute("alter table calendars add column is_default boolean")
    connection.execute("update calendars set is_default = name = ?", [settings.default_calendar])


def are_laid(
    connection: duckdb.DuckDBPyConnection,
    calendars: dict[str, Calendar],
    settings: Settings,
    as_of: datetime,
    now: datetime,
) -> bool:
    """Whether the calendars of the database are those that would be laid now."""
    wanted = _wanted(connection, calendars, settings, *_span(connection, as_of, now))
    stored = connection.execute("select name, definition, is_default from calendars order by calendar_id").fetchall()
    if stored != [
        (laid.calendar.name, laid.definition(), laid.calendar.name == settings.default_calendar) for laid in wanted
    ]:
        return False
    return _reaches(connection, wanted, as_of)


def _span(connection: duckdb.DuckDBPyConnection, as_of: datetime, now: datetime) -> tuple[date, date]:
    """From the year of the first opening that may have a target, or of as_of, to the end of a year beyond all reach."""
    opened = single(
        connection,
        "select min(opened_at)::date from tickets"
        " where opened_at >= (select min(valid_from) - interval 2 day from policies)",
    )
    first = min(opened or as_of.date(), as_of.date())
    return date(first.year, 1, 1), _year_end(max(as_of, now).date() + REACH)


DATED = """
select min(day), max(day) from (
    select purchased_on as day from trm_subscriptions
    union all select unnest(["date", "date" + 366]) from trm_days
    union all select unnest([used_on, used_on + 366]) from trm_coupons
    union all select unnest([end_on - 366, end_on]) from contracts
) where day between ? and ?
"""


def _dates(connection: duckdb.DuckDBPyConnection, first: date, last: date) -> tuple[date, date]:
    """Whole years that hold every term's end, every TRM day, and what the windows are laid for."""
    ((earliest, latest),) = connection.execute(DATED, [OLDEST, FURTHEST]).fetchall()
    years = min(first, earliest or first).year, max(last, latest or last).year
    return date(years[0], 1, 1), date(years[1], 12, 31)


def _wanted(
    connection: duckdb.DuckDBPyConnection,
    calendars: dict[str, Calendar],
    settings: Settings,
    first: date,
    last: date,
) -> list[Laid]:
    if settings.default_calendar not in calendars:
        raise Refusal(f'settings: default_calendar = "{settings.default_calendar}": no such calendar is known')
    used = {settings.default_calendar} | {
        name
        for (name,) in connection.execute(
            "select calendar from contracts where calendar is not null union select calendar from programmes"
            " union select calendar from trm_subscriptions where calendar is not null"
            " union select clock from targets where clock = 'always'"
        ).fetchall()
    }
    missing = sorted(used - set(calendars))
    if missing:
        raise Refusal(
            f"calendar {missing[0]}: named by the terms but not in the folder of calendars; add {missing[0]}.toml"
        )
    designated = _designated(connection)
    earliest = single(connection, "select greatest(min(opened_at), ?::timestamp)::date from tickets", [OLDEST]) or first
    found, dates = [], _dates(connection, first, last)
    for name in sorted(used):
        calendar = calendars[name].closed_also(designated.get(name, []))
        begins = max(first, calendar.first_day), max(last, calendar.first_day)
        found.append(Laid(calendar, *begins, date(earliest.year, 1, 1), dates))
    return found


def _reaches(connection: duckdb.DuckDBPyConnection, wanted: list[Laid], as_of: datetime) -> bool:
    """Whether the longest target that begins at as_of ends within what is laid."""
    longest = single(
        connection,
        "select coalesce(max(seconds), 0) from"
        " (select twice_target // 2 as seconds from targets union all select seconds from escalations)",
    )
    names = (laid.calendar.name for laid in wanted)
    return all(open_seconds_after(connection, name, int(as_of.timestamp())) >= longest for name in names)


def _designated(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Closure]]:
    """Company-designated closures of the exports, by calendar."""
    found: dict[str, list[Closure]] = {}
    for name, day, title, source in connection.execute(
        'select calendar, "date", name, source_file from closures order by all'
    ).fetchall():
        found.setdefault(name, []).append(Closure.of_dates(day, day, title or "", source))
    return found


def _drop(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> None:
    for table in tables:
        connection.execute(f"drop table if exists {table}")


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)
