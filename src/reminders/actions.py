"""What to act on: the one list of `metrics.actions`, as far as it falls into the next days, one item a thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from metrics.actions import ORDER
from reminders.known import Known, Row

STANDING = frozenset(
    {
        "infeasible",
        "expiring_30",
        "overuse",
        "planned_beyond",
        "over_cap",
        "coupons_over",
        "late_notice",
        "licence_shortfall",
    }
)
"""Waiting makes these worse whatever their date: they are to be acted on at any number of days."""
TODAY = 3
"""A date so many days ahead is today's work: what is due on Monday is done on Friday."""
NOTICES = ("notice_near", "notice_window")
BANDS = ("today", "past", "soon")


@dataclass(frozen=True)
class Item:
    """A ticket, a term or a notice of revised terms with something due on it.

    `codes`: what is due, as `metrics.actions` names it, the most urgent first; `amounts`: days, coupons or licences by
    code; `due_on`: of the first code, a notice date being the working day before it while there is one; `facts`: the
    row of `metrics.tickets`, `renewals.terms`, `trm.ledgers` or `renewals.revisions`; `reasons`: of
    `renewals.reasons`, or the warnings of the TRM term; `band`: today, past or soon.
    """

    area: str
    codes: tuple[str, ...]
    amounts: Mapping[str, float | None]
    id: str
    owner: str | None
    due_on: date
    facts: Row
    reasons: tuple[Row, ...]
    band: str

    @property
    def code(self) -> str:
        return self.codes[0]

    @property
    def order(self) -> tuple[Any, ...]:
        """The most urgent first: today's work and what is past by its kind, the rest by its date."""
        due_at = self.facts.get("due_at") or datetime.combine(self.due_on, datetime.min.time())
        urgency = ORDER.index(self.code)
        by = (due_at, urgency) if self.band == "soon" else (urgency, due_at)
        return BANDS.index(self.band), *by, self.facts["customer_id"] or "", self.id


def due(known: Known, days: int, owner: str | None = None) -> list[Item]:
    """One item per thing with an action within so many days, past ones and `STANDING` ones included; urgent first.

    With an owner: his contracts and subscriptions, and the tickets of his customers.
    """
    found: dict[tuple, dict[str, Row]] = {}
    for row in (*known.actions, *_ahead(known, days)):
        is_in_time = row["code"] in STANDING or _act_on(row, known) <= known.today + timedelta(days=days)
        is_listed = row["code"] != "due_today" and not _is_of_the_past(row, known)
        if is_listed and is_in_time and _is_of(owner, row, known):
            notice = row["due_on"] if row["code"] == "revision_open" else None
            found.setdefault((row["area"], row["id"], row["start_on"], notice), {}).setdefault(row["code"], row)
    items = [_item(list(rows.values()), known) for rows in found.values()]
    return sorted(items, key=lambda item: item.order)


def running(known: Known, owner: str | None = None) -> list[Row]:
    """The tickets that fall due today with more than a quarter of their target left, the first one first."""
    return [row for row in known.actions if row["code"] == "due_today" and _is_of(owner, row, known)]


def _ahead(known: Known, days: int) -> Iterator[Row]:
    """Notice dates and unrenewed ends that lie farther ahead than the list of actions looks."""
    for term in known.terms.values():
        row = {name: term[name] for name in ("id", "customer_id", "owner", "start_on")} | {"amount": None}
        if term["state"] == "active" and term["notice_by"]:
            area, code = ("trm", "notice_near") if term["kind"] == "trm" else ("renewal", "notice_window")
            yield {**row, "area": area, "code": code, "due_on": term["notice_by"]}
        if term["kind"] == "support" and term["state"] in ("active", "notice_window", "notice_passed"):
            yield {**row, "area": "renewal", "code": "expiring_unrenewed", "due_on": term["end_on"]}


def _item(rows: list[Row], known: Known) -> Item:
    rows = sorted(rows, key=lambda row: (_act_on(row, known) >= known.today, ORDER.index(row["code"])))
    first, due_on = rows[0], _act_on(rows[0], known)
    days_ahead = (due_on - known.today).days
    is_today = first["area"] == "sla" or 0 <= days_ahead <= TODAY
    return Item(
        area=first["area"],
        codes=tuple(row["code"] for row in rows),
        amounts={row["code"]: row["amount"] for row in rows},
        id=first["id"],
        owner=first["owner"],
        due_on=due_on,
        facts=known.facts(first),
        reasons=known.reasons_of(first),
        band="today" if is_today else "past" if days_ahead < 0 else "soon",
    )


def _is_of_the_past(row: Row, known: Known) -> bool:
    """A payment that was never confirmed for a term that has ended since stops nobody's access any more (VI)."""
    if row["code"] != "payment_open":
        return False
    successor = known.terms["support", row["id"], known.facts(row)["next_start"]]
    return successor["end_on"] < known.today


def _act_on(row: Row, known: Known) -> date:
    if row["code"] in NOTICES:
        prudent = known.facts(row)["notice_by_working_day"]
        if prudent is not None and prudent >= known.today:
            return prudent
    return row["due_on"]


def _is_of(owner: str | None, row: Row, known: Known) -> bool:
    if owner is None:
        return True
    return row["customer_id"] in known.customers(owner) if row["area"] == "sla" else row["owner"] == owner
