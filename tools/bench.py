"""`make bench`: what Teirei promises to be fast, as ratios within one run.

python tools/bench.py [--tickets 1000000] [--rounds 9] [--keep DIR]
Every figure is the median of interleaved rounds; ratios hold where absolute times drift.
"""

import argparse
import csv
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as dt_time
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from metrics import Filters, attainment
from metrics.filters import selected
from warehouse import Warehouse, open_published
from warehouse.calendars import use_grid
from warehouse.publishing import current, folder
from warehouse.statements import statement

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-10-05T08:30:00+09:00"
TOKYO = ZoneInfo("Asia/Tokyo")
YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}

SCAN = """
select policy_id, severity_no, count(*), max(opened_s), max(answered_s), max(clock_id), max(month_no)
from ticket_matches
group by policy_id, severity_no
"""
COUNTED = """
select target_no, month_no, is_answered, is_late, count(*)
from plain_outcomes
group by target_no, month_no, is_answered, is_late
"""
ALL_TICKETS = """
select target_no, is_answered, is_late, reason, count(*) from outcomes group by target_no, is_answered, is_late, reason
"""
ELAPSED = "select sum(twice_elapsed) from plain_clock"
FACTS_SCAN = "select tier, severity, count(*) from facts group by tier, severity"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keep", type=Path, help="keep the exports and the database here, and use them again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.keep or Path(temporary)
        versions = f"Python {platform.python_version()}, duckdb {duckdb.__version__}"
        print(f"{platform.machine()}, {os.cpu_count()} cores, {versions}")
        database = _loaded(home, chosen.tickets)
        _added(home, database, chosen.tickets)
        warehouse = open_published(database)
        _clock(warehouse, chosen.rounds)
        _page(warehouse, chosen.rounds)
        _peers(warehouse)


def _loaded(home: Path, tickets: int) -> Path:
    exports, database = home / f"exports-{tickets}", home / f"bench-{tickets}.duckdb"
    if not exports.exists():
        _timed(f"sample of {tickets:,} tickets", ["sample", "--out", str(exports), "--tickets", str(tickets)])
    if current(database) is None:
        seconds = _timed("load", ["load", str(exports), "--db", str(database), "--as-of", AS_OF])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
        print(f"load: {tickets / seconds:,.0f} tickets a second into the published database, peak memory {peak:.2f} GB")
    return database


def _added(home: Path, database: Path, tickets: int) -> None:
    """One ticket in a hundred changed, added to a copy of the database, against a full load: CPU time, both whole."""
    file, copy = home / "changed.csv", home / "copy.duckdb"
    shutil.rmtree(folder(copy), ignore_errors=True)
    shutil.copytree(folder(database), folder(copy))
    with (home / f"exports-{tickets}" / "tickets.csv").open(encoding="utf-8", newline="") as exported:
        rows = csv.DictReader(exported)
        with file.open("w", encoding="utf-8", newline="") as changed:
            writer = csv.DictWriter(changed, rows.fieldnames or [])
            writer.writeheader()
            writer.writerows(row | {"subject": "changed"} for number, row in enumerate(rows) if number % 100 == 7)
    whole = _cpu(["load", str(home / f"exports-{tickets}"), "--db", str(home / "again.duckdb"), "--as-of", AS_OF])
    part = _cpu(["load", str(file), "--add", "--db", str(copy), "--as-of", AS_OF])
    print(f"1 % added: {part:.1f} s of CPU time against {whole:.1f} s for a full load, {part / whole:.1%}")
    for name in (copy, home / "again.duckdb"):
        shutil.rmtree(folder(name), ignore_errors=True)


def _cpu(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "teirei", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _timed(what: str, arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "teirei", *arguments], check=True, capture_output=True)
    seconds = time.perf_counter() - began
    print(f"{what}: {seconds:.1f} s")
    return seconds


def _medians(run: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each, in interleaved rounds after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in run}
    for number in range(rounds + 1):
        for name, call in run.items():
            began = time.perf_counter()
            call()
            if number:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(found) for name, found in times.items()}


def _live(warehouse: Warehouse, *views: str) -> duckdb.DuckDBPyConnection:
    """A cursor on which the named tables of the database are computed anew by each query that reads them."""
    cursor = warehouse.cursor()
    use_grid(cursor)
    cursor.execute("set variable as_of_s = ?::bigint", [int(warehouse.as_of.timestamp())])
    for view in views:
        cursor.execute(f"create temp view {view} as {statement(view)}")
    return cursor


def _clock(warehouse: Warehouse, rounds: int) -> None:
    """Elapsed time, outcome and count by tier × severity × month, against a scan of the same columns."""
    stored = _live(warehouse, "plain_clock", "plain_outcomes", "other_outcomes", "outcomes")
    raw = _live(warehouse, "ticket_base", "plain_clock", "plain_outcomes")
    on_the_clock, tickets = stored.execute("select count(*) filter (is_plain), count(*) from ticket_matches").fetchone()
    stored.fetchall()
    print(f"\nThe live clock, {on_the_clock:,} of {tickets:,} tickets on a clock")
    found = _medians(
        {
            "scan: group by tier, severity": lambda: stored.execute(SCAN).fetchall(),
            "live, from raw instants": lambda: raw.execute(COUNTED).fetchall(),
            "live, time before the opening stored": lambda: stored.execute(COUNTED).fetchall(),
            "live, with histories and reasons": lambda: stored.execute(ALL_TICKETS).fetchall(),
        },
        rounds,
    )
    _print(found)


def _page(warehouse: Warehouse, rounds: int) -> None:
    """What the attainment page asks of the stored facts, against a scan of the same columns."""
    cursor = selected(warehouse, Filters())
    cursor.execute("set variable group_by = ['tier', 'severity', 'month']")
    print("\nThe page's query on stored facts: tier × severity × month")
    _print(
        _medians(
            {
                "scan: group by tier, severity": lambda: cursor.execute(FACTS_SCAN).fetchall(),
                "attainment": lambda: cursor.execute(statement("attainment", "metrics")).fetchall(),
                "attainment, a new cursor and Arrow": lambda: attainment.by(
                    warehouse, Filters(), ("tier", "severity", "month")
                ),
            },
            rounds,
        )
    )


def _peers(warehouse: Warehouse, sample: int = 400) -> None:
    """Elapsed business time of single tickets by other libraries, with equal results."""
    cursor = _live(warehouse, "ticket_base", "plain_clock")
    cursor.execute("select epoch_seconds(max(opened_at)) from tickets").fetchall()
    rows = cursor.execute(
        "select opened_s, stop_s, twice_elapsed // 2 from plain_clock join calendars on calendar_id = clock_id"
        f" where name = 'japan-support' order by hash(ticket_key) limit {sample}"
    ).fetchall()
    holidays = _closed_days(rows)
    spans = [[datetime.fromtimestamp(second, TOKYO).replace(tzinfo=None) for second in row[:2]] for row in rows]
    expected = [row[2] for row in rows]
    ours = _medians({"ours": lambda: cursor.execute(ELAPSED).fetchall()}, 5)["ours"]
    total = cursor.execute("select count(*) from plain_clock").fetchall()[0][0]
    print(f"\nPer ticket, {sample} tickets of the same data; results equal")
    print(f"  {'Teirei, elapsed from raw instants':48} {ours / total * 1e9:12,.0f} ns")
    for name, peer in (("businesstimedelta", _businesstimedelta), ("pandas CustomBusinessHour", _custom_business_hour)):
        elapsed = peer(holidays)
        began = time.perf_counter()
        found = [elapsed(start, end) for start, end in spans]
        each = (time.perf_counter() - began) / len(spans)
        wrong = sum(1 for got, wanted in zip(found, expected, strict=True) if got != wanted)
        print(f"  {name:48} {each * 1e9:12,.0f} ns  {each / (ours / total):9,.0f} ×  {wrong} different")
        if wrong:
            raise SystemExit(f"{name} and Teirei disagree")


def _closed_days(rows: list[tuple]) -> list[date]:
    """Every Monday–Friday without opening in the samples' calendar: what the peers are told as holidays."""
    import jpholiday

    first = datetime.fromtimestamp(min(row[0] for row in rows), TOKYO).date() - timedelta(days=5)
    last = datetime.fromtimestamp(max(row[1] for row in rows), TOKYO).date() + timedelta(days=400)
    with (ROOT / "data" / "samples" / "closures.csv").open(encoding="utf-8", newline="") as file:
        company = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if jpholiday.is_holiday(day) or day in company or (day.month, day.day) in YEAR_END]


def _businesstimedelta(holidays: list[date]) -> Callable[[datetime, datetime], int]:
    import businesstimedelta
    import pytz  # the library asks for its zones

    tokyo = pytz.timezone("Asia/Tokyo")
    workday = businesstimedelta.WorkDayRule(
        start_time=dt_time(9), end_time=dt_time(17), working_days=[0, 1, 2, 3, 4], tz=tokyo
    )
    closed = businesstimedelta.HolidayRule(dict.fromkeys(holidays, "closed"), tz=tokyo)
    hours = businesstimedelta.Rules([workday, closed])

    def elapsed(start: datetime, end: datetime) -> int:
        found = hours.difference(tokyo.localize(start), tokyo.localize(end))
        return found.hours * 3600 + found.seconds

    return elapsed


def _custom_business_hour(holidays: list[date]) -> Callable[[datetime, datetime], int]:
    import pandas

    hour = pandas.offsets.CustomBusinessHour(start="09:00", end="17:00", holidays=holidays)
    opening, closing = pandas.Timedelta(hours=9), pandas.Timedelta(hours=17)
    closed = set(holidays)

    def elapsed(start: datetime, end: datetime) -> int:
        """Whole business hours by date_range; what is left is less than one, and crosses one closing at most."""
        first = hour.rollforward(pandas.Timestamp(start))
        if first > end:
            return 0
        hours = pandas.date_range(first, end, freq=hour)
        last, end_day = hours[-1], pandas.Timestamp(end).normalize()
        left = min(pandas.Timestamp(end), last.normalize() + closing) - last
        if end_day > last.normalize() and end_day.weekday() < 5 and end_day.date() not in closed:
            left += max(min(pandas.Timestamp(end), end_day + closing) - (end_day + opening), pandas.Timedelta(0))
        return (len(hours) - 1) * 3600 + int(left.total_seconds())

    return elapsed


def _print(found: dict[str, float]) -> None:
    base = next(iter(found.values()))
    for name, seconds in found.items():
        print(f"  {name:48} {seconds * 1000:9.1f} ms  {seconds / base:6.2f} ×")


if __name__ == "__main__":
    main()
