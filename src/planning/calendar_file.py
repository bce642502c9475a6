"""A proposal as a calendar file (RFC 5545) that any calendar imports; the same input gives the same bytes."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from planning.model import Proposed


def calendar_file(
    entries: Iterable[Proposed], subscription_id: str, summary: Callable[[Proposed], str], stamp: datetime
) -> bytes:
    """One all-day event a proposed entry, which blocks the day.

    `summary`: the title of an event. `stamp`: the instant of the proposal, aware. A UID is made of subscription and
    date alone, so that importing a later file replaces the event. There is no METHOD: nobody is invited.
    """
    if stamp.tzinfo is None:
        raise ValueError("stamp: give an instant with its offset")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Teirei//TRM//JA")
    for entry in entries:
        calendar.add_component(_event(entry, subscription_id, summary(entry), stamp.astimezone(UTC)))
    return calendar.to_ical()


def _event(entry: Proposed, subscription_id: str, summary: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{quote(subscription_id, safe='')}-{entry.date:%Y%m%d}@teirei")
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.date)
    event.add("dtend", entry.date + timedelta(days=1))
    event.add("summary", _in_one_line(summary))
    event.add("transp", "OPAQUE")
    return event


def _in_one_line(title: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
