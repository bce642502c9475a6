"""The lines of a TRM term's burn-down: the days left after every use, and what is written at their ends."""

from datetime import date
from itertools import pairwise

import pandas as pd

from charts.dates import on, wall
from charts.trm_notices import LATE, MODES, days, number
from labels import figures, text

LETTERING = 16  # pixels between two labels at the end of the lines


def uses(entries: pd.DataFrame, kind: str, balance: float, earliest: date, language: str) -> list[dict]:
    """One row per date with a use, and the days left after it."""
    chosen = entries[entries["counted_as"] == kind]
    found = []
    for day, same in chosen.assign(day=chosen["date"].map(on)).sort_values("day", kind="stable").groupby("day"):
        taken = float(same["days"].sum())
        balance -= taken
        modes = [mode for mode in MODES if mode in set(same["mode"])]
        found.append(
            {
                "series": kind,
                "on": max(day, earliest),
                "at": wall(max(day, earliest)),
                "left": balance,
                "date": figures.day(day, language),
                "days": days(taken, language),
                "mode": text("unit.list", language).join(text(f"trm_chart.{mode}", language) for mode in modes),
                "topic": text("unit.list", language).join(same["topic"].dropna().unique()) or figures.EMPTY,
                "balance": days(balance, language),
            }
        )
    return found


def points(uses: list[dict]) -> list[tuple[date, float]]:
    """The date and the days left after it, of every use."""
    return [(use["on"], use["left"]) for use in uses]


def line(series: str, points: list[tuple[date, float]]) -> list[dict]:
    """One row per point of a line, in the order in which it is drawn."""
    return [
        {"series": series, "order": order, "at": wall(day), "left": left} for order, (day, left) in enumerate(points)
    ]


def below_zero(lines: pd.DataFrame) -> list[dict]:
    """The stretches of the steps that lie below zero."""
    steps = lines[lines["series"].isin(["used", "planned"])].to_dict("records")
    return [
        {"start": here["at"], "end": there["at"], "left": here["left"], "zero": 0.0}
        for here, there in pairwise(steps)
        if here["series"] == there["series"] and here["left"] < 0 and there["at"] > here["at"]
    ]


def notes(lines: pd.DataFrame, pixel: float, as_of: date, term: tuple[date, date], language: str) -> list[dict]:
    """The labels at the lines' ends: place (above, below, end), series, at, left, y (where the label stands), label."""
    last = lines.groupby("series")["left"].last()
    start, end = term
    running = as_of <= end
    notes = []
    if start <= as_of <= end:
        place = "below" if (as_of - start) / (end - start) > LATE else "above"
        notes.append(_note(place, "used", as_of, last["used"], last["used"], language))
    names = ("planned", "forecast") if running else ("used",)
    ends = sorted(((last[name], name) for name in names if name in last), reverse=True)
    gap = pixel * LETTERING
    y = float("inf")
    for left, name in ends:
        y = min(left, y - gap)
        notes.append(_note("end", name, end, left, y, language))
    return notes


def _note(place: str, series: str, at: date, left: float, y: float, language: str) -> dict:
    shown = round(left, 1)
    key = f"trm_chart.{series}_{'over' if shown < 0 else 'left'}"
    label = text(key, language, days=days(abs(shown), language), number=number(abs(shown)))
    return {"place": place, "series": series, "at": wall(at), "left": left, "y": y, "label": label}
