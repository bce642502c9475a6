"""A whole term is planned while somebody waits for the page."""

import time
from datetime import date, timedelta

import pytest

from planning import Day, Task, Wish, propose


@pytest.mark.parametrize(("entitled", "onsite", "seconds"), [(12, 3, 1), (48, 12, 1), (200, 60, 5), (200, 200, 5)])
def test_a_year_is_planned_in_time(entitled, onsite, seconds):
    start = date(2026, 4, 1)
    days = tuple(Day(start + timedelta(days=n), (start + timedelta(days=n)).weekday() < 5) for n in range(365))
    began = time.perf_counter()
    proposal = propose(Task(days, start, days[-1].date, entitled, onsite, wish=Wish(onsite=onsite)))
    assert time.perf_counter() - began < seconds
    assert proposal.placed == entitled
    assert sum(entry.mode == "onsite" for entry in proposal.entries) == onsite
