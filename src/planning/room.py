"""How many onsite days can be placed at all, whatever becomes of the remote ones."""

from collections.abc import Collection, Sequence
from datetime import date

from planning.blocks import OUTSIDE, Block, Rules
from planning.model import Day


def onsite_counts(days: Sequence[Day], bookable: Collection[date], rules: Rules) -> list[int]:
    """Every number of onsite days that some choice of bookable dates allows, ascending; 0 always is one."""
    reached: dict[Block, int] = {OUTSIDE: 1}  # bit n: n days are possible
    for day in days:
        following: dict[Block, int] = {}
        for block, counts in reached.items():
            for is_proposed in (False, True) if day.date in bookable else (False,):
                after = rules.after(block, day, is_proposed)
                if after is not None:
                    following[after] = following.get(after, 0) | counts << is_proposed
        reached = following
    possible = 0
    for block, counts in reached.items():
        if rules.may_end(block):
            possible |= counts
    return [count for count in range(possible.bit_length()) if possible >> count & 1]
