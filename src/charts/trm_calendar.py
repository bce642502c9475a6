"""Every day of one TRM term as a cell: what was used, what is booked, closed days, onsite blocks, and the end."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from charts import theme, trm_cells
from charts.dates import on, written
from charts.trm_notices import BOOKED
from labels import text

COLUMNS = ["kind", "state", "left", "right", "top", "bottom", "sign", "date", "open", "name", "days", "topic", "block"]
STATES = {
    "open": (theme.PAPER, theme.LINES),
    "closed": (theme.SHADE, theme.SHADE),
    "used_remote": (theme.MET, theme.MET),
    "used_onsite": (theme.MET, theme.MET),
    "planned_remote": (theme.MET, BOOKED),
    "planned_onsite": (theme.MET, BOOKED),
    "bridged": (theme.WARNING, theme.WARNING),
    "short": (theme.MISSED, theme.MISSED),
    "cancelled": (theme.PAPER, theme.QUIET),
}
ROW = 25  # pixels
ROWS = 17.3  # thirteen months, the end, and the legend
ARCH = {"expr": "datum.sign === '⌒' ? 4 : 0"}  # the arch stands at the top of its line
DASHED = "indexof(['planned_remote', 'planned_onsite', 'cancelled'], datum.kind) >= 0"
TOOLTIP = (("date", "date"), ("open", "working"), ("name", "entry"), ("days", "amount"), ("topic", "topic"))


def frames(
    ledger: Mapping, days: pd.DataFrame, entries: pd.DataFrame, as_of: date, language: str
) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: cells, blocks, marks, months, numbers, legend.

    `ledger`: one row of the ledgers: term_start, term_end, uncommitted, remaining, expired. `days`: date, is_open, one
    row per day of the term. `entries`: that term's entries with date, days, mode, counted_as (used, planned,
    cancelled; others are not drawn), topic, block_state (valid, bridged, short, null). `as_of`: the local date.
    Cells are placed in days of the month (across) and months of the term (down); half a day fills half a cell (XII).
    """
    first, last = on(ledger["term_start"]), on(ledger["term_end"])
    is_open = {on(day): bool(opened) for day, opened in zip(days["date"], days["is_open"], strict=True)}
    drawn = entries.assign(day=entries["date"].map(on))
    drawn = drawn[drawn["counted_as"].isin(trm_cells.COUNTED) & drawn["day"].between(first, last)]
    filled = [
        cell
        for day, same in drawn.groupby("day")
        for cell in trm_cells.filled(day, same, first, is_open.get(day, True), language)
    ]
    parts = drawn[drawn["counted_as"] != "cancelled"].groupby("day")["days"].sum()
    whole = {*parts[parts >= 1].index, *(cell["day"] for cell in filled if cell["kind"] == "cancelled")}
    bare = [trm_cells.bare(day, opened, first, language) for day, opened in is_open.items() if day not in whole]
    rows = trm_cells.row_of(last, first) + 1
    return {
        "cells": pd.DataFrame(bare + filled, columns=COLUMNS),
        "blocks": pd.DataFrame(trm_cells.outlines(drawn, first, is_open), columns=["left", "right", "top", "bottom"]),
        "marks": pd.DataFrame(trm_cells.marks(ledger, on(as_of), language)),
        "months": pd.DataFrame(trm_cells.months(first, rows, language)),
        "numbers": pd.DataFrame([{"x": day + 0.5, "label": str(day)} for day in range(1, 32)]),
        "legend": pd.DataFrame(trm_cells.legend(rows + 1.0, language)),
    }


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets."""
    tooltip = [{"field": field, "title": text(f"trm_chart.{name}", language)} for field, name in TOOLTIP]
    tooltip.append({"field": "block", "title": text("trm_chart.onsite_block", language)})
    return theme.frame(
        height=ROW * ROWS,
        layer=[
            *_cells("cells", tooltip),
            *_cells("legend", None),
            _outline("blocks", "true"),
            _outline("legend", "datum.outlined"),
            *_texts("marks", "datum.name === 'today'", "label", fontSize=11),
            *_texts("marks", "datum.side === 'left'", "label", align="left", fontWeight=600),
            *_texts("marks", "datum.side === 'right'", "label", align="right", fontWeight=600),
            *_texts("legend", "true", "label", align="left", fontSize=11),
            {
                "data": {"name": "months"},
                "mark": {"type": "text", "align": "right", "dx": -8, "color": theme.FAINT_INK, "tooltip": None},
                "encoding": {"x": {"value": 0}, "y": _y("y"), "text": {"field": "label"}},
            },
            {
                "data": {"name": "numbers"},
                "mark": {"type": "text", "dy": -10, "fontSize": 11, "color": theme.FAINT_INK, "tooltip": None},
                "encoding": {"x": _x("x"), "y": {"value": 0}, "text": {"field": "label"}},
            },
        ],
    )


def _x(field: str) -> dict:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [1, 32], "nice": False}}


def _y(field: str) -> dict:
    scale = {"domain": [0, ROWS], "nice": False, "reverse": True}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


BOX = {"x": _x("left"), "x2": {"field": "right"}, "y": _y("top"), "y2": {"field": "bottom"}}


def _cells(name: str, tooltip: list | None) -> list[dict]:
    """The boxes, those of planned and cancelled days dashed; the stroke through a cancelled one; the signs."""
    scales = [{"domain": [*STATES], "range": [look[part] for look in STATES.values()]} for part in (0, 1)]
    fill, stroke = ({"field": "state", "type": "nominal", "legend": None, "scale": scale} for scale in scales)
    pale = {"test": "indexof(datum.kind, 'planned') === 0", "value": 0.25}
    told = {"tooltip": tooltip} if tooltip else {}
    looks = {**BOX, "fill": fill, "stroke": stroke, "fillOpacity": {"condition": pale, "value": 1}, **told}
    ink = [
        {"test": "datum.kind === 'open' || indexof(datum.kind, 'planned') === 0", "value": theme.INK},
        {"test": "datum.state === 'bridged'", "value": theme.DARK_INK},
    ]
    data = {"data": {"name": name}}
    boxes = [
        {
            **data,
            "transform": [{"filter": test}],
            "mark": {"type": "rect", "strokeDash": dash, "cornerRadius": 2, **({} if told else {"tooltip": None})},
            "encoding": looks,
        }
        for test, dash in ((f"!({DASHED})", [1, 0]), (DASHED, [3, 2]))
    ]
    return [
        *boxes,
        {
            **data,
            "transform": [{"filter": "datum.kind === 'cancelled'"}],
            "mark": {"type": "rule", "color": theme.FAINT_INK, "strokeWidth": 1.5, "tooltip": None},
            "encoding": BOX,
        },
        {
            **data,
            "transform": [
                {"filter": "datum.sign !== ''"},
                {"calculate": "(datum.left + datum.right) / 2", "as": "middle"},
                {"calculate": "(datum.top + datum.bottom) / 2", "as": "centre"},
            ],
            "mark": {"type": "text", "dy": ARCH, "fontSize": 11, "fontWeight": 700, "tooltip": None},
            "encoding": {
                "x": _x("middle"),
                "y": _y("centre"),
                "text": {"field": "sign"},
                "color": {"condition": ink, "value": theme.WHITE},
            },
        },
    ]


def _outline(name: str, test: str) -> dict:
    return {
        "data": {"name": name},
        "transform": [{"filter": test}],
        "mark": {
            "type": "rect",
            "fill": None,
            "stroke": theme.INK,
            "strokeWidth": 1.8,
            "cornerRadius": 3,
            "tooltip": None,
        },
        "encoding": BOX,
    }


def _texts(name: str, test: str, field: str, **mark: object) -> list[dict]:
    return [
        {
            "data": {"name": name},
            "transform": [{"filter": test}],
            **layer,
            "encoding": {"x": _x("x"), "y": _y("y"), **layer["encoding"]},
        }
        for layer in written(field, **mark)
    ]
