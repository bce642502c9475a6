"""The rows of the renewal timeline: terms, notice windows, deadlines, what happens on its own, states."""

from datetime import date, timedelta

import pandas as pd

from charts.dates import on, wall
from labels import figures, text

BEFORE, AFTER = 90, 730  # days around the as-of date that the picture may show
EDGE = 12  # days of room around what is drawn
LETTERS = 22  # of a customer's name, counted in half widths
SIGNS = {
    "payment_open": "▲",
    "expiring_unrenewed": "▲",
    "notice_passed": "▲",
    "notice_window": "▲",
    "late_notice": "▲",
    "lapsed": "✕",
    "nonrenewal_notified": "✕",
    "ended": "✕",
    "renewed": "✓",
    "auto_renewal_fixed": "✓",
}
NAMED = timedelta(days=32)  # after the picture's left edge; a label stands only beyond it
DATES = ("notice_by", "notice_by_working_day", "notice_on")
TERMS = ["row", "kind", "id", "look", "start", "end", "customer", "span", "notice", "working", "given", "state"]
WINDOWS = ["row", "kind", "id", "start", "end"]
MARKS = ["row", "kind", "id", "mark", "at", "passed", "label", "label_at"]
PARTS = ("support", "trm", "support_next", "trm_next", "window", "notice", "working", "end", "fixed")


def frames(terms: pd.DataFrame, as_of: date, language: str, window_days: int = 30) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: rows, terms, windows, marks, states, today, edges, key.

    `terms`: rows of `metrics.renewals.terms`: kind, id, customer_name, start_on, end_on, notice_by,
    notice_by_working_day, notice_on, state, next_start, and `state_name`, the displayed words of the state. One row of
    the picture per kind and id, in the order of the given rows: the term that runs at `as_of` (the local date), else
    the last one before it, else the first; terms after it in the second tone. A successor that is not among the rows
    is drawn from `next_start` on without an end. `window_days`: from so many days before notice_by on
    the notice window is marked (VIII, XII).
    """
    today = on(as_of)
    groups = [_group(same, today) for _, same in terms.groupby(["kind", "id"], sort=False)]
    first, last = _edges(groups, today)
    rows, bars, windows, marks, states = [], [], [], [], []
    for lead, later in groups:
        row = _name(lead)
        row = row if row not in {known["row"] for known in rows} else f"{row} ({lead['kind']})"
        key = {"row": row, "kind": lead["kind"], "id": lead["id"]}
        rows.append({**key, "order": len(rows), "today": wall(today)})
        bars += [{**key, **bar} for bar in _bars(lead, later, first, last, language)]
        windows += [{**key, **window} for window in _windows(lead, first, last, window_days)]
        marks += [{**key, **mark} for mark in _marks(lead, today, (first, last), window_days, language)]
        states.append({**key, "label": f"{SIGNS.get(lead['state'], '・')} {lead['state_name']}", "at": wall(last)})
    return {
        "rows": pd.DataFrame(rows, columns=["row", "kind", "id", "order", "today"]),
        "terms": pd.DataFrame(bars, columns=TERMS),
        "windows": pd.DataFrame(windows, columns=WINDOWS),
        "marks": pd.DataFrame(marks, columns=MARKS),
        "states": pd.DataFrame(states, columns=["row", "kind", "id", "label", "at"]),
        "today": pd.DataFrame({"at": [wall(today)], "label": [_today(today, language)]}),
        "edges": pd.DataFrame({"at": [wall(first), wall(last)]}),
        "key": pd.DataFrame({"part": PARTS}),
    }


def _group(same: pd.DataFrame, today: date) -> tuple[dict, list[dict]]:
    """The term of a row and those after it."""
    ordered = same.sort_values("start_on", kind="stable").to_dict("records")
    begun = [term for term in ordered if on(term["start_on"]) <= today]
    running = [term for term in begun if on(term["end_on"]) >= today]
    lead = (running or begun or ordered)[0 if running or not begun else -1]
    return lead, [term for term in ordered if on(term["start_on"]) > on(lead["end_on"])]


def _edges(groups: list[tuple[dict, list[dict]]], today: date) -> tuple[date, date]:
    """The first and last day drawn: the terms' ends and the notice dates of those that run, never far from today."""
    ends = [on(lead["end_on"]) for lead, _ in groups]
    notices = [on(lead["notice_by"]) for lead, _ in groups if pd.notna(lead["notice_by"])]
    beyond = 3 * EDGE if any(later or pd.notna(lead["next_start"]) for lead, later in groups) else 0
    earliest = min([*ends, *notices, today - timedelta(days=30)])
    first = max(earliest, today - timedelta(days=BEFORE)) - timedelta(days=EDGE)
    last = min(max([*ends, today]), today + timedelta(days=AFTER)) + timedelta(days=EDGE + beyond)
    return first, last


def _name(term: dict) -> str:
    """ "青葉精機 K-1001", a long name shortened."""
    shown, room = "", LETTERS
    for letter in str(term["customer_name"]):
        room -= 1 if ord(letter) < 0x2E80 else 2
        if room < 0:
            return f"{shown.rstrip()}… {term['id']}"
        shown += letter
    return f"{shown} {term['id']}"


def _bars(lead: dict, later: list[dict], first: date, last: date, language: str) -> list[dict]:
    """The bar of the row's term and of those after it, as far as they lie inside the picture."""
    said = {
        "customer": lead["customer_name"],
        "notice": _day(lead["notice_by"], language),
        "working": _day(lead["notice_by_working_day"], language),
        "given": _day(lead["notice_on"], language),
        "state": lead["state_name"],
    }
    spans: list[tuple[str, date, date | None]] = [(lead["kind"], on(lead["start_on"]), on(lead["end_on"]))]
    spans += [(f"{lead['kind']}_next", on(term["start_on"]), on(term["end_on"])) for term in later]
    if not later and pd.notna(lead["next_start"]):
        spans.append((f"{lead['kind']}_next", on(lead["next_start"]), None))
    return [
        {
            "look": look,
            "start": wall(max(start, first)),
            "end": wall(min(_after(end), last) if end else last),
            "span": f"{_day(start, language)} – {_day(end, language) if end else ''}",
            **said,
        }
        for look, start, end in spans
        if start < last and (end is None or end >= first)
    ]


def _windows(term: dict, first: date, last: date, days: int) -> list[dict]:
    """The days before notice_by on which a notice must be decided."""
    if pd.isna(term["notice_by"]):
        return []
    end = _after(on(term["notice_by"]))
    start = max(on(term["notice_by"]) - timedelta(days=days), first)
    return [{"start": wall(start), "end": wall(min(end, last))}] if start < min(end, last) else []


def _marks(term: dict, today: date, drawn: tuple[date, date], days: int, language: str) -> list[dict]:
    """notice_by, the working day before it where it is another one, and the day after which nothing can be changed."""
    notice, working, given = (on(term[name]) if pd.notna(term[name]) else None for name in DATES)
    end, (first, last) = on(term["end_on"]), drawn
    found = []
    if notice:
        found.append(("notice", notice, notice))
        if working and working < notice:
            found.append(("working", working, notice - timedelta(days=days)))
    if term["kind"] == "support" and pd.isna(term["next_start"]):
        found.append(("end", end, None))
    if term["kind"] == "trm" and notice and not (given and given <= notice):
        found.append(("fixed", notice, None))
    return [
        {
            "mark": mark,
            "at": wall(day if mark == "working" else _after(day)),
            "passed": today > day,
            "label": figures.short_day(day, language) if beside and beside - first > NAMED else "",
            "label_at": wall(beside or day),
        }
        for mark, day, beside in found
        if first <= day <= last
    ]


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day(day: object, language: str) -> str:
    return figures.day(on(day), language) if isinstance(day, date) and pd.notna(day) else figures.EMPTY


def _today(day: date, language: str) -> str:
    return text("renewal_chart.today_on", language, date=figures.day(day, language, year=False))
