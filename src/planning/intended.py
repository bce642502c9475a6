"""Dates as people type or paste them: "2026-10-13 10/14 0.5, 10/20〜10/22"."""

import re
import unicodedata
from datetime import date, timedelta

from labels import text
from refusals import Refusal

_SEPARATORS = re.compile(r"[\s,、;]+")
_WEEKDAY = re.compile(r"\([^)]*\)")
_DATE = re.compile(r"(?:(\d{4})[-/年.])?(\d{1,2})[-/月.](\d{1,2})日?")
_DAYS = {"0.5": 0.5, "1": 1.0, "1.0": 1.0, "0.5日": 0.5, "1日": 1.0}
_LONGEST = 400
_ACROSS = timedelta(days=31)  # so far a span may run on beyond the term's end


def intended(typed: str, first: date, last: date, language: str = "ja") -> list[tuple[date, float]]:
    """(date, days) of each date typed, in order, each once.

    A date without a year takes the one that lies in the term from `first` to `last`, else the year of `first`; the end
    of a span follows its start. Refusal, in the language, for what is no date.
    """
    found: dict[date, float] = {}
    given: list[date] = []
    plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", typed)).replace("〜", "~")
    for part in filter(None, _SEPARATORS.split(re.sub(r"\s*~\s*", "~", plain))):
        if part in _DAYS and given:
            found.update(dict.fromkeys(given, _DAYS[part]))
            continue
        if re.fullmatch(r"\d+(\.\d+)?日?", part):
            raise Refusal(text("trm.check.half", language, part=part))
        given = _dates(part, first, last, language)
        found.update({day: found.get(day, 1.0) for day in given})
    return sorted(found.items())


def _dates(part: str, first: date, last: date, language: str) -> list[date]:
    written = part.split("~")
    start = _date(written[0], first, last)
    end = _date(written[-1], start, max(last, start + _ACROSS)) if start else None
    if len(written) > 2 or start is None or end is None or not 0 <= (end - start).days < _LONGEST:
        raise Refusal(text("trm.check.unreadable", language, part=part))
    return [start + timedelta(days=count) for count in range((end - start).days + 1)]


def _date(written: str, first: date, last: date) -> date | None:
    match = _DATE.fullmatch(written)
    if not match:
        return None
    year, month, day = match.groups()
    years = [int(year)] if year else list(range(first.year, last.year + 1))
    dates = [found for found in (_of(each, int(month), int(day)) for each in years) if found is not None]
    return next((each for each in dates if first <= each <= last), dates[0] if dates else None)


def _of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
