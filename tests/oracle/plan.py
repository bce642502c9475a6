"""TRM planning by trying everything, and the rules of a proposal one by one (definitions, section 4)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor

ONE_DAY = timedelta(days=1)


def blocks(onsite: dict[date, Fraction], closed: set[date]) -> list[list[date]]:
    """Maximal runs of onsite dates in which each gap holds only closed days."""
    found: list[list[date]] = []
    for day in sorted(onsite):
        if found and all(between in closed for between in _between(found[-1][-1], day)):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def is_valid(block: list[date], onsite: dict[date, Fraction], task) -> bool:
    """Whether every run of the block is a unit of at least so many consecutive days."""
    runs = [block] if task.across_closed == "valid" else _consecutive(block)
    for run in runs:
        days = sum(1 if task.half_days_count_as_days else onsite[day] for day in run)
        if len(run) < task.min_onsite_run or days < task.min_onsite_run:
            return False
        if task.multiples_only and len(run) % task.min_onsite_run:
            return False
    return True


def may_be_onsite(task, proposed: Iterable[date]) -> bool:
    """Whether every block that holds one of the dates is valid, were they onsite days."""
    proposed = set(proposed)
    onsite = {day.date: Fraction(day.own_days) for day in task.days if day.own_mode == "onsite"}
    onsite |= dict.fromkeys(proposed, Fraction(1))
    closed = {day.date for day in task.days if not day.is_open}
    return all(is_valid(block, onsite, task) for block in blocks(onsite, closed) if proposed & set(block))


def bookable(task) -> list[date]:
    return [day.date for day in task.days if _left_out(task, day) == "bookable"]


def left_out(task) -> dict[str, int]:
    """working days of the window → how many there are for each thing that keeps them from being booked."""
    counted = dict.fromkeys(("own", "elsewhere", "wishes", "bookable"), 0)
    for day in task.days:
        if why := _left_out(task, day):
            counted[why] += 1
    return counted


def wanted_onsite(task, whole_days: int) -> int:
    return max(0, min(task.wish.onsite, floor(task.onsite_left), whole_days))


def unevenness(task, proposed: Iterable[date]) -> Fraction:
    """Σ (position − ideal)², in days²."""
    own = [day.date for day in task.days if day.own_mode and task.first <= day.date <= task.last]
    every = sorted([*own, *proposed])
    length = (task.last - task.first).days + 1
    slices = Fraction(length, len(every)) if every else 0
    return sum(
        ((day - task.first).days - ((rank - Fraction(1, 2)) * slices - Fraction(1, 2))) ** 2
        for rank, day in enumerate(every, start=1)
    )


def best(task) -> list[tuple[date, Fraction, str]]:
    """The best proposal of all that there are: (date, days, mode) in order of dates."""
    whole, half = int(task.uncommitted), int(task.uncommitted * 2) % 2
    dates = bookable(task)
    size = min(len(dates), whole + half)
    has_half = size > whole
    onsite_most = min(wanted_onsite(task, whole), size - has_half)
    allowed = {
        frozenset(days): may_be_onsite(task, days)
        for count in range(onsite_most + 1)
        for days in combinations(dates, count)
    }
    plans = []
    for chosen in combinations(dates, size):
        uneven = unevenness(task, chosen)
        for count in range(onsite_most + 1):
            for onsite in combinations(chosen, count):
                if allowed[frozenset(onsite)]:
                    plans.append((-count, uneven, [(day, day in onsite) for day in chosen]))
    plan = min(plans)[2]
    last_remote = max((day for day, is_onsite in plan if not is_onsite), default=None)
    return [
        (day, Fraction(1, 2) if has_half and day == last_remote else Fraction(1), "onsite" if is_onsite else "remote")
        for day, is_onsite in plan
    ]


def broken_rules(task, entries) -> Iterator[str]:
    """What a proposal does that it may not do."""
    dates = [entry.date for entry in entries]
    if dates != sorted(set(dates)):
        yield "dates are out of order or stand twice"
    if set(dates) - set(bookable(task)):
        yield "a date cannot be booked"
    onsite = [entry for entry in entries if entry.mode == "onsite"]
    if len(onsite) > max(0, min(task.wish.onsite, task.onsite_left)):
        yield "more onsite days than are wished and left"
    if not may_be_onsite(task, [entry.date for entry in onsite]):
        yield "an onsite block is not valid"
    half_days = [entry for entry in entries if entry.days != 1]
    if any(entry.days != 0.5 or entry.mode != "remote" for entry in half_days) or len(half_days) > 1:
        yield "a part of a day that is not the one remote half day"
    if half_days and half_days[0].date != max(entry.date for entry in entries if entry.mode == "remote"):
        yield "the half day is not the last remote one"
    if sum(entry.days for entry in entries) > max(0, task.uncommitted):
        yield "more days than are uncommitted"


def left_behind(task, entries) -> Iterator[str]:
    """What a proposal could still do: more days, or one, two or three neighbouring onsite days more."""
    dates = bookable(task)
    if sum(entry.days for entry in entries) < task.uncommitted and len(entries) < len(dates):
        yield "a bookable date is free and days are unplaced"
    onsite = {entry.date for entry in entries if entry.mode == "onsite"}
    missing = wanted_onsite(task, sum(entry.days == 1 for entry in entries)) - len(onsite)
    rest = [day for day in dates if day not in onsite]
    for count in range(1, min(missing, 3) + 1):
        for place in range(len(rest) - count + 1):
            more = rest[place : place + count]
            if may_be_onsite(task, onsite | set(more)):
                yield f"onsite was possible on {more}"
                return


def _left_out(task, day) -> str | None:
    if not day.is_open or not task.first <= day.date <= task.last:
        return None
    if day.own_mode:
        return "own"
    if day.is_taken:
        return "elsewhere"
    wish = task.wish
    is_wished = day.date.weekday() in (wish.weekdays or range(7)) and (
        not wish.months or day.date.isoformat()[:7] in wish.months
    )
    return "bookable" if is_wished else "wishes"


def _between(earlier: date, later: date) -> list[date]:
    return [earlier + ONE_DAY * step for step in range(1, (later - earlier).days)]


def _consecutive(block: list[date]) -> list[list[date]]:
    runs = [[block[0]]]
    for before, after in pairwise(block):
        if after - before == ONE_DAY:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
