"""TRM ledgers, onsite blocks and what lies outside every term (XII), read by hand: plain loops over the exported rows.

Rows are dicts of text, as an export writes them. The zone of a subscription's first calendar decides what "today" is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise

from oracle.clock import ALWAYS, Calendar
from oracle.contract import JAPAN_SUPPORT
from oracle.instants import local_date
from oracle.trm_terms import DAY, NOTICE, Series, Term, as_date, series_of, term_of, term_start

QUARTER = Fraction(1, 4)
FEWEST_IN_A_ROW = 2

# type → (days a year, onsite share at most, coupons)
TYPES = {
    "basic": (12, Fraction(25, 100), 1),
    "premier": (24, Fraction(25, 100), 2),
    "enterprise": (48, Fraction(25, 100), 3),
    "dedicated": (200, Fraction(100, 100), 4),
}


@dataclass
class TrmWorld:
    subscriptions: list[dict]
    days: list[dict] = field(default_factory=list)
    coupons: list[dict] = field(default_factory=list)
    closures: list[dict] = field(default_factory=list)
    calendars: dict[str, dict] = field(default_factory=dict)

    def __post_init__(self):
        tables = {"japan-support": JAPAN_SUPPORT} | self.calendars
        closed = defaultdict(set)
        for row in self.closures:
            closed[row["calendar"]].add(as_date(row["date"]))
        self._calendars = {name: Calendar(table, closed[name]) for name, table in tables.items()} | {"always": ALWAYS}

    def calendar_of(self, row: dict) -> str:
        return row.get("calendar") or "japan-support"

    def zone_of(self, row: dict) -> str:
        name = self.calendar_of(row)
        return "Asia/Tokyo" if name == "always" else self._calendars[name].table["time_zone"]

    def _is_closed(self, series: list[Series], day: date) -> bool:
        """Whether the calendar of the day's term, or of the last term before it, has no opening on that day."""
        row = [row for one in series for number, row in one.rows if term_start(one.first, number) <= day][-1]
        return not self._calendars[self.calendar_of(row)].openings(day)

    def answer(self, as_of: int) -> dict[str, list[dict]]:
        """`ledgers`, `blocks` and `outside_term`, in the order of the command's answer."""
        found: dict[str, list[dict]] = {"ledgers": [], "blocks": [], "outside_term": []}
        rows, days, coupons = (_by_id(part) for part in (self.subscriptions, self.days, self.coupons))
        for name in sorted(rows):
            today = local_date(as_of, self.zone_of(rows[name][0]))
            series = series_of(rows[name], today)
            entries = [row | {"on": as_date(row["date"])} for row in days[name] if row["status"] != "cancelled"]
            inside = [row for row in entries if term_of(series, row["on"])]
            outside = [row for row in entries if not term_of(series, row["on"])]
            found["ledgers"] += _ledgers(name, series, inside, coupons[name], today)
            found["blocks"] += blocks(name, inside, partial(self._is_closed, series))
            found["outside_term"] += [
                {"subscription_id": name, "date": row["date"], "days": _days([row])}
                for row in sorted(outside, key=lambda row: (row["date"], Fraction(row["days"])))
            ]
        return found


def _ledgers(name: str, series: list[Series], entries: list[dict], coupons: list[dict], today: date) -> list[dict]:
    held = {term_of(series, row["on"]) for row in entries}
    held |= {term_of(series, as_date(row["used_on"])) for row in coupons} - {None}
    terms = held.union(*(one.begun(today) for one in series))
    return [_ledger(name, term, entries, coupons, today) for term in sorted(terms, key=lambda term: term.start)]


def _ledger(name: str, term: Term, entries: list[dict], coupons: list[dict], today: date) -> dict:
    entitled, share, coupons_entitled = TYPES[term.row["trm_type"]]
    own = [row for row in entries if term.start <= row["on"] <= term.end]
    done = [row for row in own if _is_done(row, today)]
    ahead = [row for row in own if not _is_done(row, today)]
    used, planned = _days(done), _days(ahead)
    onsite_used, onsite_planned = (_days([row for row in part if row["mode"] == "onsite"]) for part in (done, ahead))
    remaining = entitled - used
    onsite_remaining = min(entitled * share - onsite_used, remaining)
    coupons_used = _quantity(coupons, term.start, min(term.end, today))
    coupons_left = coupons_entitled - coupons_used
    over = today > term.end
    return {
        "subscription_id": name,
        "customer_id": term.row["customer_id"],
        "trm_type": term.row["trm_type"],
        "term_start": term.start.isoformat(),
        "term_end": term.end.isoformat(),
        "entitled": entitled,
        "used": used,
        "planned": planned,
        "remaining": remaining,
        "uncommitted": remaining - planned,
        "onsite_cap": entitled * share,
        "onsite_used": onsite_used,
        "onsite_planned": onsite_planned,
        "onsite_remaining": onsite_remaining,
        "onsite_share": onsite_used / entitled,
        "stranded_onsite": _stranded(onsite_remaining),
        "stranded_after_plan": _stranded(onsite_remaining - onsite_planned),
        "expired": max(0, remaining) if over else 0,
        "coupons_entitled": coupons_entitled,
        "coupons_used": coupons_used,
        "coupons_planned": _quantity(coupons, term.start, term.end) - coupons_used,
        "coupons_remaining": coupons_left,
        "coupons_expired": max(0, coupons_left) if over else 0,
        "notice_by": (term.end - NOTICE).isoformat(),
        "forecast_expiring": _forecast_expiring(term, entitled, used, planned, today),
    }


def _is_done(row: dict, today: date) -> bool:
    return row["status"] in ("delivered", "") and row["on"] <= today


def _stranded(left: Fraction) -> Fraction:
    """Onsite days too few for the shortest block."""
    return left if 0 < left < FEWEST_IN_A_ROW else Fraction(0)


def elapsed_share(term: Term, today: date) -> Fraction:
    """Days begun, today's among them, of all days of the term."""
    passed = (min(today, term.end) - term.start).days + 1
    return Fraction(max(0, passed), (term.end - term.start).days + 1)


def _forecast_expiring(term: Term, entitled: int, used: Fraction, planned: Fraction, today: date) -> Fraction | None:
    elapsed = elapsed_share(term, today)
    if elapsed < QUARTER:
        return None
    return max(Fraction(0), entitled - max(used + planned, used / elapsed))


def blocks(name: str, entries: list[dict], is_closed: Callable[[date], bool]) -> list[dict]:
    """Maximal runs of onsite dates with nothing but closed days between them."""
    per_date: dict[date, Fraction] = defaultdict(Fraction)
    for row in entries:
        if row["mode"] == "onsite":
            per_date[row["on"]] += Fraction(row["days"])
    found: list[list[date]] = []
    for day in sorted(per_date):
        if found and all(is_closed(gap) for gap in _between(found[-1][-1], day)):
            found[-1].append(day)
        else:
            found.append([day])
    return [
        {
            "subscription_id": name,
            "first": block[0].isoformat(),
            "last": block[-1].isoformat(),
            "days": sum(per_date[day] for day in block),
            "state": _state(block, per_date),
        }
        for block in found
    ]


def _state(block: list[date], per_date: dict[date, Fraction]) -> str:
    runs = [[block[0]]]
    for before, day in pairwise(block):
        if day == before + DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    if all(len(run) >= FEWEST_IN_A_ROW and sum(per_date[day] for day in run) >= FEWEST_IN_A_ROW for run in runs):
        return "valid"
    across = len(runs) > 1 and sum(per_date[day] for day in block) >= FEWEST_IN_A_ROW
    return "bridged" if across else "short"


def _between(first: date, last: date) -> Iterator[date]:
    return (first + DAY * n for n in range(1, (last - first).days))


def _days(rows: list[dict]) -> Fraction:
    return sum((Fraction(row["days"]) for row in rows), Fraction(0))


def _quantity(coupons: list[dict], first: date, last: date) -> int:
    return sum(int(row["quantity"] or 1) for row in coupons if first <= as_date(row["used_on"]) <= last)


def _by_id(rows: list[dict]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row["subscription_id"]].append(row)
    return found
