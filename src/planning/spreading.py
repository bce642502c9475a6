"""The most even choice of dates, exactly: a dynamic programme over calendar days, from the last one to the first.

A state is the number of entries and of onsite days still to be placed and how the onsite block stands. Costs are whole
numbers: squared distances from the ideal positions, times (2N)², so that equal spreads are equal.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planning.blocks import OUTSIDE, Block, Rules
from planning.model import Day, Mode, Task

IMPOSSIBLE = 1 << 62
REMOTE, ONSITE, NOTHING = range(3)


@dataclass(frozen=True)
class _Scale:
    """The ideal positions of the N entries of the window: the centres of N equal slices of its calendar days."""

    first: date
    length: int
    entries: int

    def cost(self, day: date, rank: np.ndarray) -> np.ndarray:
        """(2N · distance)² of the entry of that rank, counted from 1, when it lies on the day."""
        distance = 2 * self.entries * (day - self.first).days - (2 * rank - 1) * self.length + self.entries
        return distance * distance


def spread(task: Task, bookable: Collection[date], entries: int, onsite: int) -> list[tuple[date, Mode]]:
    """The dates of so many entries, so many of them onsite, in order; the caller knows that this is possible.

    Ties: the earliest list of (date, mode), compared entry by entry, remote before onsite.
    """
    rules, days = Rules.of(task), task.days
    own = [day.own_mode is not None and task.first <= day.date <= task.last for day in days]
    scale = _Scale(task.first, (task.last - task.first).days + 1, entries + sum(own))
    met = _blocks(days, bookable if onsite else (), rules)
    left = np.arange(entries + 1)[:, None]  # entries still to be placed
    nothing_left = np.full((entries + 1, onsite + 1), IMPOSSIBLE)
    nothing_left[0, 0] = 0
    impossible = np.full_like(nothing_left, IMPOSSIBLE)
    best = {block: nothing_left if rules.may_end(block) else impossible for block in met[-1]}
    choices: list[dict[Block, np.ndarray]] = [{} for _ in days]
    own_before = sum(own)
    for place in reversed(range(len(days))):
        day, here = days[place], {}
        own_before -= own[place]
        cost = scale.cost(day.date, own_before + entries - left + 1)
        for block in met[place]:
            idle = best.get(rules.after(block, day), impossible)
            if day.date in bookable:
                busy = best.get(rules.after(block, day, True), impossible) if onsite else impossible
                here[block], choices[place][block] = _cheapest(idle, busy, cost)
            else:
                here[block] = idle + cost if own[place] else idle
        best = here
    return _chosen(days, choices, rules, entries, onsite)


def _blocks(days: Sequence[Day], bookable: Collection[date], rules: Rules) -> list[set[Block]]:
    """How a block can stand before each day and after the last."""
    met = [{OUTSIDE}]
    for day in days:
        options = (False, True) if day.date in bookable else (False,)
        after = {rules.after(block, day, is_proposed) for block in met[-1] for is_proposed in options}
        met.append({block for block in after if block is not None})
    return met


def _cheapest(idle: np.ndarray, busy: np.ndarray, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    best, choice = idle.copy(), np.full(idle.shape, NOTHING, np.uint8)
    for mode, placed, later in (
        (ONSITE, (slice(1, None), slice(1, None)), busy[:-1, :-1]),
        (REMOTE, (slice(1, None), slice(None)), idle[:-1]),
    ):
        total = later + cost[1:]
        is_better = total <= best[placed]
        np.copyto(best[placed], total, where=is_better)
        choice[placed][is_better] = mode
    return best, choice


def _chosen(
    days: Sequence[Day], choices: list[dict[Block, np.ndarray]], rules: Rules, entries: int, onsite: int
) -> list[tuple[date, Mode]]:
    found: list[tuple[date, Mode]] = []
    block = OUTSIDE
    for day, choice in zip(days, choices, strict=True):
        chosen = choice[block][entries, onsite] if choice else NOTHING
        if chosen != NOTHING:
            found.append((day.date, "onsite" if chosen == ONSITE else "remote"))
            entries, onsite = entries - 1, onsite - (chosen == ONSITE)
        following = rules.after(block, day, chosen == ONSITE)
        assert following is not None
        block = following
    return found
