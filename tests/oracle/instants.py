"""Instants as whole UTC epoch seconds."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TOKYO = "Asia/Tokyo"


def parse(text: str | None, zone: str = TOKYO) -> int | None:
    """ISO text → epoch seconds; without an offset it is wall clock of `zone`. Empty → None."""
    if not text:
        return None
    at = datetime.fromisoformat(text.strip())
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(zone))
    return int(at.timestamp())


def local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def local_date(at: int, zone: str = TOKYO) -> date:
    return local(at, zone).date()


def iso(at: int | None, zone: str = TOKYO) -> str | None:
    return None if at is None else local(at, zone).isoformat()


def month(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def fiscal_quarter(day: date, first_month: int = 4) -> str:
    """April–June 2026 is FY2026Q1 when the fiscal year starts in April."""
    months_in = (day.month - first_month) % 12
    year = day.year if day.month >= first_month else day.year - 1
    return f"FY{year}Q{months_in // 3 + 1}"
