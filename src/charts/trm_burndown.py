"""One TRM term running down: the days left after every use, what is booked, the pace, and what expires at the end."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from charts import theme, trm_steps
from charts.dates import month_axis, on, wall, written
from charts.trm_notices import deadlines, rules
from labels import text

HEIGHT = 310
TOP = 74  # of the plot, under three rows of labels
LINES = ("used", "planned", "forecast", "even")
USES = ["series", "on", "at", "left", "date", "days", "mode", "topic", "balance"]
STROKES = (
    ("even", 1, "linear"),
    ("forecast", 2, "linear"),
    ("planned", 2, "step-after"),
    ("used", 2.5, "step-after"),
)


def frames(ledger: Mapping, entries: pd.DataFrame, as_of: date, language: str) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: lines, series, uses, over, notes, deadlines, edges. Days in steps of 0.5 (XII).

    `ledger`: one row of the ledgers: term_start, term_end, entitled, remaining, uncommitted, expired, notice_by,
    forecast (None or NaN before a quarter of the term). `entries`: that term's entries with date, days, mode,
    counted_as and topic; only used and planned ones are drawn. `as_of`: the local date. A planned day on or before
    it lowers the line at it; when the term has ended, no plan and no pace is drawn.
    """
    start, end = on(ledger["term_start"]), on(ledger["term_end"])
    today = min(max(on(as_of), start), end)
    entitled = float(ledger["entitled"])
    used = trm_steps.uses(entries, "used", entitled, start, language)
    left = used[-1]["left"] if used else entitled
    lines = trm_steps.line("used", [(start, entitled), *trm_steps.points(used), (today, left)])
    planned: list[dict] = []
    if on(as_of) <= end:
        planned = trm_steps.uses(entries, "planned", left, today, language)
        after = planned[-1]["left"] if planned else left
        lines += trm_steps.line("planned", [(today, left), *trm_steps.points(planned), (end, after)])
        if pd.notna(ledger["forecast"]):
            lines += trm_steps.line("forecast", [(today, left), (end, entitled - ledger["forecast"])])
    lines += trm_steps.line("even", [(start, entitled), (end, 0.0)])
    drawn = pd.DataFrame(lines)
    lowest = min(drawn["left"].min(), 0.0)
    room = entitled * 0.06 if lowest < 0 else 0.0
    return {
        "lines": drawn,
        "series": pd.DataFrame({"series": [name for name in LINES if name in set(drawn["series"])]}),
        "uses": pd.DataFrame(used + planned, columns=USES),
        "over": pd.DataFrame(trm_steps.below_zero(drawn), columns=["start", "end", "left", "zero"]),
        "notes": pd.DataFrame(
            trm_steps.notes(drawn, (entitled - lowest + room) / (HEIGHT - TOP), on(as_of), (start, end), language)
        ),
        "deadlines": deadlines(ledger, on(as_of), language),
        "edges": pd.DataFrame({"at": [wall(start), wall(end)], "left": [entitled, lowest - room]}),
    }


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets."""
    x = month_axis(language)
    unit = text("trm_chart.axis_days", language)
    y = {
        "type": "quantitative",
        "scale": {"nice": False, "range": [HEIGHT, TOP]},
        "axis": {"tickCount": 6, "labelExpr": f"replace(format(datum.value, '~g'), '-', '−') + '{unit}'"},
    }
    at, left = {**x, "field": "at"}, {**y, "field": "left"}
    names = {name: text(f"trm_chart.line_{name}", language) for name in LINES}
    legend = {
        "orient": "bottom",
        "title": None,
        "values": {"expr": "pluck(data('series'), 'series')"},
        "labelExpr": f"{names}[datum.label]",
        "symbolType": "stroke",
        "symbolSize": 500,
        "symbolStrokeWidth": 2,
        "labelFontSize": 12,
        "labelColor": theme.FAINT_INK,
        "labelLimit": 300,
        "columnPadding": 18,
        "offset": 6,
    }
    look = {
        "detail": {"field": "series"},
        "order": {"field": "order"},
        "color": {
            "field": "series",
            "scale": {"domain": [*LINES], "range": [theme.MET, theme.MET, theme.FAINT_INK, theme.QUIET]},
            "legend": legend,
        },
        "strokeDash": {
            "field": "series",
            "scale": {"domain": [*LINES], "range": [[1, 0], [6, 4], [2, 3], [1, 0]]},
            "legend": legend,
        },
    }
    tooltip = [
        {"field": field, "title": text(f"trm_chart.{name}", language)}
        for field, name in (("date", "date"), ("days", "amount"), ("mode", "mode"), ("topic", "topic"))
    ]
    tooltip.append({"field": "balance", "title": text("trm_chart.balance", language)})
    return theme.frame(
        height=HEIGHT,
        padding={"left": 4, "right": 8, "top": 4, "bottom": 4},
        layer=[
            {
                "data": {"name": "edges"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"x": at, "y": left},
            },
            {
                "data": {"name": "series"},
                "mark": {"type": "rule", "color": theme.FAINT_INK, "strokeWidth": 1, "tooltip": None},
                "encoding": {"y": {**y, "datum": 0}},
            },
            {
                "data": {"name": "over"},
                "mark": {"type": "rect", "color": theme.MISSED, "opacity": 0.25, "tooltip": None},
                "encoding": {
                    "x": {**x, "field": "start"},
                    "x2": {"field": "end"},
                    "y": left,
                    "y2": {"field": "zero"},
                },
            },
            *[_line_layer(name, width, way, at, left, look) for name, width, way in STROKES],
            {
                "data": {"name": "uses"},
                "mark": {"type": "point", "filled": True, "size": 30, "opacity": 1, "stroke": theme.MET},
                "encoding": {
                    "x": at,
                    "y": left,
                    "fill": {
                        "condition": {"test": "datum.series === 'planned'", "value": theme.PAPER},
                        "value": theme.MET,
                    },
                    "tooltip": tooltip,
                },
            },
            *rules(at, HEIGHT),
            *_labels(at, y),
        ],
    )


def _line_layer(name: str, width: float, way: str, at: dict, left: dict, look: dict) -> dict:
    return {
        "data": {"name": "lines"},
        "transform": [{"filter": f"datum.series === '{name}'"}],
        "mark": {"type": "line", "interpolate": way, "strokeWidth": width, "tooltip": None},
        "encoding": {"x": at, "y": left, **look},
    }


def _labels(at: dict, y: dict) -> list[dict]:
    """The labels at the lines' ends, and the days left today above the line or, late in the term, below it."""
    places = (
        ("end", {"align": "left", "dx": 8}),
        ("above", {"align": "left", "dx": 8, "dy": -11}),
        ("below", {"align": "right", "dx": -8, "dy": 13}),
    )
    return [
        {
            "data": {"name": "notes"},
            "transform": [{"filter": f"datum.place === '{place}'"}],
            **layer,
            "encoding": {"x": at, "y": {**y, "field": "y"}, **layer["encoding"]},
        }
        for place, mark in places
        for layer in written("label", fontWeight=600, **mark)
    ]
