"""Onsite blocks, met day by day: how a block stands after a day, and whether it may end so (domain.md 4, XII)."""

from dataclasses import dataclass
from typing import NamedTuple

from planning.model import Day, Task, halves


class Block(NamedTuple):
    """How the onsite block stands after a day; equal ones have the same future.

    `dates` and `halves`: of the run of consecutive days that ends on that day, counted no further than matters (dates
    up to a full unit, or from 1 again behind one where only multiples will do); 0 in the closed days behind a run and
    outside of every block. `is_proposed`: the block holds a proposed date.
    `is_broken`: a run that is too short lies behind, so that no date may be proposed in this block.
    """

    dates: int = 0
    halves: int = 0
    is_proposed: bool = False
    is_broken: bool = False


OUTSIDE = Block()
BROKEN = Block(is_broken=True)


@dataclass(frozen=True)
class Rules:
    """When a run of onsite days is one of the contract's units."""

    min_run: int
    multiples_only: bool
    is_run_across_closed: bool
    half_days_count_as_days: bool

    @classmethod
    def of(cls, task: Task) -> "Rules":
        is_run_across_closed = task.across_closed == "valid"
        return cls(task.min_onsite_run, task.multiples_only, is_run_across_closed, task.half_days_count_as_days)

    def after(self, block: Block, day: Day, is_proposed: bool = False) -> Block | None:
        """The block after a day; None when a block with a proposed date would not be valid."""
        if is_proposed or day.own_mode == "onsite":
            return self._longer(block, day, is_proposed)
        if day.is_open:
            return OUTSIDE if self.may_end(block) else None
        return self._over_closed(block)

    def may_end(self, block: Block) -> bool:
        """Whether nothing proposed lies in a block that is not valid."""
        return not block.is_proposed or self._is_unit(block)

    def _longer(self, block: Block, day: Day, is_proposed: bool) -> Block | None:
        if block.is_broken:
            return None if is_proposed else BROKEN
        full = 2 * self.min_run
        is_whole = is_proposed or self.half_days_count_as_days
        count = block.halves + (2 if is_whole else halves(day.own_days))
        begun = block.dates % self.min_run if self.multiples_only else min(block.dates, self.min_run - 1)
        return Block(
            dates=begun + 1,
            halves=min(count, full),
            is_proposed=block.is_proposed or is_proposed,
        )

    def _over_closed(self, block: Block) -> Block | None:
        if self.is_run_across_closed or not block.dates:
            return block
        if self._is_unit(block):
            return Block(is_proposed=block.is_proposed)
        return None if block.is_proposed else BROKEN

    def _is_unit(self, block: Block) -> bool:
        return not block.dates or (block.dates == self.min_run and block.halves == 2 * self.min_run)
