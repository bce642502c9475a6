"""The onsite allowance of one term as a bar: used, planned, left, stranded, and what lies beyond the cap."""

from collections.abc import Mapping
from functools import cache

import pandas as pd

from charts import theme
from charts.trm_notices import BOOKED, days, number
from labels import text

PARTS = ("used", "planned", "left", "stranded", "unreachable", "over", "over_planned")
SIGNS = {"stranded": "✕", "over": "▲", "over_planned": "▲"}
FILLS = (theme.MET, theme.MET, theme.SHADE, theme.WARNING, theme.PAPER, theme.MISSED, theme.MISSED)
STROKES = (theme.MET, BOOKED, theme.LINES, theme.WARNING, theme.QUIET, theme.MISSED, theme.MISSED)

HEIGHT = 112
BAR = (26, 56)
NOTES = (88, 106)  # label rows under the bar, taken in turn
WIDE = 0.14  # of the bar; a part at least so long is named inside it
CLEAR = 0.11  # of the bar; no number stands so near before the cap
TICKS = 12


def frames(ledger: Mapping, language: str) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: parts, notes, ticks, summary. Lengths in days, in steps of 0.5 (XII).

    `ledger`: one row of the ledgers: onsite_cap, onsite_used, onsite_planned, onsite_remaining, stranded_after_plan.
    The cap is cut into used, planned, left, stranded (the last of what is left, when it is no block of two days) and
    unreachable (the entitlement ends first); beyond the cap lies what was used or is planned over it.
    """
    cap, used, planned = (float(ledger[f"onsite_{name}"]) for name in ("cap", "used", "planned"))
    booked, left = used + planned, max(0.0, ledger["onsite_remaining"] - planned)
    usable = booked + left - min(ledger["stranded_after_plan"], left)
    bounds = (
        (0.0, min(used, cap)),
        (min(used, cap), min(booked, cap)),
        (booked, usable),
        (usable, booked + left),
        (booked + left, cap),
        (cap, used),
        (max(cap, used), booked),
    )
    long = max(cap, booked)
    parts = [
        _part(name, start, end, long, language) for name, (start, end) in zip(PARTS, bounds, strict=True) if end > start
    ]
    notes = [{**part, "row": row} for row, part in zip(NOTES, (part for part in parts if part["note"]), strict=False)]
    return {
        "parts": pd.DataFrame(parts),
        "notes": pd.DataFrame(notes, columns=[*parts[0], "row"]),
        "ticks": pd.DataFrame(_ticks(cap, long, language)),
        "summary": pd.DataFrame({"label": [summary(ledger, language)]}),
    }


def summary(ledger: Mapping, language: str) -> str:
    """ "上限3日・利用2日・予定0日・残1日"."""
    shown = {name: days(float(ledger[f"onsite_{name}"]), language) for name in ("cap", "used", "planned")}
    over = float(ledger["onsite_used"] - ledger["onsite_cap"])
    key, amount = ("overrun", over) if over > 0 else ("rest", float(ledger["onsite_remaining"]))
    rest = text(f"trm_chart.onsite_{key}", language, days=days(amount, language))
    return text("trm_chart.onsite_summary", language, **shown, rest=rest)


def _part(name: str, start: float, end: float, long: float, language: str) -> dict:
    amount, sign = days(end - start, language), SIGNS.get(name, "")
    named = text(f"trm_chart.onsite_{name}", language)
    noted = name in ("stranded", "unreachable", "over", "over_planned")
    inside = not noted and end - start >= long * WIDE
    return {
        "part": name,
        "start": start,
        "end": end,
        "name": named,
        "days": amount,
        "inside": f"{named} {amount}" if inside else sign,
        "note": f"{sign} {text('trm_chart.onsite_note', language, name=named, days=amount)}".strip() if noted else "",
        "side": "right" if start + end > long else "left",
    }


def _ticks(cap: float, long: float, language: str) -> list[dict]:
    """The scale under the bar: every day of a short allowance, round days of a long one, and the cap itself."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if long / step <= TICKS)
    plain = [at for at in range(0, int(cap), step) if cap - at > long * CLEAR]
    named = text("trm_chart.onsite_cap", language, days=days(cap, language))
    return [
        *({"at": float(at), "is_cap": False, "label": number(at)} for at in plain),
        {"at": cap, "is_cap": True, "label": named},
    ]


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets."""
    x = {"type": "quantitative", "scale": {"nice": False, "domainMin": 0}, "axis": None}
    start, end, at = ({**x, "field": field} for field in ("start", "end", "at"))
    pale = {"test": "datum.part === 'planned' || datum.part === 'over_planned'", "value": 0.22}
    firm = "indexof(['used', 'left', 'over'], datum.part) >= 0"

    def by_part(colours: tuple) -> dict:
        scale = {"domain": [*PARTS], "range": [*colours]}
        return {"field": "part", "type": "nominal", "legend": None, "scale": scale}

    look = {
        "x": start,
        "x2": {"field": "end"},
        "y": {"value": BAR[0]},
        "y2": {"value": BAR[1]},
        "fill": by_part(FILLS),
        "stroke": by_part(STROKES),
        "fillOpacity": {"condition": pale, "value": 1},
        "tooltip": [
            {"field": "name", "title": text("trm_chart.onsite", language)},
            {"field": "days", "title": text("trm_chart.amount", language)},
        ],
    }
    bars = [
        {
            "data": {"name": "parts"},
            "transform": [{"filter": test}],
            "mark": {"type": "rect", "strokeWidth": 1.5, "strokeDash": dash},
            "encoding": look,
        }
        for test, dash in ((firm, [1, 0]), (f"!({firm})", [4, 3]))
    ]
    ink = [
        {"test": "datum.part === 'used' || datum.part === 'over'", "value": theme.WHITE},
        {"test": "datum.part === 'stranded'", "value": theme.DARK_INK},
    ]
    return theme.frame(
        height=HEIGHT,
        layer=[
            *bars,
            {
                "data": {"name": "parts"},
                "transform": [{"calculate": "(datum.start + datum.end) / 2", "as": "middle"}],
                "mark": {"type": "text", "fontWeight": 600, "tooltip": None},
                "encoding": {
                    "x": {**x, "field": "middle"},
                    "y": {"value": sum(BAR) / 2},
                    "text": {"field": "inside"},
                    "color": {"condition": ink, "value": theme.INK},
                },
            },
            {
                "data": {"name": "summary"},
                "mark": {"type": "text", "align": "left", "fontSize": 13, "fontWeight": 600, "tooltip": None},
                "encoding": {"x": {"value": 0}, "y": {"value": 9}, "text": {"field": "label"}},
            },
            {
                "data": {"name": "ticks"},
                "transform": [{"filter": "datum.is_cap"}],
                "mark": {"type": "rule", "color": theme.INK, "strokeWidth": 3, "tooltip": None},
                "encoding": {"x": at, "y": {"value": BAR[0] - 5}, "y2": {"value": BAR[1] + 5}},
            },
            *[_scale(test, at, mark) for test, mark in SCALE],
            *[_note(side, start if side == "left" else end) for side in ("left", "right")],
        ],
    )


SCALE = (
    ("!datum.is_cap", {"color": theme.FAINT_INK}),
    ("datum.is_cap", {"align": "right", "dx": 4, "fontWeight": 600}),
)


def _scale(test: str, at: dict, mark: dict) -> dict:
    return {
        "data": {"name": "ticks"},
        "transform": [{"filter": test}],
        "mark": {"type": "text", "tooltip": None, **mark},
        "encoding": {"x": at, "y": {"value": BAR[1] + 14}, "text": {"field": "label"}},
    }


def _note(side: str, x: dict) -> dict:
    return {
        "data": {"name": "notes"},
        "transform": [{"filter": f"datum.side === '{side}'"}],
        "mark": {"type": "text", "align": side, "fontWeight": 600, "tooltip": None},
        "encoding": {
            "x": x,
            "y": {
                "field": "row",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, HEIGHT], "reverse": True},
            },
            "text": {"field": "note"},
        },
    }
