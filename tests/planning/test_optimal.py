"""The proposal is the best one: all there are, tried one by one on small windows."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from oracle import plan

from planning import Day, Task, Wish, propose


def small_task(seed: int) -> Task:
    """Two or three weeks with closed days, own entries of every sort, days elsewhere and wishes; ≤ 9 bookable dates."""
    draw = random.Random(seed)
    start = date(2026, 4, 1) + timedelta(days=draw.randrange(40))
    length = draw.randint(9, 24)
    before, after = draw.randint(0, 6), draw.randint(0, 6)
    first, last = start + timedelta(days=before), start + timedelta(days=max(before, length - 1 - after))
    share_own, share_onsite = draw.choice((0, 0.1, 0.3)), draw.choice((0.3, 0.8))
    days = []
    for offset in range(length):
        day = start + timedelta(days=offset)
        is_open = day.weekday() < 5 and draw.random() > 0.15
        mode = None
        if draw.random() < (share_own if is_open else share_own / 4):
            mode = "onsite" if draw.random() < share_onsite else "remote"
        own = draw.choice((0.5, 1.0, 1.0)) if mode else 0
        days.append(Day(day, is_open, mode, own, is_taken=draw.random() < 0.12))
    wish = Wish(
        weekdays=frozenset(draw.sample(range(5), draw.randint(2, 4))) if draw.random() < 0.2 else frozenset(),
        months=frozenset({f"{start + timedelta(days=length // 2):%Y-%m}"}) if draw.random() < 0.1 else frozenset(),
        onsite=draw.choice((0, 1, 2, 2, 3, 3, 4, 5, 6)),
    )
    task = Task(
        tuple(days),
        first,
        last,
        uncommitted=draw.randint(1, 14) / 2,
        onsite_left=draw.choice((-1, 0.5, 1, 2, 2.5, 3, 4, 6, 6)),
        min_onsite_run=draw.choice((2, 2, 2, 2, 3, 1)),
        multiples_only=draw.random() < 0.15,
        across_closed=draw.choice(("bridged", "bridged", "valid", "short")),
        wish=wish,
        half_days_count_as_days=draw.random() < 0.15,
    )
    return task if len(plan.bookable(task)) <= 9 else small_task(seed + 1_000_000)


@pytest.mark.parametrize("hundred", range(8))
def test_no_other_proposal_is_better(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        task = small_task(seed)
        proposed = [(entry.date, Fraction(entry.days), entry.mode) for entry in propose(task).entries]
        assert proposed == plan.best(task), f"case {seed}"


def test_the_small_windows_hold_what_is_difficult():
    proposals = [(task, propose(task)) for task in map(small_task, range(800))]
    onsite_sizes = {sum(entry.mode == "onsite" for entry in proposal.entries) for _, proposal in proposals}
    codes = {reason.code for _, proposal in proposals for reason in proposal.reasons}
    assert onsite_sizes >= {0, 1, 2, 3, 4}
    assert codes >= {
        "too_few_bookable_days",
        "onsite_over_cap",
        "onsite_over_placed",
        "onsite_single_day",
        "onsite_no_room_for_run",
        "onsite_beside_short_block",
    }


def most_onsite(task: Task) -> int:
    """The greatest number of onsite days that any choice of bookable dates allows, whatever the cap and the wish."""
    dates = plan.bookable(task)
    sizes = range(len(dates), -1, -1)
    return next(size for size in sizes if any(plan.may_be_onsite(task, days) for days in combinations(dates, size)))


def test_the_reason_against_an_onsite_day_is_the_true_one():
    told = set()
    for task in map(small_task, range(800)):
        proposal = propose(task)
        onsite = sum(entry.mode == "onsite" for entry in proposal.entries)
        refused = {reason.code for reason in proposal.reasons} & {
            "onsite_single_day",
            "onsite_no_room_for_run",
            "onsite_beside_short_block",
        }
        if onsite == plan.wanted_onsite(task, sum(entry.days == 1 for entry in proposal.entries)):
            assert not refused
            continue
        taken = [Day(day.date, day.is_open, is_taken=day.is_taken or day.own_mode is not None) for day in task.days]
        alone = replace(task, days=tuple(taken))
        if most_onsite(task) > onsite:
            assert refused == {"onsite_single_day"}
        elif most_onsite(alone) > onsite:
            assert refused == {"onsite_beside_short_block"}
        else:
            assert refused == {"onsite_no_room_for_run"}
        told |= refused
    assert len(told) == 3
