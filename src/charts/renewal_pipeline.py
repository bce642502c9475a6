"""What is not decided yet, by end month and stage: amounts of one currency, weighted sums, counts of contracts."""

from functools import cache

from charts import theme
from charts.renewal_months import STAGES, frames
from labels import text

__all__ = ["frames", "spec"]

HEIGHT = 300
TOP = 70  # of the plot, under the heading and the quarters' names
UNDER = (12, 28, 43)  # rows under the bars: count, month, year
FILLS = (
    theme.by_paper("#CFE2F1", "#1C3A52"),
    theme.by_paper("#9DC8E4", "#235A85"),
    theme.by_paper("#6BAED6", "#2E7DB5"),
    theme.by_paper("#2F83BC", "#5BA6D6"),
    theme.by_paper("#0B5C94", "#97C9EA"),
    theme.by_paper("#08335C", "#D8ECF8"),
    theme.WARNING,
    theme.SHADE,
)
PART = ("month_name", "stage_name", "amount", "terms", "weighted")
MONTH = ("month_name", "total", "terms", "weighted_amount", "unweighted")
DARK_ON_LIGHT, DARK_ON_DARK = "[0, 1, 2, 6, 7]", "[3, 4, 5, 6]"  # places of stages whose fill bears dark ink


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets. A click selects `month` and `stage` as
    `part`; a stage that was not given is "none"."""
    x = {"field": "month", "type": "ordinal", "scale": {"paddingInner": 0.24, "paddingOuter": 0.12}, "axis": None}
    y = {
        "type": "quantitative",
        "scale": {"nice": False, "domainMin": 0, "range": [HEIGHT, TOP]},
        "axis": {"tickCount": 5, "labelExpr": "format(datum.value, ',~g')"},
    }
    months = {"data": {"name": "months"}}
    parts = {"data": {"name": "parts"}}
    fill = {
        "field": "place",
        "type": "ordinal",
        "scale": {"domain": [*range(len(STAGES))], "range": [*FILLS]},
        "legend": {
            "orient": "bottom",
            "title": None,
            "values": {"expr": "pluck(data('stages'), 'place')"},
            "labelExpr": "data('stages')[indexof(pluck(data('stages'), 'place'), datum.value)].label",
            "labelFontSize": 12,
            "labelColor": theme.FAINT_INK,
            "labelLimit": 300,
            "symbolType": "square",
            "symbolSize": 150,
            "symbolStrokeColor": theme.QUIET,
            "symbolStrokeWidth": 1,
            "columns": 4,
            "columnPadding": 16,
            "offset": 62,
        },
    }
    ink = theme.by_paper(theme.WHITE, "#E4E8EC")
    dark = {
        "test": f"indexof(luminance(background) < 0.5 ? {DARK_ON_DARK} : {DARK_ON_LIGHT}, datum.place) >= 0",
        "value": theme.DARK_INK,
    }
    return theme.frame(
        height=HEIGHT,
        layer=[
            *_quarters(x),
            {
                "data": {"name": "stages"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"fill": fill},
            },
            {
                **months,
                "mark": {"type": "bar", "opacity": 0, "cursor": "pointer"},
                "encoding": {"x": x, "y": {**y, "field": "room"}, "tooltip": _tooltip(language, MONTH)},
            },
            {
                **parts,
                "params": [{"name": "part", "select": {"type": "point", "fields": ["month", "stage"]}}],
                "mark": {"type": "bar", "cursor": "pointer", "strokeWidth": 1, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "low"},
                    "y2": {"field": "high"},
                    "fill": fill,
                    "stroke": {
                        "condition": {"test": "datum.stage === 'none'", "value": theme.QUIET},
                        "value": theme.PAPER,
                    },
                    "tooltip": _tooltip(language, PART),
                },
            },
            {
                **parts,
                "mark": {"type": "text", "fontSize": 12, "fontWeight": 600, "tooltip": None, "cursor": "pointer"},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "middle"},
                    "text": {"field": "sign"},
                    "color": {"condition": dark, "value": ink},
                },
            },
            *_weighted(x, y, language),
            *_labels(x, y),
        ],
    )


def _tooltip(language: str, fields: tuple[str, ...]) -> list[dict]:
    return [{"field": field, "title": text(f"renewal_chart.tip.{field}", language)} for field in fields]


def _quarters(x: dict) -> list[dict]:
    """This quarter and the next as bands behind their months, named over the first of them."""
    inside = {"data": {"name": "months"}, "transform": [{"filter": "datum.quarter !== ''"}]}
    band = {"x": x, "y": {"value": 22}, "y2": {"value": HEIGHT + 50}}
    return [
        {
            **inside,
            "mark": {"type": "bar", "color": theme.SHADE, "width": {"band": 1.33}, "tooltip": None},
            "encoding": {
                **band,
                "opacity": {"condition": {"test": "datum.quarter === 'this'", "value": 1}, "value": 0.55},
            },
        },
        {
            "data": {"name": "quarters"},
            "mark": {"type": "text", "fontWeight": 600, "fontSize": 11, "lineBreak": "|", "tooltip": None},
            "encoding": {"x": x, "y": {"value": 33}, "text": {"field": "label"}},
        },
    ]


def _weighted(x: dict, y: dict, language: str) -> list[dict]:
    """The weighted amount as a tick across the bar, on a halo so that it shows on every fill."""
    shown = {"data": {"name": "months"}, "transform": [{"filter": "datum.weighted !== null"}]}
    at = {"x": x, "y": {**y, "field": "weighted"}}
    tooltip = _tooltip(language, MONTH)
    return [
        {
            **shown,
            "mark": {"type": "tick", "thickness": 6, "color": theme.PAPER, "width": {"band": 1.12}, "opacity": 1},
            "encoding": {**at, "tooltip": tooltip},
        },
        {
            **shown,
            "mark": {"type": "tick", "thickness": 2.5, "color": theme.INK, "width": {"band": 1.12}, "opacity": 1},
            "encoding": {**at, "tooltip": tooltip},
        },
    ]


def _labels(x: dict, y: dict) -> list[dict]:
    """The amount over a bar; the count, the month and the year under it; what the numbers are, on top."""
    months = {"data": {"name": "months"}}
    under = [
        {
            **months,
            "mark": {"type": "text", "fontSize": size, "fontWeight": weight, "tooltip": None},
            "encoding": {"x": x, "y": {"value": HEIGHT + row}, "text": {"field": field}},
        }
        for field, row, size, weight in zip(
            ("count", "name", "year"), UNDER, (11, 12, 11), (400, 600, 400), strict=True
        )
    ]
    bold = {"expr": "datum.past ? 700 : 400"}
    return [
        {
            **months,
            "mark": {"type": "text", "dy": -10, "fontSize": 11, "fontWeight": bold, "tooltip": None},
            "encoding": {"x": x, "y": {**y, "field": "top"}, "text": {"field": "label"}},
        },
        *under,
        {
            "data": {"name": "heading"},
            "mark": {"type": "text", "align": "left", "tooltip": None, "color": theme.FAINT_INK},
            "encoding": {"x": {"value": -30}, "y": {"value": 8}, "text": {"field": "label"}},
        },
    ]
