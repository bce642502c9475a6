"""How many of a month's working days are used or planned."""

from datetime import date

import pandas as pd

from charts.trm_notices import number
from labels import figures, text

STATUSES = ("used", "planned")


def months_of(booked: pd.DataFrame, capacity: pd.DataFrame, as_of: date, language: str) -> pd.DataFrame:
    """One row per month of `capacity`: phase (past, now, ahead), booked, working_days, over, total. `booked`: used and
    planned by month."""
    now, drawn = f"{as_of:%Y-%m}", []
    taken = booked.sum(axis=1)
    for place, (month, room) in enumerate(zip(capacity["month"], capacity["working_days"], strict=True)):
        total = float(taken.get(month, 0.0))
        over = total > room
        lines = [figures.month(month, language)]
        lines += [month[:4]] if place == 0 or month.endswith("-01") else []
        lines += [text("trm_chart.this_month", language)] if month == now else []
        drawn.append(
            {
                "month": month,
                "label": "|".join(lines),
                "phase": "past" if month < now else "now" if month == now else "ahead",
                "booked": total,
                "working_days": float(room),
                "top": max(total, float(room)),
                "over": over,
                "total": f"{'▲' if over else ''}{number(total)}/{number(float(room))}",
                "share": figures.percent(round(total * 2), round(room * 2)),
            }
        )
    return pd.DataFrame(drawn)
