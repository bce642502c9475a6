"""Attainment by tier and severity: colour, counts and the contract's target in every cell."""

from functools import cache

import pandas as pd

from charts import theme
from labels import figures, text
from metrics.interval import wilson

SIGNS = {"at": "✓", "near": "▼", "below": "▼", "empty": ""}
FILLS = {"at": theme.MET, "near": theme.WARNING, "below": theme.MISSED}
STEP = 70
FEW = 10  # below this n a cell is pale: a handful of tickets says little


def standing(met: int, judged: int, guide: float) -> str:
    """Where a share stands against the internal guide value: at, near (within five points), below, empty."""
    if not judged:
        return "empty"
    share = met / judged
    return "at" if share >= guide else "near" if share >= guide - 0.05 else "below"


def rows(cells: pd.DataFrame, guide: float, language: str) -> pd.DataFrame:
    """One row per tier × severity, ready to draw.

    `cells`: program, tier, tier_name, severity, minutes, clock, met, breached, overdue, running, not_measured.
    """
    drawn = []
    for order, cell in enumerate(cells.itertuples(index=False)):
        judged = cell.met + cell.breached + cell.overdue
        state = standing(cell.met, judged, guide)
        low, high = wilson(cell.met, judged)
        drawn.append(
            {
                "order": order,
                "program": cell.program,
                "tier": cell.tier,
                "tier_name": cell.tier_name,
                "severity": cell.severity,
                "state": state,
                "few": judged < FEW,
                "share": f"{SIGNS[state]} {figures.percent(cell.met, judged)}".strip(),
                "counts": figures.counts(cell.met, judged, language),
                "target": figures.target(cell.minutes, cell.clock, language),
                "missed": figures.count(cell.breached + cell.overdue, language),
                "running": figures.count(cell.running, language),
                "not_measured": figures.count(cell.not_measured, language),
                "interval": figures.interval(low, high) if judged else figures.EMPTY,
            }
        )
    return pd.DataFrame(drawn)


@cache
def spec(language: str) -> dict:
    """The constant chart; its frame is `rows`. A click selects the cell's program, tier and severity as `cell`."""
    tooltip = [
        {"field": "tier_name", "title": text("column.tier", language)},
        {"field": "severity", "title": text("column.severity", language)},
        {"field": "counts", "title": text("outcome.met", language)},
        {"field": "share", "title": text("column.attainment", language)},
        {"field": "interval", "title": text("column.interval", language)},
        {"field": "target", "title": text("sla.contract_target", language)},
        {"field": "missed", "title": text("outcome.breached", language)},
        {"field": "running", "title": text("outcome.running", language)},
        {"field": "not_measured", "title": text("outcome.not_measured", language)},
    ]
    position = {
        "x": {
            "field": "severity",
            "type": "nominal",
            "sort": "ascending",
            "axis": {"orient": "top", "labelAngle": 0, "labelFontSize": 13, "labelFontWeight": 600},
        },
        "y": {
            "field": "tier_name",
            "type": "nominal",
            "sort": {"field": "order", "op": "min"},
            "axis": {"labelFontSize": 13, "labelLimit": 180},
        },
    }
    cell = {
        "params": [{"name": "cell", "select": {"type": "point", "fields": ["program", "tier", "severity"]}}],
        "mark": {"type": "rect", "cornerRadius": 5, "stroke": theme.PAPER, "strokeWidth": 3, "cursor": "pointer"},
        "encoding": {
            **position,
            "color": {
                "field": "state",
                "type": "nominal",
                "legend": None,
                "scale": {
                    "domain": ["at", "near", "below", "empty"],
                    "range": [FILLS["at"], FILLS["near"], FILLS["below"], theme.SHADE],
                },
            },
            "fillOpacity": {"condition": {"test": "datum.few && datum.state !== 'empty'", "value": 0.22}, "value": 1},
            "tooltip": tooltip,
        },
    }
    return theme.frame(
        height={"step": STEP},
        layer=[
            cell,
            _line("share", dy=-19, size=16, weight=700),
            _line("counts", dy=2, size=13, weight=500),
            _line("target", dy=21, size=11, weight=400),
        ],
        encoding=position,
    )


def _line(field: str, dy: int, size: int, weight: int) -> dict:
    conditions = [
        {"test": "datum.state === 'empty'", "value": theme.FAINT_INK},
        {"test": "datum.few", "value": theme.INK},
        {"test": "datum.state === 'near'", "value": theme.DARK_INK},
    ]
    return {
        "mark": {"type": "text", "dy": dy, "fontSize": size, "fontWeight": weight, "tooltip": None},
        "encoding": {
            "text": {"field": field},
            "color": {"condition": conditions, "value": theme.WHITE},
        },
    }
