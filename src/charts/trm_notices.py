"""What the TRM charts write beside their marks: numbers of days, and the deadlines of a term."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from charts import theme
from charts.dates import on, wall, written
from labels import figures, text

ROW = 18  # pixels of a label
LATE = 0.6  # of the term; the label of a later deadline stands left of its rule
MODES = ("remote", "onsite")
BOOKED = theme.by_paper(theme.MET, "#4DA3D9")  # the edge of what is planned; its fill is pale


def number(days: float) -> str:
    """ "4", "0.5", "−1", "1,200"."""
    written = f"{abs(days):,.1f}".removesuffix(".0")
    return f"−{written}" if round(days, 1) < 0 else written


def days(count: float, language: str) -> str:
    """ "4日", or "4 days" and "1 day"."""
    return text("trm_chart.day" if abs(count) == 1 else "trm_chart.days", language, number=number(count))


def expiry(ledger: Mapping, as_of: date, language: str) -> str:
    """What the term's end does to the days: the uncommitted ones expire or have expired, or too many are used."""
    if as_of > on(ledger["term_end"]):
        lost, left, key = ledger["expired"], ledger["remaining"], "trm_chart.have_expired"
    else:
        lost, left, key = max(0.0, ledger["uncommitted"]), ledger["uncommitted"], "trm_chart.expire"
    if left < 0:
        return text("trm_chart.overused", language, days=days(-left, language))
    if not lost:
        return text("trm_chart.nothing_expires", language)
    return text(f"{key}_one" if lost == 1 else key, language, days=days(lost, language))


def deadlines(ledger: Mapping, as_of: date, language: str) -> pd.DataFrame:
    """One row per rule of the term: name (end, notice, today), at, side (of its label), label.

    The as-of date has a rule only inside the term. `ledger`: term_start, term_end, notice_by, uncommitted, remaining,
    expired (XII).
    """
    start, end = on(ledger["term_start"]), on(ledger["term_end"])
    found = {"end": end, "notice": on(ledger["notice_by"]), "today": as_of}
    said = {"expiry": expiry(ledger, as_of, language)}
    return pd.DataFrame(
        [
            {
                "name": name,
                "at": wall(day),
                "side": "right" if (day - start) / (end - start) > LATE else "left",
                "label": text(f"trm_chart.{name}_on", language, date=figures.day(day, language, False), **said),
            }
            for name, day in found.items()
            if start <= day <= end
        ]
    )


def rules(at: dict, height: int) -> list[dict]:
    """The layers of `deadlines`: each rule begins at its label's row and runs through few others."""
    lines, labels = [], []
    for row, (name, dash) in enumerate((("end", [1, 0]), ("notice", [5, 3]), ("today", [1, 0]))):
        one = {"data": {"name": "deadlines"}, "transform": [{"filter": f"datum.name === '{name}'"}]}
        mark = {"type": "rule", "strokeDash": dash, "strokeWidth": 1.5, "color": theme.INK, "tooltip": None}
        lines.append(
            {**one, "mark": mark, "encoding": {"x": at, "y": {"value": ROW * row + 2}, "y2": {"value": height}}}
        )
        for side, dx in (("left", 6), ("right", -6)):
            here = {**one, "transform": [{"filter": f"datum.name === '{name}' && datum.side === '{side}'"}]}
            for layer in written("label", align=side, dx=dx):
                place = {"x": at, "y": {"value": ROW * row + 9}}
                labels.append({**here, **layer, "encoding": {**place, **layer["encoding"]}})
    return lines + labels
