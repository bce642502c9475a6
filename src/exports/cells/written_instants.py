"""The general way to written dates and instants: every shape that has one reading, by regular expression."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa

from exports import engine
from exports.cells import serials
from exports.cells.readings import NEVER, Readings

ERAS = (  # (names, first day, last day); a day on which the era changed bears both names until 1926
    (("令和", "R"), date(2019, 5, 1), date(9999, 12, 31)),
    (("平成", "H"), date(1989, 1, 8), date(2019, 4, 30)),
    (("昭和", "S"), date(1926, 12, 25), date(1989, 1, 7)),
    (("大正", "T"), date(1912, 7, 30), date(1926, 12, 25)),
    (("明治", "M"), date(1868, 10, 23), date(1912, 7, 30)),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = (("月", "mon"), ("火", "tue"), ("水", "wed"), ("木", "thu"), ("金", "fri"), ("土", "sat"), ("日", "sun"))
_KANJI_DAY = "[月火水木金土日]"
_ENGLISH_DAY = "mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_HALF = r"午前|午後|a\.?m\.?|p\.?m\.?"
_ZONE = (
    r"\s*(?:(?P<zone>z|jst|utc|gmt)|(?:utc|gmt)(?P<hours_of_utc>[+-]\d{1,2})(?::?(?P<minutes_of_utc>\d{2}))?"
    r"|(?P<hours>[+-]\d{2})(?::?(?P<minutes>\d{2}))?)?"
)
_COLON = (
    rf"(?:t|,?\s+)(?P<half>{_HALF})?\s*(?P<hh>\d{{1,2}}):(?P<mi>\d{{2}})(?::(?P<ss>\d{{2}})(?:[.,]\d+)?)?"
    rf"\s*(?P<after>{_HALF})?{_ZONE}"
)
_KANJI = (
    rf"\s+(?P<half>午前|午後)?\s*(?P<hh>\d{{1,2}})時(?:\s*(?P<mi>\d{{1,2}})分"
    rf"(?:\s*(?P<ss>\d{{1,2}})秒)?)?(?P<after>){_ZONE}"
)
_CLOSE = rf"(?:t|\s+)?(?P<half>)(?P<hh>\d{{2}})(?P<mi>\d{{2}})(?P<ss>\d{{2}})(?P<after>){_ZONE}"
_HOURS = rf"(?:t|\s+)(?P<half>)(?P<hh>\d{{2}})(?P<mi>\d{{2}})(?P<ss>)(?P<after>){_ZONE}"
_COMPACT = r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
_YEAR_LAST = r"[-/.](?P<y>\d{4})"

_YEAR = "try_cast(p.y as integer)"
_SHORT_YEAR = f"case when length(p.y) > 2 then {_YEAR} when {_YEAR} < 69 then 2000 + {_YEAR} else 1900 + {_YEAR} end"
_NAMED_MONTH = f"list_position({list(_MONTHS)}, lower(p.mon[1:3]))"


def _of_eras(say) -> str:
    whens = " ".join(f"when upper(p.era) in {names} then {say(first, last)}" for names, first, last in ERAS)
    return f"(case {whens} end)"


_BEFORE_ERA = _of_eras(lambda first, last: first.year - 1)
_WITHIN_ERA = (
    "day between "
    + _of_eras(lambda first, last: f"date '{first}'")
    + " and "
    + _of_eras(lambda first, last: f"date '{last}'")
)

_MANY = 1_000  # beyond so many spellings it pays to look first which patterns they follow


@dataclass(frozen=True)
class _Shape:
    """How a day is written, the times that may follow it, and how its year and month are read.

    `order`: with which order of day, month and year it is tried; `within`: what the day must also fulfil.
    """

    day: str
    year: str = _YEAR
    month: str = "try_cast(p.m as integer)"
    times: tuple[str, ...] = (_COLON, _KANJI)
    order: str = "ymd"
    within: str = "true"

    def patterns(self) -> Iterator[str]:
        """The pattern of the day with each of its times; the first of them may be absent."""
        for place, time in enumerate(self.times):
            yield (
                rf"(?i)^(?:(?P<before>{_ENGLISH_DAY}),?\s+)?{self.day}"
                rf"(?:\s*\((?P<beside>{_KANJI_DAY}(?:曜日?)?|{_ENGLISH_DAY})\)|\s*(?P<behind>{_KANJI_DAY})曜日?)?"
                rf"(?:{time}){'' if place else '?'}\s*$"
            )


_SHAPES = (
    _Shape(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    _Shape(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})" + _YEAR_LAST, order="dmy"),
    _Shape(r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _YEAR_LAST, order="mdy"),
    _Shape(r"(?P<y>\d{4})年\s*(?P<m>\d{1,2})月\s*(?P<d>\d{1,2})日"),
    _Shape(rf"(?P<d>\d{{1,2}})[-/. ]{_MONTH}[-/. ,]\s*(?P<y>\d{{4}}|\d{{2}})", _SHORT_YEAR, _NAMED_MONTH),
    _Shape(r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})月[-/](?P<y>\d{4}|\d{2})", _SHORT_YEAR),
    _Shape(rf"{_MONTH}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})", month=_NAMED_MONTH),
    _Shape(rf"(?P<y>\d{{4}})[-/. ]{_MONTH}[-/. ](?P<d>\d{{1,2}})", month=_NAMED_MONTH),
    *(
        _Shape(day, f"case when p.y = '元' then 1 else {_YEAR} end + {_BEFORE_ERA}", within=_WITHIN_ERA)
        for day in (
            r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<y>\d{1,2}|元)年\s*(?P<m>\d{1,2})月\s*(?P<d>\d{1,2})日",
            r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<y>\d{1,2}|元)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        )
    ),
    _Shape(_COMPACT, times=(_COLON, _CLOSE, _HOURS)),
)

# Materialised, or the filter at the end makes DuckDB take every cell apart twice.
_SQL = """
    with spaced as (select place, regexp_replace(v, '([日)曜])(\\d|午)', '\\1 \\2') as v from cells),
    parts as materialized (select place, regexp_extract(v, '{pattern}', [{names}]) as p from spaced),
    days as (
        select place, p,
            case when {year} = 0 and {month} = 0 and p.d in ('0', '00') then date '1970-01-01' + {never}
                else try_cast(lpad(({year})::varchar, 4, '0') || '-' || {month} || '-' || p.d as date) end as day,
            coalesce(try_cast(p.hh as integer), 0) as hour,
            coalesce(try_cast(p.mi as integer), 0) as minute,
            coalesce(try_cast(p.ss as integer), 0) as second,
            p.half || p.after as half,
            p.hours || p.hours_of_utc as east_hours,
            coalesce(try_cast(p.minutes || p.minutes_of_utc as integer), 0) as east_minutes,
            lower(p.before || p.beside || p.behind) as weekday
        from parts
    ),
    read as materialized (
        select *,
            case when half = '' and hour = 24 and minute = 0 and second = 0 then 86400
                when minute < 60 and second < 60 and hour <= (case when half = '' then 23 else 12 end)
                    and (p.half = '' or p.after = '')
                then (case when half = '' then hour else hour % 12 end
                    + case when half = '午後' or lower(half) like 'p%' then 12 else 0 end) * 3600
                    + minute * 60 + second end as seconds,
            case when upper(p.zone) = 'JST' then 9 * 3600 when east_hours = '' then 0
                else (case when east_hours[1] = '-' then -1 else 1 end)
                    * (east_hours[2:]::integer * 3600 + east_minutes * 60) end as east,
            {weekday} as dow
        from days
    )
    select place, (day - date '1970-01-01')::integer as day, seconds::integer as seconds, east::integer as east,
        p.zone <> '' or east_hours <> '' as offset, coalesce(dow <> isodow(day), false) as wrong_weekday
    from read
    where day is not null and seconds is not null and abs(east) < 15 * 3600 and east_minutes < 60 and {within}
"""
_WEEKDAY = "case " + " ".join(
    f"when weekday like '{kanji}%' or weekday like '{english}%' then {place}"
    for place, (kanji, english) in enumerate(_WEEKDAYS, 1)
) + " end"  # fmt: skip


def read(text: pa.Array, order: str | None, epoch: int) -> Readings:
    """The readings of distinct spellings. `order`: dmy or mdy where years stand last; `epoch`: 1900 or 1904."""
    found = serials.read(text, epoch)
    open_ = np.flatnonzero(~found.read)
    patterns = [(shape, each) for shape in _SHAPES if shape.order in ("ymd", order) for each in shape.patterns()]
    if len(open_) > _MANY:
        sample = text.take(pa.array(open_[:_MANY]))
        patterns.sort(key=lambda pattern: -_known(sample, *pattern).num_rows)  # no spelling fits two of them
    for pattern in patterns:
        if not len(open_):
            break
        known = _known(text.take(pa.array(open_)), *pattern)
        if known.num_rows:
            found.put(open_[known["place"].to_numpy()], _readings(known))
            open_ = np.delete(open_, known["place"].to_numpy())
    return found


def _known(spellings: pa.Array, shape: _Shape, pattern: str) -> pa.Table:
    """The spellings of a pattern, by their place, and what they say."""
    with engine.cursor() as connection:
        connection.register("cells", pa.table({"v": spellings, "place": np.arange(len(spellings))}))
        return connection.sql(_sql(shape, pattern)).to_arrow_table()


@cache
def _sql(shape: _Shape, pattern: str) -> str:
    return _SQL.format(
        pattern=re.sub(r"\(\?P<\w+>", "(", pattern),
        names=", ".join(f"'{name}'" for name in re.findall(r"\?P<(\w+)>", pattern)),
        never=NEVER,
        year=shape.year,
        month=shape.month,
        weekday=_WEEKDAY,
        within=shape.within,
    )


def _readings(read: pa.Table) -> Readings:
    day, seconds, east, offset, wrong = (
        read[name].to_numpy() for name in ("day", "seconds", "east", "offset", "wrong_weekday")
    )
    return Readings(day, seconds, east, offset, ~wrong, wrong)
