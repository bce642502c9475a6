"""What a calendar says, before it is laid on the time line. Local times are minutes or seconds of the wall clock."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[tuple[int, int], ...]
"""Opening intervals of one day, in minutes from its midnight; the end may lie on the next day (over 1440)."""


@dataclass(frozen=True)
class Week:
    """Weekly hours that hold from a date on. `days[0]` is Monday."""

    valid_from: date
    days: tuple[Hours, ...]


@dataclass(frozen=True)
class YearlyClosure:
    """Closed every year between two days of the year, both included; `first` after `last` runs over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    name: str = ""
    valid_from: date = date.min
    valid_to: date = date.max

    def closes(self, day: date) -> bool:
        of_year = (day.month, day.day)
        if self.first <= self.last:
            inside = self.first <= of_year <= self.last
        else:
            inside = of_year >= self.first or of_year <= self.last
        return inside and self.valid_from <= day <= self.valid_to


@dataclass(frozen=True)
class Closure:
    """A closed span of the wall clock, end excluded. Whole dates are given by their midnights."""

    start: datetime
    end: datetime
    name: str = ""
    source: str = ""

    @classmethod
    def of_dates(cls, first: date, last: date, name: str = "", source: str = "") -> "Closure":
        """Closed dates, both included."""
        after = date.max if last == date.max else last + timedelta(days=1)
        return cls(datetime.combine(first, time()), datetime.combine(after, time()), name, source)

    def whole_dates(self) -> list[date]:
        """The dates that this span closes from midnight to midnight."""
        day = self.start.date() if self.start.time() == time() else self.start.date() + timedelta(days=1)
        found = []
        while datetime.combine(day, time()) + timedelta(days=1) <= self.end:
            found.append(day)
            day += timedelta(days=1)
        return found


@dataclass(frozen=True)
class Calendar:
    """Opening hours of one desk: zone, dated weekly hours, closures, special dates, national holidays."""

    name: str
    zone: ZoneInfo
    weeks: tuple[Week, ...]
    yearly: tuple[YearlyClosure, ...] = ()
    closures: tuple[Closure, ...] = ()
    special: dict[date, Hours] = field(default_factory=dict)
    national_holidays: str | None = None
    source: str = ""

    @property
    def first_day(self) -> date:
        """The first local date that has hours; earlier days are refused."""
        return self.weeks[0].valid_from

    def hours_on(self, day: date) -> Hours:
        """The hours that open on a local date, before closures; `day` is not before `first_day`."""
        if day in self.special:
            return self.special[day]
        week = next(week for week in reversed(self.weeks) if week.valid_from <= day)
        return week.days[day.weekday()]

    def closed_also(self, closures: list[Closure]) -> "Calendar":
        """The same calendar with company-designated closures added."""
        return replace(self, closures=self.closures + tuple(closures))
