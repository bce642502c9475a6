"""A thousand ledgers as they occur: every rule is kept, nothing that fits is left, and the reasons add up."""

import random
from datetime import date, timedelta

import jpholiday
import pytest
from oracle import plan

from planning import Day, Task, Wish, propose

TYPES = {"basic": (12, 3), "premier": (24, 6), "enterprise": (48, 12), "dedicated": (200, 200)}
DAYS_REASONS = {"too_few_bookable_days", "term_over"}
HOLIDAYS = {day for year in (2026, 2027, 2028) for day, _ in jpholiday.year_holidays(year)}


def is_open(day: date) -> bool:
    is_closed = day in HOLIDAYS or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not is_closed and (day.month, day.day) not in ((8, 13), (8, 14))


def ledger(seed: int) -> Task:
    """A term at some instant of it: days delivered before, days planned after, a consultant with other customers."""
    draw = random.Random(seed)
    entitled, cap = TYPES[
        draw.choice(("basic", "basic", "premier", "premier", "enterprise", "enterprise", "dedicated"))
    ]
    start = date(2026, 1, 1) + timedelta(days=draw.randrange(400))
    last = start + timedelta(days=364)
    first = start + timedelta(days=int(365 * draw.random() ** 0.7))
    busy, own_share = draw.choice((0, 0.1, 0.4, 0.9)), draw.uniform(0, 1.2) * entitled / 245
    days, used, onsite, mode = [], 0.0, 0.0, None
    for offset in range(-20, 385):
        day = start + timedelta(days=offset)
        goes_on = mode == "onsite" and draw.random() < 0.6
        is_own = is_open(day) and (goes_on or draw.random() < own_share) and (first > day or draw.random() < 0.5)
        mode = ("onsite" if goes_on or draw.random() < 0.2 else "remote") if is_own else None
        own = draw.choice((0.5, 1.0, 1.0, 1.0)) if mode else 0
        used += own * (start <= day <= last)
        onsite += own * (start <= day <= last and mode == "onsite")
        days.append(Day(day, is_open(day), mode, own, is_taken=draw.random() < busy))
    wish = Wish(
        weekdays=frozenset(draw.sample(range(5), draw.randint(1, 4))) if draw.random() < 0.3 else frozenset(),
        months=frozenset(f"{first + timedelta(days=30 * step):%Y-%m}" for step in range(draw.randint(1, 6)))
        if draw.random() < 0.2
        else frozenset(),
        onsite=draw.randint(0, int(cap * 1.2)) if cap < 200 else draw.choice((0, 20, 60)),
    )
    return Task(tuple(days), first, last, entitled - used, min(cap - onsite, entitled - used), wish=wish)


@pytest.mark.parametrize("hundred", range(10))
def test_a_proposal_keeps_every_rule_and_leaves_nothing_that_fits(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        task = ledger(seed)
        proposal = propose(task)
        assert not list(plan.broken_rules(task, proposal.entries)), f"case {seed}"
        assert not list(plan.left_behind(task, proposal.entries)), f"case {seed}"
        amounts_add_up(task, proposal)
        no_move_is_more_even(task, proposal, random.Random(seed))


def amounts_add_up(task, proposal):
    assert proposal.placed == sum(entry.days for entry in proposal.entries)
    assert proposal.placed + proposal.unplaced == max(0, task.uncommitted)
    of_days = [reason for reason in proposal.reasons if reason.code in DAYS_REASONS]
    assert sum(reason.amount for reason in of_days) == proposal.unplaced
    for reason in of_days:
        counts = dict(reason.values)
        assert counts.pop("last") == task.last
        assert counts.pop("working") == sum(counts.values())
        assert counts == plan.left_out(task)
        assert len(proposal.entries) == counts["bookable"]
    if task.uncommitted <= 0:
        assert [reason.code for reason in proposal.reasons] == [
            "overused" if task.uncommitted < 0 else "nothing_uncommitted"
        ]
        return
    onsite = sum(entry.mode == "onsite" for entry in proposal.entries)
    refused = sum(reason.amount for reason in proposal.reasons if reason.code.startswith("onsite_"))
    assert onsite + refused == task.wish.onsite


def no_move_is_more_even(task, proposal, draw):
    """No remote entry lies more evenly on a date that stayed free."""
    remote = [entry.date for entry in proposal.entries if entry.mode == "remote"]
    every = {entry.date for entry in proposal.entries}
    free = sorted(set(plan.bookable(task)) - every)
    if not remote or not free:
        return
    uneven = plan.unevenness(task, every)
    for _ in range(4 if len(every) < 60 else 1):
        moved = draw.choice(remote)
        near = min(free, key=lambda day: abs(day - moved))
        for target in (near, draw.choice(free)):
            assert plan.unevenness(task, every - {moved} | {target}) >= uneven
