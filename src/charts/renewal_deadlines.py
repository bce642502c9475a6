"""The deadlines of the next 60 days on one line a kind: notice dates, ends of support terms, TRM days that expire."""

from datetime import date, timedelta
from functools import cache

import pandas as pd

from charts import theme
from charts.dates import on, wall, written
from labels import figures, text

AHEAD = 60
STEP = 30
WEEK = 7
NAMES = 5  # customers named in a tooltip
SHAPES = (("notice", "triangle-down"), ("end", "diamond"), ("expiry", "square"))
KINDS = tuple(kind for kind, _ in SHAPES)
SETTLED = ("renewed", "ended", "lapsed")
OPEN = ("active", "notice_window", "upcoming")
MARKS = ["kind", "lane", "on", "at", "terms", "label", "name", "date", "count", "customers"]


def frames(terms: pd.DataFrame, as_of: date, language: str) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: lanes, marks, weeks, edges.

    `terms`: rows of `metrics.renewals.terms`: kind, id, customer_name, end_on, notice_by, state. Drawn are the days
    from `as_of` (the local date) to 60 days later, both included: `notice` for notice_by of a term whose notice is
    still open, `end` for the end of a support term that is not renewed and paid (VI), `expiry` for the end of a TRM
    term, with which its unused days expire even when it renews itself (XII).
    """
    today = on(as_of)
    last = today + timedelta(days=AHEAD)
    due = [row for row in _due(terms) if today <= row["on"] <= last]
    lanes, marks = [], []
    for kind in KINDS:
        own = sorted((row for row in due if row["kind"] == kind), key=lambda row: row["on"])
        lane = text(f"renewal_chart.ahead.{kind}", language, count=figures.count(len(own), language))
        following = f"{figures.day(own[0]['on'], language, False)} {_customers(own, language, 1)}" if own else ""
        said = text("renewal_chart.ahead.next", language, what=following) if own else figures.EMPTY
        lanes.append({"lane": lane, "kind": kind, "next": said, "at": wall(last)})
        for day in sorted({row["on"] for row in own}):
            same = [row for row in own if row["on"] == day]
            marks.append(
                {
                    "kind": kind,
                    "lane": lane,
                    "on": day.isoformat(),
                    "at": wall(day),
                    "terms": len(same),
                    "label": f"×{len(same)}" if len(same) > 1 else "",
                    "name": text(f"renewal_chart.ahead.{kind}_name", language),
                    "date": figures.day(day, language),
                    "count": figures.count(len(same), language),
                    "customers": _customers(same, language, NAMES),
                }
            )
    weeks = [today + timedelta(days=passed) for passed in range(0, AHEAD, WEEK)]
    return {
        "lanes": pd.DataFrame(lanes),
        "marks": pd.DataFrame(marks, columns=MARKS),
        "weeks": pd.DataFrame(
            [{"at": wall(day), "place": place, "label": _week(day, place, language)} for place, day in enumerate(weeks)]
        ),
        "edges": pd.DataFrame({"at": [wall(today), wall(last)]}),
    }


def _due(terms: pd.DataFrame) -> list[dict]:
    """One row per deadline that may still be met or missed."""
    found = []
    for term in terms.to_dict("records"):
        if pd.notna(term["notice_by"]) and term["state"] in OPEN:
            found.append({**term, "kind": "notice", "on": on(term["notice_by"])})
        if term["kind"] == "trm":
            found.append({**term, "kind": "expiry", "on": on(term["end_on"])})
        elif term["state"] not in SETTLED:
            found.append({**term, "kind": "end", "on": on(term["end_on"])})
    return found


def _customers(rows: list[dict], language: str, most: int) -> str:
    """The first customers, and how many more there are on that day."""
    same = [row for row in rows if row["on"] == rows[0]["on"]]
    names = list(dict.fromkeys(str(row["customer_name"]) for row in same))
    more = len(names) - most
    shown = text("unit.list", language).join(names[:most])
    return text("renewal_chart.ahead.more", language, names=shown, count=more) if more > 0 else shown


def _week(day: date, place: int, language: str) -> str:
    shown = figures.short_day(day, language)
    return text("renewal_chart.today_on", language, date=shown) if place == 0 else shown


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, as named datasets. A click selects `kind` and `on` as `deadline`."""
    x = {"type": "temporal", "scale": {"type": "utc", "nice": False}, "axis": None}
    at = {**x, "field": "at"}
    y = {
        "field": "lane",
        "type": "nominal",
        "sort": None,
        "axis": {"labelColor": theme.INK, "labelLimit": 260, "labelPadding": 14},
    }
    tooltip = [
        {"field": field, "title": text(f"renewal_chart.tip.{title}", language)}
        for field, title in (("name", "deadline"), ("date", "date"), ("count", "terms"), ("customers", "customer"))
    ]
    weeks = {"data": {"name": "weeks"}}
    return theme.frame(
        height={"step": STEP},
        layer=[
            {
                "data": {"name": "lanes"},
                "mark": {"type": "rule", "color": theme.QUIET, "strokeWidth": 1.5, "tooltip": None},
                "encoding": {"y": y, "x": {"value": 0}, "x2": {"value": "width"}},
            },
            {
                "data": {"name": "edges"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"x": at},
            },
            {
                **weeks,
                "mark": {"type": "rule", "color": theme.LINES, "tooltip": None},
                "encoding": {"x": at, "y": {"value": 0}, "y2": {"value": "height"}},
            },
            {
                **weeks,
                "transform": [{"filter": "datum.place === 0"}],
                "mark": {"type": "rule", "color": theme.INK, "strokeWidth": 1.5, "tooltip": None},
                "encoding": {"x": at, "y": {"value": -4}, "y2": {"value": "height"}},
            },
            {
                "data": {"name": "marks"},
                "params": [{"name": "deadline", "select": {"type": "point", "fields": ["kind", "on"]}}],
                "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": theme.PAPER, "cursor": "pointer"},
                "encoding": {
                    "x": at,
                    "y": y,
                    "shape": {
                        "field": "kind",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": [*KINDS], "range": [shape for _, shape in SHAPES]},
                    },
                    "fill": {
                        "condition": {"test": "datum.kind === 'end'", "value": theme.MISSED},
                        "value": theme.MET,
                    },
                    "size": {"value": 150},
                    "tooltip": tooltip,
                },
            },
            *[
                {
                    "data": {"name": "marks"},
                    **layer,
                    "encoding": {"x": at, "y": y, "tooltip": tooltip, **layer["encoding"]},
                }
                for layer in written("label", align="left", dx=8, fontSize=12, fontWeight=700, cursor="pointer")
            ],
            *[
                {
                    **weeks,
                    "transform": [{"filter": test}],
                    "mark": {"type": "text", "fontSize": 11, "dy": -12, "tooltip": None, **mark},
                    "encoding": {"x": at, "y": {"value": 0}, "text": {"field": "label"}},
                }
                for test, mark in (
                    ("datum.place === 0", {"align": "left", "dx": -4, "fontWeight": 600}),
                    ("datum.place > 1", {"color": theme.FAINT_INK}),
                )
            ],
            {
                "data": {"name": "lanes"},
                "mark": {"type": "text", "align": "left", "dx": 12, "color": theme.FAINT_INK, "tooltip": None},
                "encoding": {"x": at, "y": y, "text": {"field": "next"}},
            },
        ],
    )
