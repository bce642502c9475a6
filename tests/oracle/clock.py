"""Opening hours by asking every minute: an instant is open when its local wall-clock reading lies in an interval."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import jpholiday

DAY = 86_400
MINUTES = 1_440
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FARTHEST_DAYS = 366 * 60


class RefusedError(Exception):
    """The calendar says nothing about that day, or never opens long enough."""


class Calendar:
    """One calendar, from the mapping that its TOML file holds; `closures` are further closed dates."""

    def __init__(self, table: dict, closures: frozenset[date] | set[date] = frozenset()):
        self.table = table
        self.zone = ZoneInfo(table["time_zone"])
        self.closures = closures
        self._openings: dict[date, list[tuple[int, int]]] = {}
        self._minutes: dict[date, list[int]] = {}
        self._utc_days: dict[int, list[int]] = {}
        self._totals: dict[int, int] = {}

    # local days

    def is_closed_date(self, day: date) -> bool:
        if day in self.closures:
            return True
        if self.table.get("national_holidays") == "JP" and day in japanese_holidays(day.year):
            return True
        return any(_in_year_span(day, span) for span in self.table.get("closed_yearly", ())) or any(
            span["from"] <= day <= span["to"] for span in self.table.get("closed", ()) if _whole_days(span)
        )

    def windows_opening_on(self, day: date) -> list[tuple[int, int]]:
        """(open, close) in seconds after that day's local midnight; a close beyond 24 h is on the next day."""
        if self.is_closed_date(day):
            return []
        for special in self.table.get("special", ()):
            if special["date"] == day:
                return [_window(text) for text in special["hours"]]
        versions = [week for week in self.table["hours"] if week["valid_from"] <= day]
        if not versions:
            return []
        week = max(versions, key=lambda version: version["valid_from"])
        return [_window(text) for text in week.get(WEEKDAYS[day.weekday()], ())]

    def openings(self, day: date) -> list[tuple[int, int]]:
        """Disjoint open intervals of one local date, in seconds after midnight, within 00:00–24:00."""
        if day not in self._openings:
            self._openings[day] = self._find_openings(day)
        return self._openings[day]

    def _find_openings(self, day: date) -> list[tuple[int, int]]:
        if self.is_closed_date(day):
            return []
        tails = [(o - DAY, c - DAY) for o, c in self.windows_opening_on(day - timedelta(days=1))]
        spans = [(max(0, o), min(DAY, c)) for o, c in tails + self.windows_opening_on(day)]
        edges = {edge for span in spans for edge in span}
        midnight = datetime.combine(day, time())
        shut = []
        for span in self.table.get("closed", ()):
            if not _whole_days(span):
                first = max(0, int((span["from"] - midnight).total_seconds()))
                last = min(DAY, int((span["to"] - midnight).total_seconds()))
                shut.append((first, last))
                edges |= {first, last}
        cuts = sorted(edge for edge in edges if 0 <= edge <= DAY)
        return [
            (a, b)
            for a, b in pairwise(cuts)
            if any(o <= a and b <= c for o, c in spans) and not any(o <= a and b <= c for o, c in shut)
        ]

    def minutes(self, day: date) -> list[int]:
        """Open seconds in each of the 1,440 wall-clock minutes of a local date."""
        if day not in self._minutes:
            found = [0] * MINUTES
            for a, b in self.openings(day):
                for minute in range(a // 60, -(-b // 60)):
                    found[minute] += min(b, minute * 60 + 60) - max(a, minute * 60)
            self._minutes[day] = found
        return self._minutes[day]

    # UTC instants

    def is_open(self, at: int) -> bool:
        reading = datetime.fromtimestamp(at, UTC).astimezone(self.zone)
        second = reading.hour * 3600 + reading.minute * 60 + reading.second
        return any(a <= second < b for a, b in self.openings(reading.date()))

    def utc_day(self, number: int) -> list[int]:
        """Open seconds in each UTC minute of the day `number` days after 1970-01-01."""
        if number not in self._utc_days:
            self._utc_days[number] = [s for hour in range(24) for s in self._utc_hour(number * DAY + hour * 3600)]
            self._totals[number] = sum(self._utc_days[number])
        return self._utc_days[number]

    def _utc_hour(self, start: int) -> list[int]:
        first, last = self._reading(start), self._reading(start + 59 * 60)
        if first.date() == last.date() and last - first == timedelta(minutes=59):
            minute = first.hour * 60 + first.minute
            return self.minutes(first.date())[minute : minute + 60]
        readings = [self._reading(start + 60 * minute) for minute in range(60)]
        return [self.minutes(reading.date())[reading.hour * 60 + reading.minute] for reading in readings]

    def _reading(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone).replace(tzinfo=None)

    def _total(self, number: int) -> int:
        self.utc_day(number)
        return self._totals[number]

    def _seconds(self, first: int, last: int) -> int:
        """Open seconds in [first, last) inside one UTC minute, second by second."""
        return sum(self.is_open(at) for at in range(first, last))

    def _open_seconds_of(self, minute: int) -> list[int]:
        return [at for at in range(minute, minute + 60) if self.is_open(at)]

    def _before(self, at: int) -> int:
        """Open seconds between the UTC midnight before `at` and `at`."""
        number, into = divmod(at, DAY)
        minute, second = divmod(into, 60)
        return sum(self.utc_day(number)[:minute]) + self._seconds(at - second, at)

    def check_known(self, at: int) -> None:
        if self._reading(at).date() < min(week["valid_from"] for week in self.table["hours"]):
            raise RefusedError("before the first weekly hours")

    def business_seconds(self, a: int, b: int) -> int:
        if b < a:
            return -self.business_seconds(b, a)
        self.check_known(a)
        whole_days = sum(self._total(number) for number in range(a // DAY, b // DAY))
        return whole_days - self._before(a) + self._before(b)

    def due(self, a: int, target: int) -> int:
        """Earliest instant with `target` open seconds after `a`; latest before `a` when negative; 0 → `a`."""
        self.check_known(a)
        if target == 0:
            return a
        return self._later(a, target) if target > 0 else self._earlier(a, -target)

    def _later(self, a: int, target: int) -> int:
        number, left = a // DAY, target + self._before(a)
        while left > self._total(number):
            left -= self._total(number)
            number += 1
            if number > a // DAY + FARTHEST_DAYS:
                raise RefusedError("the calendar never opens long enough")
        for minute, seconds in enumerate(self.utc_day(number)):
            if left <= seconds:
                return self._open_seconds_of(number * DAY + minute * 60)[left - 1] + 1
            left -= seconds
        raise AssertionError("unreachable")

    def _earlier(self, a: int, target: int) -> int:
        number, left = a // DAY, target - self._before(a)
        while left > 0:
            number -= 1
            self.check_known((number + 1) * DAY)
            left += -self._total(number)
        left = -left  # open seconds of this day that lie before the instant
        for minute, seconds in enumerate(self.utc_day(number)):
            if left < seconds:
                found = self._open_seconds_of(number * DAY + minute * 60)[left]
                self.check_known(found)
                return found
            left -= seconds
        raise AssertionError("unreachable")


@cache
def japanese_holidays(year: int) -> frozenset[date]:
    return frozenset(day for day, _ in jpholiday.year_holidays(year))


def _window(text: str) -> tuple[int, int]:
    opens, closes = (_seconds_of_day(part) for part in text.split("-"))
    return (opens, closes) if closes >= opens else (opens, closes + DAY)


def _seconds_of_day(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _whole_days(span: dict) -> bool:
    return not isinstance(span["from"], datetime)


def _in_year_span(day: date, span: dict) -> bool:
    here, first, last = f"{day:%m-%d}", span["from"], span["to"]
    return first <= here <= last if first <= last else here >= first or here <= last


_EVERY_DAY = {day: ["00:00-24:00"] for day in WEEKDAYS}
ALWAYS = Calendar({"time_zone": "UTC", "hours": [{"valid_from": date(1, 1, 2), **_EVERY_DAY}]})
