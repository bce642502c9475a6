"""What cannot be proposed, and exactly why. The amounts add up to the unplaced days and to the refused onsite wish."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from planning.blocks import Rules
from planning.candidates import Candidates
from planning.model import Reason, Task
from planning.room import onsite_counts


def nothing_to_place(task: Task) -> Reason | None:
    """Why there is no question of dates at all, or None."""
    if task.uncommitted < 0:
        return Reason("overused", -float(task.uncommitted))
    if task.uncommitted == 0:
        return Reason("nothing_uncommitted", 0.0)
    if task.last < task.first:
        return Reason("term_over", float(task.uncommitted), {"last": task.last})
    return None


def too_few_days(task: Task, found: Candidates, unplaced: float) -> list[Reason]:
    """Where the working days that are left have gone."""
    if not unplaced:
        return []
    counts = {
        "working": found.working,
        "own": found.own,
        "elsewhere": found.elsewhere,
        "wishes": found.wishes,
        "bookable": len(found.dates),
        "last": task.last,
    }
    return [Reason("too_few_bookable_days", unplaced, counts)]


def onsite_share(task: Task, found: Candidates, whole_days: int) -> tuple[int, list[Reason]]:
    """How many onsite days to place, and why it is not all the wished ones. `whole_days`: the whole days placed."""
    wished, left = task.wish.onsite, max(0, floor(round(float(task.onsite_left), 6)))
    within_cap = min(wished, left)
    wanted = min(within_cap, whole_days)
    possible = onsite_counts(task.days, set(found.dates), Rules.of(task)) if wanted else [0]
    onsite = max(count for count in possible if count <= wanted)
    reasons = []
    if within_cap < wished:
        cap = {"wished": wished, "left": float(task.onsite_left)}
        reasons.append(Reason("onsite_over_cap", float(wished - within_cap), cap))
    if wanted < within_cap:
        whole = {"wished": wished, "whole_days": whole_days}
        reasons.append(Reason("onsite_over_placed", float(within_cap - wanted), whole))
    if onsite < wanted:
        reasons.append(_no_valid_block(task, found, wanted - onsite, onsite, possible))
    return onsite, reasons


def _no_valid_block(task: Task, found: Candidates, missing: int, onsite: int, possible: Sequence[int]) -> Reason:
    counts: dict = {"min_run": task.min_onsite_run, "onsite": onsite, "bookable": len(found.dates)}
    more = [count for count in possible if count > onsite]
    if more:
        return Reason("onsite_single_day", float(missing), counts | {"needed": min(more) - onsite})
    without_own = [replace(day, own_mode=None, own_days=0) for day in task.days]
    if max(onsite_counts(without_own, set(found.dates), Rules.of(task))) > onsite:
        return Reason("onsite_beside_short_block", float(missing), counts)
    return Reason("onsite_no_room_for_run", float(missing), counts)
