"""The digest: what to act on in the next days, and what missed its target since the last one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from metrics import Filters, loads, tickets
from reminders import actions, known, owners
from reminders.actions import Item
from reminders.known import Row
from warehouse import Warehouse

WITHOUT_A_LOAD = timedelta(days=7)
"""How far to look back where no earlier load is recorded."""


@dataclass(frozen=True)
class Digest:
    """`items` to act on, the most urgent first; `running`: tickets due today with time left; `breaches`: tickets
    answered late after `since`. Instants are aware."""

    as_of: datetime
    since: datetime
    days: int
    owner: str | None
    items: list[Item]
    running: list[Row]
    breaches: list[Row]


def digest(
    warehouse: Warehouse,
    days: int = 14,
    owner: str | None = None,
    since: datetime | None = None,
    as_of: datetime | None = None,
) -> Digest:
    """As of an instant (None: the load's own); `since` None: that of the load before. Refusal on an unknown owner."""
    rows = known.read(warehouse, as_of)
    owners.check(owner, rows.terms.values())
    now = as_of or warehouse.as_of
    since = since or last_time(warehouse, now)
    mine = None if owner is None else rows.customers(owner)
    late = [row for row in breaches(warehouse, since, now) if mine is None or row["customer_id"] in mine]
    return Digest(now, since, days, owner, actions.due(rows, days, owner), actions.running(rows, owner), late)


def last_time(warehouse: Warehouse, now: datetime) -> datetime:
    """The instant of the latest load made for an earlier one, else a week before."""
    loaded = [moment.replace(tzinfo=UTC) for moment in loads.history(warehouse)["as_of"].to_pylist()]
    return max((moment for moment in loaded if moment < now), default=now - WITHOUT_A_LOAD)


def breaches(warehouse: Warehouse, since: datetime, now: datetime) -> list[Row]:
    """The tickets whose first answer came late, and came in (since, now], by the time of the answer."""
    found = tickets.facts(warehouse, Filters(outcome=("breached",), as_of=now)).sort_by(
        [("answered_at", "ascending"), ("ticket_id", "ascending")]
    )
    first = since.astimezone(UTC).replace(tzinfo=None)
    recent = [number for number, moment in enumerate(found["answered_at"].to_pylist()) if moment > first]
    return found.take(recent).to_pylist() if recent else []
