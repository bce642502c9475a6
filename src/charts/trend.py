"""Attainment month by month, with the counts under every point and the period in view shaded."""

from functools import cache

import pandas as pd

from charts import theme
from charts.heatmap import standing
from labels import figures, text
from metrics.interval import wilson

HEIGHT = 236
ROOM = 0.15  # of the height under the lowest point, for its label


def rows(months: pd.DataFrame, inside: set[str], guide: float, language: str) -> pd.DataFrame:
    """One row per month. `months`: month, met, breached, overdue; `inside`: the months of the period in view."""
    drawn = []
    judged = months["met"] + months["breached"] + months["overdue"]
    shares = (months["met"] / judged.where(judged > 0)).dropna()
    lowest = min([*shares, guide])
    bottom = max(0.0, lowest - max(0.02, ROOM * (1 - lowest)))
    for order, month in enumerate(months.itertuples(index=False)):
        n = month.met + month.breached + month.overdue
        name, year = figures.month(month.month, language), month.month[:4]
        drawn.append(
            {
                "order": order,
                "month": month.month,
                "label": f"{name}|{year}" if order == 0 or month.month.endswith("-01") else name,
                "attainment": month.met / n if n else None,
                "share": figures.percent(month.met, n),
                "counts": f"{month.met}/{n}",
                "state": standing(month.met, n, guide),
                "interval": figures.interval(*wilson(month.met, n)) if n else figures.EMPTY,
                "side": "below" if _dips(shares.reindex(range(len(months))).tolist(), order) else "above",
                "inside": month.month in inside,
                "guide": guide,
                "bottom": bottom,
            }
        )
    return pd.DataFrame(drawn)


def _dips(shares: list[float], place: int) -> bool:
    """Whether the line comes down to this month and goes up from it: its label then stands below. NaN has no line."""
    around = [shares[near] for near in (place - 1, place + 1) if 0 <= near < len(shares)]
    return bool(around) and all(near > shares[place] for near in around)


@cache
def spec(language: str) -> dict:
    """The constant chart; its frame is `rows`."""
    x = {"field": "month", "type": "ordinal", "axis": {"labels": False, "grid": False}}
    y = {
        "field": "attainment",
        "type": "quantitative",
        "scale": {"zero": False, "domainMax": 1.0, "nice": False},
        "axis": {"format": ".0%", "tickCount": 4},
    }
    tooltip = [
        {"field": "month", "title": text("column.month", language)},
        {"field": "share", "title": text("column.attainment", language)},
        {"field": "counts", "title": text("outcome.met", language)},
        {"field": "interval", "title": text("column.interval", language)},
    ]
    colour = {
        "field": "state",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": ["at", "near", "below", "empty"],
            "range": [theme.MET, theme.WARNING, theme.MISSED, theme.QUIET],
        },
    }
    return theme.frame(
        height=HEIGHT,
        padding={"left": 4, "right": 4, "top": 4, "bottom": 48},
        layer=[
            {
                "transform": [{"filter": "datum.inside"}],
                "mark": {"type": "rect", "color": theme.SHADE, "tooltip": None},
                "encoding": {"x": x, "y": {"value": 0}, "y2": {"value": HEIGHT}},
            },
            {
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"x": x, "y": {**y, "field": "bottom"}},
            },
            {
                "mark": {"type": "rule", "strokeDash": [5, 4], "color": theme.QUIET, "tooltip": None},
                "encoding": {"y": {"aggregate": "max", "field": "guide", "type": "quantitative"}},
            },
            {
                "mark": {"type": "line", "color": theme.QUIET, "strokeWidth": 1.5, "tooltip": None},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip},
            },
            *[
                {
                    "transform": [{"filter": f"datum.side === '{side}'"}],
                    "mark": {"type": "text", "dy": dy, "fontSize": 11, "fontWeight": 600, "tooltip": None},
                    "encoding": {"x": x, "y": y, "text": {"field": "share"}},
                }
                for side, dy in (("above", -13), ("below", 15))
            ],
            {
                "mark": {"type": "text", "baseline": "top", "dy": 8, "fontSize": 10, "tooltip": None},
                "encoding": {
                    "x": x,
                    "y": {"value": HEIGHT},
                    "text": {"field": "counts"},
                    "color": {"value": theme.FAINT_INK},
                },
            },
            {
                "mark": {
                    "type": "text",
                    "baseline": "top",
                    "dy": 24,
                    "fontSize": 11,
                    "lineBreak": "|",
                    "tooltip": None,
                },
                "encoding": {
                    "x": x,
                    "y": {"value": HEIGHT},
                    "text": {"field": "label"},
                    "color": {"value": theme.FAINT_INK},
                },
            },
        ],
    )
