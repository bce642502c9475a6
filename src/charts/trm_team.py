"""Every consultant's months: how many of the working days are used or planned, in one table of colours and numbers."""

from datetime import date
from functools import cache

import pandas as pd

from charts import theme
from charts.dates import on
from charts.trm_months import STATUSES, months_of
from labels import text

STEP = 44


def rows(load: pd.DataFrame, capacity: pd.DataFrame, as_of: date, language: str) -> pd.DataFrame:
    """One row per consultant × month. `load`: consultant, month ("2026-10"), used, planned; `capacity`: one row per
    month to draw, in order: month, working_days; `as_of`: the local date. A consultant without a day in these months
    has no row."""
    drawn = []
    booked = load[load["month"].isin(set(capacity["month"]))]
    for consultant, own in booked.groupby("consultant"):
        months = months_of(own.groupby("month")[[*STATUSES]].sum(), capacity, on(as_of), language)
        drawn.append(months.assign(consultant=consultant, order=range(len(months))))
    columns = [*months_of(pd.DataFrame(), capacity, on(as_of), language).columns, "consultant", "order"]
    found = pd.concat(drawn, ignore_index=True) if drawn else pd.DataFrame(columns=columns)
    rooms = found["working_days"].where(found["working_days"] > 0)
    return found.assign(
        filled=(found["booked"] / rooms).fillna(0.0),
    )


@cache
def spec(language: str) -> dict:
    """The constant chart; its frame is `rows`. A click selects the cell's consultant as `consultant`."""
    position = {
        "x": {
            "field": "label",
            "type": "ordinal",
            "sort": {"field": "order", "op": "min"},
            "axis": {"labelAngle": 0, "labelExpr": "split(datum.label, '|')"},
        },
        "y": {"field": "consultant", "type": "nominal", "sort": "ascending", "axis": {"labelFontSize": 13}},
    }
    tooltip = [
        {"field": field, "title": text(f"{table}.{name}", language)}
        for field, table, name in (
            ("consultant", "trm_chart", "consultant"),
            ("month", "column", "month"),
            ("booked", "trm_chart", "booked"),
            ("working_days", "trm_chart", "capacity"),
            ("share", "trm_chart", "share"),
        )
    ]
    cell = {
        "params": [{"name": "consultant", "select": {"type": "point", "fields": ["consultant"]}}],
        "mark": {"type": "rect", "cornerRadius": 4, "stroke": theme.PAPER, "strokeWidth": 2, "cursor": "pointer"},
        "encoding": {
            "color": {
                "condition": [
                    {"test": "datum.over", "value": theme.MISSED},
                    {"test": "datum.booked === 0", "value": theme.SHADE},
                ],
                "value": theme.MET,
            },
            "fillOpacity": {
                "condition": {"test": "datum.over || datum.booked === 0", "value": 1},
                "field": "filled",
                "type": "quantitative",
                "legend": None,
                "scale": {"domain": [0, 1], "range": [0.1, 0.95], "clamp": True},
            },
            "tooltip": tooltip,
        },
    }
    return theme.frame(
        height={"step": STEP},
        layer=[
            cell,
            _line("share", dy=-8, size=13, weight=600),
            _line("total", dy=10, size=11, weight=400),
        ],
        encoding=position,
    )


def _line(field: str, dy: int, size: int, weight: int) -> dict:
    return {
        "mark": {"type": "text", "dy": dy, "fontSize": size, "fontWeight": weight, "tooltip": None},
        "encoding": {
            "text": {"field": field},
            "color": {
                "condition": {"test": "datum.over || datum.filled > 0.85", "value": theme.WHITE},
                "value": theme.INK,
            },
        },
    }
