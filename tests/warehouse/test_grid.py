"""The grid of slots and the windows are two ways to the same open seconds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import Calendar, Closure
from calendars.model import Week
from refusals import Refusal
from warehouse.calendars import Laid, lay, lay_grid, use_grid
from warehouse.statements import statement

FIRST, LAST = 1_767_225_600, 1_772_000_000  # January and February 2026


def laid(*calendars):
    connection = duckdb.connect()
    connection.execute(statement("macros"))
    lay(connection, [Laid(calendar, date(2026, 1, 1), date(2026, 3, 1)) for calendar in calendars])
    lay_grid(connection, FIRST, LAST)
    use_grid(connection)
    return connection


def desk(name, zone, hours, closures=()):
    return Calendar(name, ZoneInfo(zone), (Week(date(2020, 1, 1), (hours,) * 7),), closures=closures)


PLAIN = desk("plain", "Asia/Tokyo", ((540, 1020),))
LUNCH = desk("lunch", "Europe/Berlin", ((540, 725), (726, 1020)))
NIGHT = desk("night", "America/St_Johns", ((1320, 1800),))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(FIRST, LAST), min_size=1, max_size=20))
def test_the_grid_equals_the_windows(grid, instants):
    for number in (1, 2, 3):
        for instant in instants:
            by_grid = grid.execute(
                "select twice_open_before(?, twice_before, open_at, close_at)"
                " from calendar_slots where slot = slot_of(?, ?)",
                [instant, number, instant],
            ).fetchall()
            by_windows = grid.execute(
                "select coalesce(sum(greatest(0, least(close_at, ?) - open_at)), 0) from calendar_windows"
                " where calendar_id = ? and open_at < ?",
                [instant, number, instant],
            ).fetchall()
            assert by_grid[0][0] == 2 * by_windows[0][0]


@pytest.fixture(scope="module")
def grid():
    with laid(PLAIN, LUNCH, NIGHT) as connection:
        yield connection


def test_no_slot_holds_parts_of_two_windows(grid):
    clashes = grid.execute(
        "select count(*) from calendar_slots as slots join clock_grid on true join calendar_windows as windows"
        " on slots.slot // grid_slots = windows.calendar_id"
        " and windows.open_at < grid_start + ((slots.slot % grid_slots + 1) << grid_bits)"
        " and windows.close_at > grid_start + ((slots.slot % grid_slots) << grid_bits)"
        " group by slots.slot having count(*) > 1"
    ).fetchall()
    assert clashes == []


def test_two_openings_within_seconds_are_refused_by_name_of_the_moment():
    closure = Closure(datetime(2026, 1, 5, 10, 0, 0), datetime(2026, 1, 5, 10, 0, 3))
    with pytest.raises(Refusal, match=r"closes at 2026-01-05T01:00:00\+00:00 and opens again within 32 s"):
        laid(desk("odd", "Asia/Tokyo", ((540, 1020),), (closure,)))
