"""Hypothesis strategies for calendars, and for customers with contracts, tickets and severity histories.

An example set is gathered first and asked in one run of the command; `gather` is the same on every machine.
"""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from oracle.clock import WEEKDAYS
from oracle.instants import iso, parse

ZONES = (
    "Asia/Tokyo",
    "UTC",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "America/Santiago",
)
# clock changes of those zones, holidays, year ends
MOMENTS = [
    parse(text)
    for text in (
        "2025-12-31T15:00:00Z",
        "2026-02-15T02:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-03-29T01:00:00Z",
        "2026-04-04T15:00:00Z",
        "2026-06-08T00:00:00Z",
        "2026-09-18T08:00:00Z",
        "2026-09-23T15:00:00Z",
        "2026-10-03T15:30:00Z",
        "2026-10-25T01:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-12-28T08:00:00Z",
    )
]
LOADED_AS_OF = parse("2026-10-05T08:30:00+09:00")


def gather(strategy: st.SearchStrategy, count: int) -> list:
    """`count` examples of the strategy, the same every time."""
    found: list = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(example):
        found.append(example)

    take()
    return found


def minute_text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@st.composite
def day_hours(draw) -> list[str]:
    """Windows of one day that do not overlap; the last one may run past midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=0, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    windows = [f"{minute_text(a * 15)}-{minute_text(b * 15)}" for a, b in zip(edges[::2], edges[1::2], strict=True)]
    last = edges[-1] if edges else 64
    if last < 96 and draw(st.integers(0, 3)) == 0:
        opens, closes = draw(st.integers(last, 95)), draw(st.integers(0, min([60, *edges])))
        windows.append(f"{minute_text(opens * 15)}-{minute_text(closes * 15)}")
    return windows


@st.composite
def weekly_hours(draw, valid_from: date) -> dict:
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=2, max_size=7, unique=True))
    week = {day: draw(day_hours()) for day in days}
    if not any(week.values()):
        week[days[0]] = ["09:00-17:00"]
    return {"valid_from": valid_from, **week}


def near_dates() -> st.SearchStrategy[date]:
    days = st.tuples(st.sampled_from(MOMENTS), st.integers(-6, 6))
    return days.map(lambda pair: (datetime.fromisoformat(iso(pair[0], "UTC")) + timedelta(days=pair[1])).date())


@st.composite
def partial_closures(draw) -> dict:
    start = datetime.combine(draw(near_dates()), datetime.min.time())
    start += timedelta(minutes=15 * draw(st.integers(0, 95)), seconds=draw(st.sampled_from([0, 0, 7])))
    return {"from": start, "to": start + timedelta(minutes=draw(st.integers(1, 3000)))}


@st.composite
def calendars(draw) -> dict:
    table: dict = {"time_zone": draw(st.sampled_from(ZONES))}
    if draw(st.integers(0, 3)) == 0:
        table["national_holidays"] = "JP"
    table["hours"] = [draw(weekly_hours(date(2000, 1, 1)))]
    if draw(st.booleans()):
        table["hours"].append(draw(weekly_hours(draw(near_dates()))))
    first_days = draw(st.lists(near_dates(), max_size=4))
    table["closed"] = [
        *({"from": day, "to": day + timedelta(days=draw(st.integers(0, 3)))} for day in first_days),
        *draw(st.lists(partial_closures(), max_size=3)),
    ]
    table["special"] = [
        {"date": day, "hours": draw(day_hours())} for day in draw(st.lists(near_dates(), max_size=4, unique=True))
    ]
    if draw(st.booleans()):
        first, last = draw(st.sampled_from([("12-29", "01-03"), ("08-11", "08-16"), ("12-25", "12-25")]))
        table["closed_yearly"] = [{"from": first, "to": last}]
    return table


@st.composite
def instants(draw) -> int:
    return draw(st.sampled_from(MOMENTS)) + draw(
        st.one_of(
            st.integers(-16, 16).map(lambda quarters: quarters * 900),
            st.integers(-400_000, 400_000),
            st.integers(-40, 40).map(lambda half_hours: half_hours * 1800 - 1),
        )
    )


@st.composite
def clock_rows(draw, zone: str) -> dict:
    start = draw(instants())
    row = {"start": iso(start, draw(st.sampled_from(["UTC", zone])))}
    if draw(st.booleans()):
        row["end"] = iso(draw(st.one_of(instants(), st.integers(-1_500_000, 1_500_000).map(start.__add__))), zone)
    else:
        seconds = st.one_of(st.integers(-320, 320).map(lambda quarters: quarters * 900), st.integers(-90_000, 90_000))
        row["add_seconds"] = draw(seconds)
    return row


@st.composite
def calendars_with_rows(draw, rows: int = 25) -> tuple[dict, list[dict]]:
    table = draw(calendars())
    return table, [draw(clock_rows(table["time_zone"])) for _ in range(rows)]
