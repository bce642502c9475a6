"""Names, dates and clauses as the reminders write them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from labels import figures, text


def one_line(given: object) -> str:
    """Text of an export without line breaks, control and direction signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(given)).split())


def customer(row: Mapping[str, Any]) -> str:
    """The company's name, else its id, else "–"."""
    return one_line(row["customer_name"] or "") or one_line(row["customer_id"] or "") or figures.EMPTY


def day(moment: date, today: date, language: str) -> str:
    """ "10/7", or "2027/3/31" in another year than today's."""
    if moment.year == today.year:
        return figures.short_day(moment, language)
    month = text("unit.months", language).split()[moment.month - 1]
    return text("digest.year_day", language, year=moment.year, number=moment.month, month=month, day=moment.day)


def weekday(moment: date, today: date, language: str) -> str:
    """ "12/28(月)", with the year where it is not today's."""
    return figures.day(moment, language, year=moment.year != today.year)


def cited(clause: str | None, language: str) -> str:
    """ "(VI)" behind a statement; "" where no clause says it."""
    if not clause:
        return ""
    named = text("digest.preamble", language) if clause == "preamble" else clause
    return text("digest.cited", language, clause=named)


def joined(parts: Iterable[str], language: str) -> str:
    return text("unit.list", language).join(part for part in parts if part)


def sentences(parts: Iterable[str], language: str) -> str:
    return text("unit.sentence_gap", language).join(part for part in parts if part)
