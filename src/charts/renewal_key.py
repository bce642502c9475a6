"""The legend of the renewal timeline."""

from charts import theme
from charts.renewal_bars import PARTS
from charts.trm_notices import BOOKED
from labels import text

NEXT = theme.by_paper("#B9C2CA", "#5B6670")
WIDE, LINE = "M-1,-0.5H1V0.5H-1Z", "M-0.1,-1H0.1V1H-0.1Z"
FRAME = "M-1,-0.5H1V0.5H-1ZM-0.8,-0.3V0.3H0.8V-0.3Z"
FILLS = (theme.MET, BOOKED, NEXT, theme.QUIET, theme.WARNING, theme.INK, theme.INK, theme.INK, theme.INK)
SHAPES = (WIDE, FRAME, WIDE, FRAME, WIDE, LINE, "triangle-down", "diamond", "triangle-right")


def key(language: str) -> dict:
    """A layer that draws nothing but the legend: a sample of every part beside its words."""
    legend = {
        "orient": "bottom",
        "title": None,
        "labelExpr": f"{ {part: text(f'renewal_chart.part.{part}', language) for part in PARTS} }[datum.label]",
        "labelFontSize": 12,
        "labelColor": theme.FAINT_INK,
        "labelLimit": 300,
        "symbolSize": 180,
        "symbolStrokeWidth": 0,
        "symbolOpacity": 1,
        "columns": 3,
        "columnPadding": 16,
        "offset": 10,
    }
    scaled = {
        channel: {
            "field": "part",
            "type": "nominal",
            "scale": {"domain": [*PARTS], "range": [*chosen]},
            "legend": legend,
        }
        for channel, chosen in (("fill", FILLS), ("shape", SHAPES))
    }
    return {
        "data": {"name": "key"},
        "mark": {"type": "point", "opacity": 0, "tooltip": None},
        "encoding": scaled,
    }
