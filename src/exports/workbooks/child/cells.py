"""Values of cells → the text that a CSV export of the sheet would hold."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_EXACT = 2.0**53
_HALF_SECOND = timedelta(microseconds=500_000)


def texts(column: Sequence[Any]) -> list[str]:
    """Dates and instants in ISO form, to the nearest second; numbers as the shortest decimal of at most 15 digits."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return list(column)
    if len(kinds) == 1:
        return list(map(_TEXT[kinds.pop()], column))
    return [_TEXT[type(value)](value) for value in column]


def _text(value: str) -> str:
    return value


def _number(value: float) -> str:
    if value % 1 == 0 and abs(value) < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _truth(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _instant(value: datetime) -> str:
    return _whole_second(value).isoformat()


def _whole_second(value: datetime) -> datetime:
    if value.microsecond < 500_000 or value >= datetime.max.replace(microsecond=0):
        return value.replace(microsecond=0)
    return (value + _HALF_SECOND).replace(microsecond=0)


def _time(value: time) -> str:
    return _duration(
        timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    )


def _duration(value: timedelta) -> str:
    seconds = int((abs(value) + _HALF_SECOND) / timedelta(seconds=1))
    sign = "-" if value < timedelta(0) and seconds else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT: dict[type, Callable[[Any], str]] = {
    str: _text,
    float: _number,
    int: str,
    bool: _truth,
    datetime: _instant,
    date: date.isoformat,
    time: _time,
    timedelta: _duration,
}
