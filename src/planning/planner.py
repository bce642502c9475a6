"""The planner of TRM days (XII): dates for the uncommitted days of one ledger before they expire."""

from planning import reasons
from planning.candidates import candidates
from planning.model import Proposal, Proposed, Task, halves
from planning.spreading import spread


def propose(task: Task) -> Proposal:
    """The best proposal: most days placed, then most of the wished onsite days, then the most even spread.

    A function of the task alone. What cannot be placed stands in `reasons`, whose amounts add up.
    """
    nothing = reasons.nothing_to_place(task)
    if nothing:
        unplaced = nothing.amount if nothing.code == "term_over" else 0.0
        return Proposal(unplaced=unplaced, reasons=(nothing,))
    found = candidates(task)
    whole_days, half_days = divmod(halves(task.uncommitted), 2)
    placed_whole = min(whole_days, len(found.dates))
    placed_half = min(half_days, len(found.dates) - placed_whole)
    placed = placed_whole + placed_half / 2
    unplaced = float(task.uncommitted) - placed
    onsite, onsite_reasons = reasons.onsite_share(task, found, placed_whole)
    return Proposal(
        entries=_entries(task, set(found.dates), placed_whole, placed_half, onsite),
        placed=placed,
        unplaced=unplaced,
        reasons=(*reasons.too_few_days(task, found, unplaced), *onsite_reasons),
    )


def _entries(task: Task, bookable: set, whole_days: int, half_days: int, onsite: int) -> tuple[Proposed, ...]:
    if not whole_days + half_days:
        return ()
    chosen = spread(task, bookable, whole_days + half_days, onsite)
    last_remote = max((day for day, mode in chosen if mode == "remote"), default=None)
    return tuple(Proposed(day, 0.5 if half_days and day == last_remote else 1.0, mode) for day, mode in chosen)
