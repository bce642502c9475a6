"""Where the days of one TRM term stand in its calendar: cells, outlines of onsite blocks, marks, and the legend."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from charts.dates import on
from charts.trm_notices import days as amount
from charts.trm_notices import expiry
from labels import figures, text

GAP = 0.07  # of a cell, around it
COUNTED = ("used", "planned", "cancelled")
KINDS = ("used_remote", "used_onsite", "planned_remote", "planned_onsite")
SAMPLES = (*KINDS, "half", "bridged", "short", "cancelled", "closed", "block", "today")
LEGEND_COLUMNS = 4
SIGNS = {"bridged": "⌒", "short": "✕", "today": "▼"}


def row_of(day: date, first: date) -> int:
    """The row of a day's month, the term's first month being row 0."""
    return (day.year - first.year) * 12 + day.month - first.month


def _cell(day: date, first: date, low: float = 0.0, high: float = 1.0) -> dict:
    """The place of the part of a day's cell between two heights, counted from its foot."""
    inside = 1 - 2 * GAP
    foot = row_of(day, first) + 1 - GAP
    return {
        "left": day.day + GAP / 2,
        "right": day.day + 1 - GAP / 2,
        "top": foot - inside * high,
        "bottom": foot - inside * low,
    }


def bare(day: date, is_open: bool, first: date, language: str) -> dict:
    """The cell of a day that no entry fills."""
    kind = "open" if is_open else "closed"
    return {"kind": kind, "state": kind, **_cell(day, first), "sign": "", **_told(day, is_open, language)}


def _told(day: date, is_open: bool, language: str) -> dict:
    """What the tooltip says of a day; of an entry, it says more."""
    blank = dict.fromkeys(("name", "days", "topic", "block"), figures.EMPTY)
    working = text("trm_chart.open" if is_open else "trm_chart.closed", language)
    return {"date": figures.day(day, language), "open": working, **blank}


def filled(day: date, same: pd.DataFrame, first: date, is_open: bool, language: str) -> list[dict]:
    """One cell per entry of a day, one upon the other; a cancelled one stands only where nothing else does."""
    counting = same[same["counted_as"] != "cancelled"]
    if counting.empty:
        return [_entry(day, same.to_dict("records")[0], (0.0, 1.0), first, is_open, language)]
    room = max(1.0, float(counting["days"].sum()))
    foot, cells = 0.0, []
    for entry in counting.to_dict("records"):
        high = foot + float(entry["days"]) / room
        cells.append(_entry(day, entry, (foot, high), first, is_open, language))
        foot = high
    return cells


def _entry(day: date, entry: dict, part: tuple[float, float], first: date, is_open: bool, language: str) -> dict:
    cancelled = entry["counted_as"] == "cancelled"
    kind = "cancelled" if cancelled else f"{entry['counted_as']}_{entry['mode']}"
    block = entry["block_state"] if kind.endswith("_onsite") and isinstance(entry["block_state"], str) else ""
    return {
        "day": day,
        "kind": kind,
        "state": block if block in SIGNS else kind,
        **_cell(day, first, *part),
        "sign": SIGNS.get(block, "●" if kind.endswith("_onsite") else ""),
        **_told(day, is_open, language),
        "name": text(f"trm_chart.{kind}", language),
        "days": amount(float(entry["days"]), language),
        "topic": entry["topic"] if isinstance(entry["topic"], str) else figures.EMPTY,
        "block": text(f"trm_chart.block_{block}", language) if block else figures.EMPTY,
    }


def outlines(drawn: pd.DataFrame, first: date, is_open: dict) -> list[dict]:
    """The frames around onsite dates that only closed days part, one frame a month."""
    onsite = drawn[(drawn["mode"] == "onsite") & (drawn["counted_as"] != "cancelled")]
    runs: list[list[date]] = []
    for day in sorted(set(onsite["day"])):
        if runs and not any(is_open.get(between, True) for between in _between(runs[-1][-1], day)):
            runs[-1].append(day)
        else:
            runs.append([day])
    whole = [pd.date_range(run[0], run[-1]).date for run in runs if len(run) > 1]
    months = [
        [day for day in run if day.month == month] for run in whole for month in sorted({day.month for day in run})
    ]
    return [
        {
            "left": month[0].day - GAP / 2,
            "right": month[-1].day + 1 + GAP / 2,
            "top": row_of(month[0], first) + GAP / 3,
            "bottom": row_of(month[0], first) + 1 - GAP / 3,
        }
        for month in months
    ]


def _between(day: date, later: date) -> list[date]:
    return [day + timedelta(days=passed) for passed in range(1, (later - day).days)]


def marks(ledger: Mapping, as_of: date, language: str) -> list[dict]:
    """The as-of date inside the term, and under the last day what expires: name, x, y, side, label."""
    first, last = on(ledger["term_start"]), on(ledger["term_end"])
    told = text(
        "trm_chart.term_ends",
        language,
        date=figures.day(last, language, year=False),
        expiry=expiry(ledger, as_of, language),
    )
    late = last.day > 15
    label = f"{told} ┘" if late else f"└ {told}"
    end = {"name": "end", "x": last.day + 0.8 if late else last.day + 0.2, "y": row_of(last, first) + 1.35}
    marks = [{**end, "side": "right" if late else "left", "label": label}]
    if first <= as_of <= last:
        marks.append(
            {"name": "today", "x": as_of.day + 0.5, "y": row_of(as_of, first) + 0.28, "side": "", "label": "▼"}
        )
    return marks


def months(first: date, rows: int, language: str) -> list[dict]:
    """One row per month of the term: y, label, the first and each January with its year."""
    named = []
    for row in range(rows):
        year, month = divmod(first.year * 12 + first.month - 1 + row, 12)
        label = figures.month(f"{year}-{month + 1:02}", language, year=row == 0 or month == 0)
        named.append({"y": row + 0.5, "label": label})
    return named


def legend(top: float, language: str) -> list[dict]:
    """One row per sample, placed like the cells, with its words at `x` and `y`."""
    drawn = []
    for place, sample in enumerate(SAMPLES):
        row, column = divmod(place, LEGEND_COLUMNS)
        left, foot = 1 + column * 31 / LEGEND_COLUMNS, top + row + 1.2 - GAP
        kind = {"half": "used_remote", "today": "open"}.get(sample, sample)
        kind = "used_onsite" if sample in ("bridged", "short", "block") else kind
        box = {
            "left": left + GAP / 2,
            "right": left + 1 - GAP / 2,
            "top": foot - (1 - 2 * GAP) * (0.5 if sample == "half" else 1),
            "bottom": foot,
        }
        drawn.append(
            {
                "kind": kind,
                "state": sample if sample in ("bridged", "short") else kind,
                **box,
                "sign": SIGNS.get(sample, "●" if kind == "used_onsite" or sample == "planned_onsite" else ""),
                "outlined": sample == "block",
                "x": left + 1.25,
                "y": foot - (1 - 2 * GAP) / 2,
                "label": text(f"trm_chart.{sample}", language),
            }
        )
    return drawn
