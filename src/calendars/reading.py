"""`data/calendars/*.toml` → calendars, checked; see the format in docs/calendars.md."""

import re
import tomllib
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from calendars.holidays import COUNTRIES
from calendars.model import Calendar, Closure, Hours, Week, YearlyClosure
from refusals import Refusal, nearest

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEYS = {
    "": ("time_zone", "source", "national_holidays", "hours", "closed_yearly", "closed", "special"),
    "hours": ("valid_from", "source", *WEEKDAYS),
    "closed_yearly": ("from", "to", "name", "source", "valid_from", "valid_to"),
    "closed": ("from", "to", "name", "source"),
    "special": ("date", "hours", "name", "source"),
}
INTERVAL = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")


def read(*folders: Path) -> dict[str, Calendar]:
    """name → calendar of every TOML file in the folders; in a later folder the same name wins. Refusal when wrong."""
    found = {}
    for folder in folders:
        if not folder.is_dir():
            raise Refusal(f"{folder}: no such folder of calendars; give a folder that holds NAME.toml files")
        for file in sorted(file for file in folder.glob("*.toml") if file.is_file()):
            found[file.stem] = _calendar(file)
    return found


def _calendar(file: Path) -> Calendar:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"{file}: not a readable TOML file ({error}); mend it there") from None
    reader = _Reader(file)
    reader.check_keys(content, "")
    for table in ("hours", "closed_yearly", "closed", "special"):
        entries = content.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise reader.refusal(table, entries, f"write each entry under [[{table}]]")
        for entry in entries:
            reader.check_keys(entry, table)
    weeks = sorted((reader.week(entry) for entry in content.get("hours", [])), key=lambda week: week.valid_from)
    if not weeks:
        raise reader.refusal("hours", "", "give at least one [[hours]] with valid_from")
    for earlier, later in pairwise(weeks):
        if earlier.valid_from == later.valid_from:
            raise reader.refusal("valid_from", later.valid_from, "two [[hours]] begin on the same date; keep one")
    special = [reader.special(entry) for entry in content.get("special", [])]
    for day, _ in special:
        if [other for other, _ in special].count(day) > 1:
            raise reader.refusal("date", day, "two [[special]] have the same date; keep one")
    return Calendar(
        name=file.stem,
        zone=reader.zone(content.get("time_zone")),
        weeks=tuple(weeks),
        yearly=tuple(reader.yearly(entry) for entry in content.get("closed_yearly", [])),
        closures=tuple(reader.closure(entry) for entry in content.get("closed", [])),
        special=dict(special),
        national_holidays=reader.country(content.get("national_holidays")),
        source=str(content.get("source", "")),
    )


class _Reader:
    """Values of one file; every refusal names the file, the key, the value and the remedy."""

    def __init__(self, file: Path):
        self.file = file

    def refusal(self, key: str, value: object, remedy: str) -> Refusal:
        return Refusal(f"{self.file}: {key} = {str(value)!r}: {remedy}")

    def check_keys(self, table: dict, kind: str) -> None:
        for key in table:
            if key not in KEYS[kind]:
                where = f" in [[{kind}]]" if kind else ""
                hint = nearest(key, list(KEYS[kind])) or f"; known are {', '.join(KEYS[kind])}"
                raise Refusal(f'{self.file}: unknown key "{key}"{where}{hint}')

    def zone(self, value: object) -> ZoneInfo:
        try:
            return ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self.refusal("time_zone", value, "give a zone of the IANA list, such as Asia/Tokyo") from None

    def country(self, value: object) -> str | None:
        if value is None or value in COUNTRIES:
            return None if value is None else str(value)
        raise self.refusal("national_holidays", value, f"known are {', '.join(COUNTRIES)}; or list the days")

    def day(self, entry: dict, key: str, default: date | None = None) -> date:
        value = entry.get(key, default)
        if type(value) is not date:
            raise self.refusal(key, value, "give a date such as 2026-04-01")
        return value

    def week(self, entry: dict) -> Week:
        return Week(self.day(entry, "valid_from"), tuple(self.hours(day, entry.get(day, [])) for day in WEEKDAYS))

    def hours(self, key: str, value: object) -> Hours:
        if not isinstance(value, list):
            raise self.refusal(key, value, 'give a list such as ["09:00-12:00", "13:00-17:00"]')
        return tuple(self.interval(key, text) for text in value)

    def interval(self, key: str, text: object) -> tuple[int, int]:
        match = INTERVAL.fullmatch(text) if isinstance(text, str) else None
        start, end = (
            (0, 0)
            if not match
            else (
                int(match[1]) * 60 + int(match[2]),
                int(match[3]) * 60 + int(match[4]),
            )
        )
        if not match or start >= 1440 or end > 1440 or int(match[2]) > 59 or int(match[4]) > 59:
            raise self.refusal(key, text, 'give hours such as "09:00-17:00" or, past midnight, "22:00-06:00"')
        return (start, end) if end >= start else (start, end + 1440)

    def yearly(self, entry: dict) -> YearlyClosure:
        return YearlyClosure(
            self.day_of_year(entry, "from"),
            self.day_of_year(entry, "to") if "to" in entry else self.day_of_year(entry, "from"),
            str(entry.get("name", "")),
            self.day(entry, "valid_from", date.min),
            self.day(entry, "valid_to", date.max),
        )

    def day_of_year(self, entry: dict, key: str) -> tuple[int, int]:
        value = entry.get(key)
        try:
            day = date.fromisoformat(f"2000-{value}")
        except ValueError:
            raise self.refusal(key, value, 'give a day of the year such as "12-29"') from None
        return day.month, day.day

    def closure(self, entry: dict) -> Closure:
        start, end = entry.get("from"), entry.get("to", entry.get("from"))
        about = str(entry.get("name", "")), str(entry.get("source", ""))
        if type(start) is date and type(end) is date and start <= end:
            return Closure.of_dates(start, end, *about)
        start, end = self.moment("from", start), self.moment("to", end, end_of_day=True)
        if start >= end:
            raise self.refusal("to", entry.get("to"), "the closure must end after it begins")
        return Closure(start, end, *about)

    def moment(self, key: str, value: object, end_of_day: bool = False) -> datetime:
        if isinstance(value, datetime):
            if value.tzinfo is not None or value.microsecond:
                raise self.refusal(key, value, "give a local date-time in whole seconds, without an offset")
            return value
        if type(value) is not date:
            raise self.refusal(key, value, "give a date such as 2026-08-13 or a local date-time 2026-08-13T12:00:00")
        return Closure.of_dates(value, value).end if end_of_day else datetime.combine(value, time())

    def special(self, entry: dict) -> tuple[date, Hours]:
        return self.day(entry, "date"), self.hours("hours", entry.get("hours", []))
