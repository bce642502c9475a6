"""A value as people read it, in Japanese or English."""

from datetime import date
from decimal import Decimal

from labels import text

from .model import Entry


def shown(entry: Entry, language: str) -> str:
    """The value in words: its own text, else the value with its unit; unknown and absent values say so."""
    if entry.state in ("unknown", "absent"):
        return text(f"terms.state.{entry.state}", language)
    if entry.text:
        return entry.text[language]
    if isinstance(entry.value, bool):
        return text("terms.yes" if entry.value else "terms.no", language)
    if entry.unit == "minutes" and isinstance(entry.value, int):
        return duration(entry.value, language)
    if isinstance(entry.value, int | Decimal):
        return _counted(entry.value, entry.unit, language)
    return entry.value.isoformat() if isinstance(entry.value, date) else str(entry.value)


def _counted(number: int | Decimal, unit: str | None, language: str) -> str:
    if unit == "share":
        number *= 100
    written = f"{Decimal(number).normalize():f}"
    if unit is None:
        return written
    return text(f"terms.unit.{unit}.{'one' if number == 1 else 'many'}", language, value=written)


def duration(minutes: int, language: str) -> str:
    """Minutes in words, in hours where they fill them: 120 → "2時間", 90 → "1時間30分"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _counted(rest, "minutes", language)
    if not rest:
        return _counted(hours, "hours", language)
    return text(
        "terms.duration",
        language,
        hours=_counted(hours, "hours", language),
        minutes=_counted(rest, "minutes", language),
    )
