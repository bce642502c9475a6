"""One consultant's months: days used and planned by customer, against the working days of each month."""

from datetime import date
from functools import cache

import pandas as pd

from charts import theme
from charts.dates import on
from charts.trm_months import STATUSES, months_of
from charts.trm_notices import days
from labels import text

TOP = 4  # customers with a colour of their own; when there are more than five, the rest is one
SIGNS = ("①", "②", "③", "④", "⑤")
FILLS = (theme.MET, "#56B4E9", "#009E73", "#CC79A7", theme.QUIET)
PARTS = ["month", "status", "rank", "low", "high", "sign", "customer", "kind", "days"]
HEIGHT = 250
ROOM = 1.12  # of the tallest month, for its label
BOLD = {"expr": "datum.over ? 700 : 400"}
NAMED = 0.055  # of the height; a part at least so tall bears its customer's sign


def frames(load: pd.DataFrame, capacity: pd.DataFrame, as_of: date, language: str) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: parts, months, key. Days in steps of 0.5.

    `load`: one consultant's rows of the load: month ("2026-10"), customer_id, customer_name, used, planned.
    `capacity`: one row per month to draw, in order: month, working_days. `as_of`: the local date; later months are
    ahead. The customers with the most days in these months come first.
    """
    booked = load[load["month"].isin(set(capacity["month"])) & (load["used"] + load["planned"] > 0)]
    booked = booked.assign(customer=booked["customer_name"].fillna(booked["customer_id"]))
    names, rank = _ranks(booked, language)
    months = months_of(booked.groupby("month")[[*STATUSES]].sum(), capacity, on(as_of), language)
    tall = max([*months["top"], 1.0]) * ROOM
    return {
        "parts": pd.DataFrame(_parts(booked.assign(rank=rank), names, tall, language), columns=PARTS),
        "months": months.assign(tall=tall),
        "key": pd.DataFrame(
            [{"rank": place, "label": f"{SIGNS[place]} {name}"} for place, name in enumerate(names)],
            columns=["rank", "label"],
        ),
    }


def _ranks(booked: pd.DataFrame, language: str) -> tuple[list[str], pd.Series]:
    """The names of the colours, and which of them each row has."""
    total = (booked["used"] + booked["planned"]).groupby(booked["customer"]).sum()
    ordered = total.sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    places = {customer: min(place, TOP) for place, customer in enumerate(ordered)}
    if len(ordered) <= TOP + 1:
        return ordered, booked["customer"].map(places)
    return [*ordered[:TOP], text("trm_chart.others", language, count=len(ordered) - TOP)], booked["customer"].map(
        places
    )


def _parts(booked: pd.DataFrame, names: list[str], tall: float, language: str) -> list[dict]:
    """Used days at the foot of a month, planned ones upon them, the first customers lowest."""
    parts = []
    for month, same in booked.groupby("month"):
        high = 0.0
        for status in STATUSES:
            for rank, taken in same.groupby("rank")[status].sum().items():
                if taken <= 0:
                    continue
                low, high = high, high + float(taken)
                parts.append(
                    {
                        "month": month,
                        "status": status,
                        "rank": rank,
                        "low": low,
                        "high": high,
                        "sign": SIGNS[rank] if taken >= tall * NAMED else "",
                        "customer": names[rank],
                        "kind": text(f"trm_chart.{status}", language),
                        "days": days(float(taken), language),
                    }
                )
    return parts


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets."""
    x = {"field": "month", "type": "ordinal", "scale": {"paddingInner": 0.28, "paddingOuter": 0.14}, "axis": None}
    y = {"type": "quantitative", "scale": {"nice": False, "domainMin": 0}, "axis": {"tickCount": 5, "grid": False}}
    low, top, room = ({**y, "field": field} for field in ("low", "top", "working_days"))
    fill = {
        "field": "rank",
        "type": "ordinal",
        "scale": {"domain": [*range(TOP + 1)], "range": [*FILLS]},
        "legend": {
            "orient": "bottom",
            "title": None,
            "values": {"expr": "pluck(data('key'), 'rank')"},
            "labelExpr": "data('key')[datum.value].label",
            "labelFontSize": 12,
            "labelColor": theme.FAINT_INK,
            "symbolType": "square",
            "columns": 5,
            "offset": 54,
        },
    }
    tooltip = [
        {"field": field, "title": text(f"{table}.{name}", language)}
        for field, table, name in (
            ("month", "column", "month"),
            ("customer", "column", "customer"),
            ("kind", "trm_chart", "entry"),
            ("days", "trm_chart", "amount"),
        )
    ]
    whole = [
        {"field": field, "title": text(f"trm_chart.{name}", language)}
        for field, name in (("booked", "booked"), ("working_days", "capacity"), ("share", "share"))
    ]
    stacked = [
        {
            "data": {"name": "parts"},
            "transform": [{"filter": f"datum.status === '{status}'"}],
            "mark": {"type": "bar", "strokeDash": dash, "fillOpacity": opacity, "strokeWidth": 1.2, "opacity": 1},
            "encoding": {"x": x, "y": low, "y2": {"field": "high"}, "fill": fill, "stroke": stroke, "tooltip": tooltip},
        }
        for status, dash, opacity, stroke in (
            ("used", [1, 0], 1, {"value": theme.PAPER}),
            ("planned", [3, 2], 0.25, fill),
        )
    ]
    months = {"data": {"name": "months"}}
    return theme.frame(
        height=HEIGHT,
        title={
            "text": text("trm_chart.load_key", language),
            "anchor": "start",
            "color": theme.FAINT_INK,
            "font": theme.FONT,
            "fontSize": 12,
            "fontWeight": "normal",
            "offset": 10,
        },
        layer=[
            {
                "data": {"name": "key"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"fill": fill, "stroke": fill},
            },
            {
                **months,
                "transform": [{"filter": "datum.phase === 'ahead'"}],
                "mark": {"type": "bar", "color": theme.SHADE, "width": {"band": 1.39}, "tooltip": None},
                "encoding": {"x": x, "y": {**y, "field": "tall"}},
            },
            *stacked,
            {
                **months,
                "mark": {"type": "tick", "thickness": 2.5, "color": theme.INK, "width": {"band": 1.2}, "opacity": 1},
                "encoding": {"x": x, "y": room, "tooltip": whole},
            },
            {
                "data": {"name": "parts"},
                "transform": [{"calculate": "(datum.low + datum.high) / 2", "as": "middle"}],
                "mark": {"type": "text", "fontSize": 12, "fontWeight": 600, "tooltip": None},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "middle"},
                    "text": {"field": "sign"},
                    "color": {
                        "condition": [
                            {"test": "datum.status === 'planned'", "value": theme.INK},
                            {"test": "datum.rank === 0 || datum.rank === 2", "value": theme.WHITE},
                        ],
                        "value": theme.DARK_INK,
                    },
                },
            },
            {
                **months,
                "mark": {"type": "text", "dy": -10, "fontSize": 11, "fontWeight": BOLD, "tooltip": None},
                "encoding": {"x": x, "y": top, "text": {"field": "total"}},
            },
            {
                **months,
                "mark": {"type": "text", "baseline": "top", "dy": 8, "lineBreak": "|", "tooltip": None},
                "encoding": {"x": x, "y": {"value": HEIGHT}, "text": {"field": "label"}},
            },
        ],
    )
