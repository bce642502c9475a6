"""Renewals of support and TRM (VI, VIII, XII), read by hand: every term in its state, with its two notice dates.

Rows are dicts of text, as an export writes them. "Today" is the local date of the reporting time in the zone of the
term's calendar; what is dated after it is not yet known.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from oracle.clock import ALWAYS, Calendar
from oracle.contract import JAPAN_SUPPORT
from oracle.instants import local_date
from oracle.trm_terms import DAY, NOTICE, Series, Term, as_date, series_of, term_end, term_number

SUPPORT_NOTICE = timedelta(days=90)
ENDING = timedelta(days=30)
NOTICE_WINDOW = timedelta(days=30)
NOT_SUPPORTS_BUSINESS = {"stage": None, "licences_required": None, "licences_covered": None, "licences_shortfall": None}
UNKNOWN_SUCCESSOR = {"next_start": None, "next_fee": None, "next_currency": None}


@dataclass
class RenewalWorld:
    contracts: list[dict] = field(default_factory=list)
    subscriptions: list[dict] = field(default_factory=list)
    closures: list[dict] = field(default_factory=list)
    calendars: dict[str, dict] = field(default_factory=dict)

    def __post_init__(self):
        closed = defaultdict(set)
        for row in self.closures:
            closed[row["calendar"]].add(as_date(row["date"]))
        tables = {"japan-support": JAPAN_SUPPORT} | self.calendars
        self._calendars = {name: Calendar(table, closed[name]) for name, table in tables.items()} | {"always": ALWAYS}

    def rows(self, as_of: int) -> list[dict]:
        """One row for each support term; for each TRM term begun, and each first TRM term still to come."""
        return [*self._support(as_of), *self._trm(as_of)]

    def today(self, row: dict, as_of: int) -> date:
        name = row.get("calendar") or "japan-support"
        return local_date(as_of, "Asia/Tokyo" if name == "always" else self._calendars[name].table["time_zone"])

    def working_day(self, row: dict, day: date | None) -> date | None:
        """The last day with opening hours on or before that day."""
        while day and not self._calendars[row.get("calendar") or "japan-support"].openings(day):
            day -= DAY
        return day

    def _support(self, as_of: int) -> Iterator[dict]:
        for terms in _grouped(self.contracts, "contract_id"):
            terms.sort(key=lambda term: term["start_on"])
            for term, successor in zip(terms, [*terms[1:], None], strict=True):
                today = self.today(term, as_of)
                end = as_date(term["end_on"])
                notice_by = end - SUPPORT_NOTICE if term["program"] == "ivanti" else None
                yield {
                    "kind": "support",
                    "id": term["contract_id"],
                    "program": term["program"],
                    "level": term["tier"] or None,
                    "reseller": term.get("reseller") or None,
                    "owner": term.get("account_owner") or None,
                    **_common(term, as_date(term["start_on"]), end, today),
                    **self._deadlines(term, notice_by),
                    "notice_on": _known(term.get("nonrenewal_notice_on"), today),
                    "state": support_state(term, successor, today),
                    "stage": term.get("renewal_stage") or None,
                    **_licences(term),
                    **_successor(successor, successor and as_date(successor["start_on"])),
                }

    def _trm(self, as_of: int) -> Iterator[dict]:
        for rows in _grouped(self.subscriptions, "subscription_id"):
            today = self.today(rows[0], as_of)
            terms = [
                (series, term) for series in series_of(rows, today) for term in series.begun(today) or [series.term(1)]
            ]
            for (series, term), (_, successor) in zip(terms, [*terms[1:], (None, None)], strict=True):
                yield {
                    "kind": "trm",
                    "id": term.row["subscription_id"],
                    "program": "ivanti",  # XII is a clause of the Ivanti terms
                    "level": term.row["trm_type"],
                    "reseller": None,
                    "owner": term.row.get("consultant") or None,
                    **_common(term.row, term.start, term.end, today),
                    **self._deadlines(term.row, term.end - NOTICE),
                    "notice_on": trm_notice(series, term, today),
                    "state": trm_state(series, term, successor, today),
                    **NOT_SUPPORTS_BUSINESS,
                    **_successor(successor and successor.row, successor and successor.start),
                }

    def _deadlines(self, row: dict, notice_by: date | None) -> dict:
        return {"notice_by": notice_by, "notice_by_working_day": self.working_day(row, notice_by)}


def support_state(term: dict, successor: dict | None, today: date) -> str:
    start, end = as_date(term["start_on"]), as_date(term["end_on"])
    is_ivanti = term["program"] == "ivanti"
    if today < start:
        return "upcoming"
    if successor:
        is_paid = _known(successor.get("payment_confirmed_on"), today)
        return "payment_open" if not is_paid and end - today <= ENDING else "renewed"
    if notice := _known(term.get("nonrenewal_notice_on"), today):
        if today > end:
            return "ended"
        return "late_notice" if is_ivanti and notice > end - SUPPORT_NOTICE else "nonrenewal_notified"
    if today > end:
        return "lapsed"
    if end - today <= ENDING:
        return "expiring_unrenewed"
    return _before_notice(end - SUPPORT_NOTICE, today, "notice_passed") if is_ivanti else "active"


def trm_state(series: Series, term: Term, successor: Term | None, today: date) -> str:
    if today < term.start:
        return "upcoming"
    if successor:
        return "renewed"
    if notice := trm_notice(series, term, today):
        if notice > term.end - NOTICE:
            return "late_notice"
        return "ended" if today > term.end else "nonrenewal_notified"
    return _before_notice(term.end - NOTICE, today, "auto_renewal_fixed")


def _before_notice(notice_by: date, today: date, passed: str) -> str:
    if today > notice_by:
        return passed
    return "notice_window" if notice_by - today <= NOTICE_WINDOW else "active"


def trm_notice(series: Series, term: Term, today: date) -> date | None:
    """The notice that ends the term; else the one that came too late for it."""
    number = term_number(series.first, term.start)
    in_time, late = [], []
    for own, row in series.rows:
        notice = _known(row.get("nonrenewal_notice_on"), today)
        if notice and ended_by(series.first, own, notice) == number:
            in_time.append(notice)
        elif notice and own <= number and term.end - NOTICE < notice <= term.end:
            late.append(notice)
    return min(in_time or late, default=None)


def ended_by(first: date, own: int, notice: date) -> int:
    """The number of the term that a notice of the purchase of term `own` ends: the first for which it is in time."""
    while term_end(first, own) - NOTICE < notice:
        own += 1
    return own


def _common(row: dict, start: date, end: date, today: date) -> dict:
    return {
        "customer_id": row["customer_id"],
        "customer_name": row.get("customer_name") or None,
        "start_on": start,
        "end_on": end,
        "annual_fee": _amount(row),
        "currency": row.get("currency") or None,
        "days_left": (end - today).days,
    }


def _licences(term: dict) -> dict:
    """All licences must be covered, those bought or those in use, whichever are more (VI); Asgent sets no such rule."""
    counts = (term.get("licences_purchased"), term.get("licences_in_use"))
    known = [int(count) for count in counts if count and term["program"] == "ivanti"]
    required = max(known, default=None)
    covered = int(term["licences_covered"]) if term.get("licences_covered") else None
    shortfall = None if required is None or covered is None else required - covered
    return {"licences_required": required, "licences_covered": covered, "licences_shortfall": shortfall}


def _successor(row: dict | None, start: date | None) -> dict:
    if row is None:
        return UNKNOWN_SUCCESSOR
    return {"next_start": start, "next_fee": _amount(row), "next_currency": row.get("currency") or None}


def _amount(row: dict) -> Decimal | None:
    return Decimal(row["annual_fee"]) if row.get("annual_fee") else None


def _known(text: str | None, today: date) -> date | None:
    day = as_date(text)
    return day if day and day <= today else None


def _grouped(rows: list[dict], key: str) -> list[list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return list(found.values())
