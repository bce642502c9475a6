"""Which dates of the window may be proposed, and what keeps the other working days from it."""

from dataclasses import dataclass
from datetime import date

from planning.model import Task


@dataclass(frozen=True)
class Candidates:
    """The bookable dates. `working` = own + elsewhere + wishes + bookable, each day counted under the first that holds.

    `own`: the subscription has an entry that day. `elsewhere`: the consultant has one of another subscription.
    `wishes`: free, but not among the wished weekdays and months.
    """

    dates: tuple[date, ...]
    working: int
    own: int
    elsewhere: int
    wishes: int


def candidates(task: Task) -> Candidates:
    """The bookable dates of the window, in order."""
    working = [day for day in task.window if day.is_open]
    without_own = [day for day in working if day.own_mode is None]
    free = [day for day in without_own if not day.is_taken]
    wished = tuple(day.date for day in free if task.wish.allows(day.date))
    return Candidates(
        dates=wished,
        working=len(working),
        own=len(working) - len(without_own),
        elsewhere=len(without_own) - len(free),
        wishes=len(free) - len(wished),
    )
