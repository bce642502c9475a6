"""How dates stand on the axes of the charts: days without a zone, a tick a month, and text that no line crosses."""

from datetime import date, datetime, timedelta

from charts import theme
from labels import text


def on(moment: date | datetime) -> date:
    """The date of a date, a datetime or a pandas timestamp."""
    return moment.date() if isinstance(moment, datetime) else moment


def wall(day: date) -> float:
    """Milliseconds of a date's midnight, drawn on a UTC axis so that the reader's own zone does not move it."""
    return (day - date(1970, 1, 1)) / timedelta(milliseconds=1)


def month_axis(language: str) -> dict:
    """An x channel of dates with a tick a month; the year stands under the first month and under January."""
    names = text("unit.months", language).split()
    name = f"{names}[utcmonth(datum.value)]"
    year = "datum.index === 0 || utcmonth(datum.value) === 0"
    return {
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {
            "grid": False,
            "ticks": True,
            "tickColor": theme.LINES,
            "tickCount": {"interval": "month", "step": 1},
            "labelExpr": f"{year} ? [{name}, utcyear(datum.value)] : {name}",
            "labelOverlap": True,
        },
    }


def written(field: str, **mark: object) -> list[dict]:
    """Text layers of a field, on a halo of the page's colour so that no line runs through them."""
    halo = {"stroke": theme.PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": theme.PAPER}
    return [
        {"mark": {"type": "text", "tooltip": None, **mark, **way}, "encoding": {"text": {"field": field}}}
        for way in (halo, {})
    ]
