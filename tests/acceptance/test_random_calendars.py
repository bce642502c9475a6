"""Random calendars (overnight, breaks, closures, special days, clock changes) against the oracle, in one batch."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.clock import Calendar, RefusedError
from oracle.contract import JAPAN_SUPPORT
from oracle.instants import iso, parse

from acceptance.command import clock_batch
from acceptance.strategies import calendars, calendars_with_rows, gather, instants


def expected(calendar: Calendar, row: dict) -> int | None:
    """Seconds or instant; None where the oracle finds no such instant."""
    start = parse(row["start"])
    try:
        if "end" in row:
            return calendar.business_seconds(start, parse(row["end"]))
        return calendar.due(start, row["add_seconds"])
    except RefusedError:
        return None


def test_random_calendars_equal_the_oracle(tmp_path):
    tables, rows, wanted = {}, [], []
    for number, (table, asked) in enumerate(gather(calendars_with_rows(), 40)):
        tables[f"c{number}"] = table
        calendar = Calendar(table)
        for row in asked:
            value = expected(calendar, row)
            if value is not None:
                rows.append({"calendar": f"c{number}", **row})
                wanted.append(value)
    found = clock_batch(tmp_path, tables, rows)
    assert len(found) == len(rows) > 900
    differ = [
        f"{row} gives {answer['result'] or answer['error']}, the oracle {value if 'end' in row else iso(value, 'UTC')}"
        for row, answer, value in zip(rows, found, wanted, strict=True)
        if _value(row, answer) != value
    ]
    assert not differ, f"{len(differ)} of {len(rows)} differ:\n" + "\n".join(
        [*differ[:10], *(f"{name}: {tables[name]}" for name in {line.split("'")[3] for line in differ[:3]})]
    )


def _value(row: dict, answer: dict) -> int | None:
    if not answer["result"]:
        return None
    return int(answer["result"]) if "end" in row else parse(answer["result"])


def test_each_bad_row_says_why_and_the_others_are_computed(tmp_path):
    rows = [
        {"calendar": "japan-support", "start": "2026-06-08T09:00:00+09:00", "end": "2026-06-08T10:00:00+09:00"},
        {"calendar": "nowhere", "start": "2026-06-08T09:00:00+09:00", "end": "2026-06-08T10:00:00+09:00"},
        {"calendar": "japan-support", "start": "yesterday", "end": "2026-06-08T10:00:00+09:00"},
        {"calendar": "japan-support", "start": "1999-12-31T09:00:00+09:00", "end": "2026-06-08T10:00:00+09:00"},
        {"calendar": "japan-support", "start": "2026-06-08T09:00:00+09:00"},
        {"calendar": "japan-support", "start": "2026-09-18T16:40:00", "add_seconds": 14400},
    ]
    found = clock_batch(tmp_path, {}, rows, exit_code=1)
    assert [bool(row["error"]) for row in found] == [False, True, True, True, True, False]
    assert [row["result"] for row in found[1:5]] == [""] * 4
    assert int(found[0]["result"]) == 3600
    assert parse(found[5]["result"]) == parse("2026-09-24T12:40:00+09:00")


def test_the_shipped_calendar_is_japan_support_on_every_day_until_2027(tmp_path):
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range(28 * 365 + 6)]
    calendar = Calendar(JAPAN_SUPPORT)
    rows = [
        {"calendar": "japan-support", "start": f"{day}T00:00:00", "end": f"{day + timedelta(days=1)}T00:00:00"}
        for day in days
    ]
    found = clock_batch(tmp_path, {}, rows)
    differ = [
        row for row in found if int(row["result"]) != calendar.business_seconds(parse(row["start"]), parse(row["end"]))
    ]
    assert not differ


@pytest.mark.parametrize("sign", [1, -1], ids=["forward", "backward"])
@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(table=calendars(), a=instants(), seconds=st.integers(1, 80_000))
def test_the_oracle_finds_its_way_back(sign, table, a, seconds):
    calendar = Calendar(table)
    try:
        due = calendar.due(a, sign * seconds)
    except RefusedError:
        return
    assert calendar.business_seconds(a, due) == sign * seconds
    assert calendar.is_open(due - 1 if sign > 0 else due)


@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(table=calendars(), a=instants(), steps=st.tuples(*[st.integers(-900_000, 900_000)] * 2))
def test_business_seconds_add_up(table, a, steps):
    b, c = (a + step for step in steps)
    between = Calendar(table).business_seconds
    assert between(a, b) + between(b, c) == between(a, c)
