"""Every term as a bar: notice window and notice date, today, what happens on its own, the successor, and the state."""

from functools import cache

from charts import theme
from charts.dates import month_axis
from charts.renewal_bars import frames
from charts.renewal_key import NEXT, key
from charts.trm_notices import BOOKED
from labels import text

__all__ = ["frames", "spec"]

STEP = 25
BAR = 13
PALE = theme.by_paper("#DCEBF5", "#17324A")
TIP = ("customer", "id", "span", "notice", "working", "given", "state")


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, as named datasets. A click selects `kind` and `id` as `term`."""
    months = month_axis(language)
    names = text("unit.months", language).split()
    name = f"{names}[utcmonth(datum.value)]"
    wide = "width * 2629746000 / (domain('x')[1] - domain('x')[0]) > 27"
    x = {
        **months,
        "axis": {
            **months["axis"],
            "orient": "top",
            "offset": 20,
            "grid": True,
            "ticks": False,
            "labelOverlap": False,
            "labelExpr": f"datum.index === 0 || utcmonth(datum.value) === 0 ? [utcyear(datum.value), {name}] "
            f": {wide} || utcmonth(datum.value) % 3 === 0 ? {name} : ''",
        },
    }
    y = {
        "field": "row",
        "type": "nominal",
        "sort": None,
        "axis": {"labelLimit": 260, "labelColor": theme.INK, "labelFontSize": 12},
    }
    at = {**x, "field": "at"}
    return theme.frame(
        height={"step": STEP},
        layer=[
            {
                "data": {"name": "rows"},
                "params": [{"name": "term", "select": {"type": "point", "fields": ["kind", "id"]}}],
                "mark": {"type": "rect", "cursor": "pointer", "tooltip": None},
                "encoding": {
                    "y": y,
                    "x": {"value": 0},
                    "x2": {"value": "width"},
                    "color": {
                        "condition": {"test": "datum.order % 2 === 0", "value": theme.SHADE},
                        "value": theme.PAPER,
                    },
                    "fillOpacity": {"value": 0.6},
                },
            },
            {
                "data": {"name": "edges"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"x": at},
            },
            key(language),
            *_bars(x, y, language),
            {
                "data": {"name": "windows"},
                "mark": {"type": "bar", "height": BAR, "color": theme.WARNING, "cursor": "pointer", "tooltip": None},
                "encoding": {"x": {**x, "field": "start"}, "x2": {"field": "end"}, "y": y},
            },
            {
                "data": {"name": "rows"},
                "mark": _tick(STEP, 1.5, theme.INK),
                "encoding": {"x": {**x, "field": "today"}, "y": y},
            },
            *_marks(at, x, y),
            {
                "data": {"name": "today"},
                "mark": {"type": "text", "fontSize": 11, "fontWeight": 600, "tooltip": None},
                "encoding": {"x": at, "y": {"value": -8}, "text": {"field": "label"}},
            },
            {
                "data": {"name": "states"},
                "mark": {"type": "text", "align": "left", "dx": 8, "tooltip": None, "cursor": "pointer"},
                "encoding": {"x": at, "y": y, "text": {"field": "label"}},
            },
        ],
    )


def _bars(x: dict, y: dict, language: str) -> list[dict]:
    """Support filled and rounded, TRM pale with an edge; their successors in grey."""
    looks = (
        ("support", {"fill": theme.MET, "stroke": theme.MET, "cornerRadius": 4}),
        ("trm", {"fill": PALE, "stroke": BOOKED, "strokeWidth": 2}),
        ("support_next", {"fill": NEXT, "stroke": NEXT, "cornerRadius": 4}),
        ("trm_next", {"fill": theme.PAPER, "stroke": theme.QUIET, "strokeWidth": 1.5}),
    )
    tooltip = [{"field": field, "title": text(f"renewal_chart.tip.{field}", language)} for field in TIP]
    return [
        {
            "data": {"name": "terms"},
            "transform": [{"filter": f"datum.look === '{look}'"}],
            "mark": {"type": "bar", "height": BAR, "cursor": "pointer", **mark},
            "encoding": {"x": {**x, "field": "start"}, "x2": {"field": "end"}, "y": y, "tooltip": tooltip},
        }
        for look, mark in looks
    ]


def _tick(size: int, thickness: float, color: dict) -> dict:
    return {
        "type": "tick",
        "orient": "vertical",
        "bandSize": size,
        "thickness": thickness,
        "color": color,
        "opacity": 1,
        "cursor": "pointer",
        "tooltip": None,
    }


def _marks(at: dict, x: dict, y: dict) -> list[dict]:
    """The notice date as a tick, its working day as a triangle over the bar, and the point of no return behind them."""
    filled = {"condition": {"test": "datum.passed", "value": theme.INK}, "value": theme.PAPER}

    on_bar = {"condition": {"test": "datum.kind === 'support'", "value": theme.WHITE}, "value": theme.INK}

    def some(mark: str) -> dict:
        return {"data": {"name": "marks"}, "transform": [{"filter": f"datum.mark === '{mark}'"}]}

    signs = [
        {
            **some(mark),
            "mark": {
                "type": "point",
                "shape": shape,
                "size": size,
                "xOffset": right,
                "yOffset": down,
                "opacity": 1,
                "stroke": theme.INK,
                "strokeWidth": 1.2,
                "cursor": "pointer",
                "tooltip": None,
            },
            "encoding": {"x": at, "y": y, "fill": fill},
        }
        for mark, shape, size, right, down, fill in (
            ("working", "triangle-down", 36, 0, -8, {"value": theme.INK}),
            ("fixed", "triangle-right", 50, 5, 0, filled),
            ("end", "diamond", 70, 0, 0, filled),
        )
    ]
    labels = [
        {
            **some(mark),
            "mark": {"type": "text", "fontSize": 10, "align": align, "dx": dx, "tooltip": None, "cursor": "pointer"},
            "encoding": {"x": {**x, "field": "label_at"}, "y": y, "text": {"field": "label"}, "color": on_bar},
        }
        for mark, align, dx in (("notice", "left", 12), ("working", "right", -4))
    ]
    return [{**some("notice"), "mark": _tick(21, 2.5, theme.INK), "encoding": {"x": at, "y": y}}, *signs, *labels]
