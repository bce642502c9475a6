"""Not-measured tickets by reason: one bar a reason, its count at the end. A click selects `reason`."""

from functools import cache

import pandas as pd

from charts import theme
from labels import figures, text


def rows(reasons: pd.DataFrame, language: str) -> pd.DataFrame:
    """One row per reason, the most frequent first. `reasons`: reason, tickets."""
    ordered = reasons.sort_values(["tickets", "reason"], ascending=[False, True], kind="stable")
    return pd.DataFrame(
        [
            {
                "order": order,
                "reason": row.reason,
                "name": text(f"reason.{row.reason}", language),
                "tickets": row.tickets,
                "count": figures.count(row.tickets, language),
            }
            for order, row in enumerate(ordered.itertuples(index=False))
        ]
    )


@cache
def spec(language: str) -> dict:
    """The constant chart; its frame is `rows`."""
    y = {"field": "name", "type": "nominal", "sort": {"field": "order", "op": "min"}, "axis": {"labelLimit": 220}}
    x = {"field": "tickets", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}}
    return theme.frame(
        height={"step": 26},
        padding={"left": 4, "right": 44, "top": 4, "bottom": 4},
        layer=[
            {
                "params": [{"name": "reason", "select": {"type": "point", "fields": ["reason"]}}],
                "mark": {"type": "bar", "color": theme.QUIET, "cornerRadiusEnd": 3, "height": 14, "cursor": "pointer"},
                "encoding": {
                    "x": x,
                    "y": y,
                    "tooltip": [
                        {"field": "name", "title": text("column.reason", language)},
                        {"field": "count", "title": text("column.tickets", language)},
                    ],
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "tooltip": None},
                "encoding": {"x": x, "y": y, "text": {"field": "count"}},
            },
        ],
    )
