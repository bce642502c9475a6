"""Deadlines as a calendar file (RFC 5545) to import or to subscribe to; the same data give the same bytes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from labels import figures, text
from reminders.deadlines import Deadline
from reminders.words import one_line

ALARMS = (30, 7)
"""Days ahead."""
ALARM_AT = timedelta(hours=9)
"""On the wall clock of the reader's calendar: a whole-day event begins at midnight, when nobody is to be woken."""
FIRST_SEQUENCE = datetime(2020, 1, 1, tzinfo=UTC)


def calendar_file(deadlines: Iterable[Deadline], as_of: datetime, language: str, owner: str | None = None) -> bytes:
    """One all-day event a deadline; `as_of` (aware) is its stamp, so that a later file wins.

    A UID names the deadline and not its date: when the date moves, the event moves.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Teirei//deadlines//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = text("ics.name_of" if owner else "ics.name", language, owner=one_line(owner or ""))
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(figures.ZONE))
    calendar.add("x-published-ttl", "P1D")
    calendar.add_component(_zone())
    today = figures.local(as_of).date()
    for deadline in deadlines:
        calendar.add_component(_event(deadline, as_of.astimezone(UTC).replace(microsecond=0), today))
    return calendar.to_ical()


def _event(deadline: Deadline, stamp: datetime, today: date) -> Event:
    event = Event()
    event.add("uid", uid(deadline))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max(0, int((stamp - FIRST_SEQUENCE).total_seconds())))
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    event.add("summary", deadline.title)
    event.add("description", deadline.about)
    event.add("transp", "TRANSPARENT")
    if deadline.on >= today:
        for days in ALARMS:
            event.add_component(_alarm(days, deadline.title))
    return event


def uid(deadline: Deadline) -> str:
    number = quote(deadline.id, safe="")
    return f"{deadline.kind}-{number}-{deadline.since:%Y%m%d}-{deadline.what}@teirei"


def _alarm(days: int, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM_AT - timedelta(days=days))
    return alarm


def _zone() -> Timezone:
    """Japan's only offset: no event is read with it, but the format wants a calendar to hold something."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", str(figures.ZONE))
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone.add_component(standard)
    return zone
