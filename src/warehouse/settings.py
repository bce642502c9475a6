"""What a team may set and the contract does not: `data/settings.toml`. Stored with every database version."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from refusals import Refusal, nearest

TABLE = """
create or replace table settings as
select ?::integer as notice_window_days, ?::integer as ending_days, ?::boolean as fees_include_tax
"""
"""What the questions need of them, as one row."""


@dataclass(frozen=True)
class Settings:
    """`fiscal_year_start_month`: 4 = FY2026 Q1 is April–June; `default_calendar`: of tickets without a contract;
    `notice_window_days`: so many days before a notice date it is near; `ending_days`: likewise before a term's end;
    `fees_include_tax`: how amounts are labelled."""

    fiscal_year_start_month: int = 4
    default_calendar: str = "japan-support"
    notice_window_days: int = 30
    ending_days: int = 30
    fees_include_tax: bool = False


def read(file: Path) -> Settings:
    """The settings of a file; the defaults where there is none. Refusal on an unknown key or a wrong value."""
    if not file.exists():
        return Settings()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"{file}: not a readable TOML file ({error}); mend it there") from None
    known = asdict(Settings())
    for key, value in given.items():
        if key not in known:
            raise Refusal(f'{file}: unknown key "{key}"{nearest(key, list(known))}')
        if type(value) is not type(known[key]):
            raise Refusal(f"{file}: {key} = {value!r}: give a value such as {known[key]!r}")
    settings = Settings(**given)
    if not 1 <= settings.fiscal_year_start_month <= 12:
        raise Refusal(
            f"{file}: fiscal_year_start_month = {settings.fiscal_year_start_month}: give a month from 1 to 12"
        )
    for key in ("notice_window_days", "ending_days"):
        if not 0 <= getattr(settings, key) <= 366:
            raise Refusal(f"{file}: {key} = {getattr(settings, key)}: give a number of days from 0 to 366")
    return settings
