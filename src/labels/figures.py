"""How counts, shares, durations and instants are written in each language. Pure; no figure is decided here."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from labels import text

ZONE = ZoneInfo("Asia/Tokyo")
EMPTY = "–"


def percent(part: int, whole: int) -> str:
    """One decimal, rounded down on integers: 999 of 1000 is 99.9%. An empty whole is "–"."""
    if not whole:
        return EMPTY
    permille = part * 1000 // whole
    return f"{permille // 10}.{permille % 10}%"


def points(part: int, whole: int, earlier_part: int, earlier_whole: int) -> str:
    """Difference of two shares in percentage points, from the displayed values: "+1.2". "" when either is empty."""
    if not whole or not earlier_whole:
        return ""
    change = part * 1000 // whole - earlier_part * 1000 // earlier_whole
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{abs(change) // 10}.{abs(change) % 10}"


def count(number: int, language: str) -> str:
    """ "1,204件" or "1,204"."""
    return text("unit.count", language, number=f"{number:,}")


def counts(part: int, whole: int, language: str) -> str:
    """ "38/40件" or "38/40"."""
    return text("unit.count", language, number=f"{part:,}/{whole:,}")


def days(number: float, language: str) -> str:
    """ "4日", "0.5日" or "1 day", "4.5 days"."""
    shown = days_number(number)
    return text("unit.one_day" if abs(number) == 1 else "unit.some_days", language, number=shown)


def days_number(number: float) -> str:
    """ "4", "0.5" or "−1": TRM days without their unit."""
    return f"{'−' if number < 0 else ''}{abs(number):,.1f}".removesuffix(".0")


def duration(seconds: int, language: str) -> str:
    """Hours and minutes, never days: "26時間5分". Below one minute in seconds."""
    sign, seconds = ("−", -seconds) if seconds < 0 else ("", seconds)
    hours, minutes = divmod(seconds // 60, 60)
    parts = []
    if hours:
        parts.append(text("unit.hours", language, number=f"{hours:,}"))
    if minutes:
        parts.append(text("unit.minutes", language, number=minutes))
    if not parts:
        parts.append(text("unit.seconds", language, number=seconds))
    return sign + text("unit.joint", language).join(parts)


def target(minutes: int, clock: str, language: str) -> str:
    """ "2時間・営業時間": the contract's value and the clock it counts on."""
    name = text(f"clock.{clock}", language)
    return text("unit.target", language, time=duration(int(minutes) * 60, language), clock=name)


def local(instant: datetime) -> datetime:
    """The wall clock of a UTC instant, naive or aware."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(ZONE).replace(tzinfo=None)


def instant(moment: datetime, language: str, year: bool = False) -> str:
    """ "9/18(金) 16:40" or "Fri 18 Sep 16:40" of a naive UTC instant; with the year when asked for."""
    wall = local(moment)
    return f"{day(wall.date(), language, year)} {wall:%H:%M}"


def day(moment: date, language: str, year: bool = True) -> str:
    """ "2026/9/18(金)" or "Fri 18 Sep 2026"."""
    weekday = text("unit.weekdays", language).split()[moment.weekday()]
    month = text("unit.months", language).split()[moment.month - 1]
    return text(
        "unit.day_with_year" if year else "unit.day",
        language,
        year=moment.year,
        number=moment.month,
        month=month,
        day=moment.day,
        weekday=weekday,
    )


def money(amount: Decimal | float, currency: str | None, language: str) -> str:
    """ "3,294,000円" or "¥3,294,000"; another currency by its code: "11,542.00 USD"."""
    if currency in (None, "JPY"):
        return text("unit.yen", language, amount=f"{int(amount):,}")
    return f"{amount:,.2f} {currency}"


def round_money(amount: Decimal | float, currency: str | None, language: str) -> str:
    """Large amounts as people say them: "329万円", "4.2億円"; "¥3.3M"."""
    if currency not in (None, "JPY"):
        return f"{int(amount):,} {currency}"
    value = int(amount)
    if language == "ja":
        if value >= 10**8:
            return f"{value / 10**8:.1f}億円"
        return f"{value / 10**4:,.0f}万円" if value >= 10**4 else f"{value:,}円"
    return f"¥{value / 10**6:,.1f}M" if value >= 10**6 else f"¥{value:,}"


def short_day(moment: date, language: str) -> str:
    """ "12/6" or "6 Dec"."""
    month = text("unit.months", language).split()[moment.month - 1]
    return text("unit.short_day", language, number=moment.month, month=month, day=moment.day)


def month(name: str, language: str, year: bool = False) -> str:
    """ "2026-04" → "4月" or "Apr"; with the year "2026年4月" or "Apr 2026"."""
    number = int(name[5:])
    short = text("unit.months", language).split()[number - 1]
    return text("unit.month_with_year", language, year=name[:4], month=short) if year else short


def interval(low: float, high: float) -> str:
    """ "84.0–97.2%" of two shares."""
    return f"{low * 100:.1f}–{high * 100:.1f}%"
