"""One ticket on the clock: open hours as bands, what happened as points, the due time as a rule."""

from datetime import datetime, timedelta
from functools import cache

import pandas as pd

from charts import theme
from labels import figures, text

HEIGHT = 156
BAR = 74
ABOVE = (34, 14)  # label rows over the bar: due, now
BELOW = (106, 125, 144)  # label rows under it, taken in turn
FAR = 3.0  # a resolution later than this many times the response's span stays outside the picture


def view(
    opened: datetime, due: datetime | None, stop: datetime, resolved: datetime | None
) -> tuple[datetime, datetime]:
    """The stretch of time to draw: the response, and the resolution when it is near enough not to squash it."""
    last = max(moment for moment in (due, stop) if moment is not None)
    span = max(last - opened, timedelta(minutes=30))
    if resolved is not None and resolved - opened <= span * FAR:
        last = max(last, resolved)
    margin = max((last - opened) * 0.06, timedelta(minutes=10))
    return opened - margin, last + margin


def frames(
    windows: list[tuple[datetime, datetime]],
    opened: datetime,
    due: datetime | None,
    answered: datetime | None,
    resolved: datetime | None,
    now: datetime,
    language: str,
) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: bands, bars, events, edges. Instants are naive UTC; `now` is the as-of instant."""
    stop = answered or now
    first, last = view(opened, due, stop, resolved)
    bands = [(max(start, first), min(end, last)) for start, end in windows if start < last and end > first]
    on_time = min(stop, due) if due else stop
    bars = [("within" if due else "unjudged", opened, on_time)]
    if due and stop > due:
        bars.append(("beyond", due, stop))
    events = [("opened", opened), ("first_response", answered), ("resolved", resolved)]
    below = [(name, at) for name, at in events if at is not None and at <= last]
    above = [("due", due), *([] if answered else [("now", now)])]
    marks = [_event(name, at, BELOW[row], first, last, language) for row, (name, at) in enumerate(below)]
    marks += [_event(name, at, ABOVE[row], first, last, language) for row, (name, at) in enumerate(above) if at]
    return {
        "bands": pd.DataFrame(
            [{"start": _wall(start), "end": _wall(end)} for start, end in bands], columns=["start", "end"]
        ),
        "bars": pd.DataFrame([{"part": part, "start": _wall(start), "end": _wall(end)} for part, start, end in bars]),
        "events": pd.DataFrame(marks),
        "edges": pd.DataFrame({"at": [_wall(first), _wall(last)]}),
    }


def _event(name: str, at: datetime, row: int, first: datetime, last: datetime, language: str) -> dict:
    return {
        "name": name,
        "at": _wall(at),
        "row": row,
        "side": "right" if (at - first) / (last - first) > 0.8 else "left",
        "label": f"{text(f'event.{name}', language)} {figures.instant(at, language)}",
    }


def _wall(instant: datetime) -> float:
    """Milliseconds of the wall clock, drawn on a UTC axis so that the reader's own zone does not move it."""
    return (figures.local(instant) - datetime(1970, 1, 1)).total_seconds() * 1000


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets."""
    days = text("unit.weekdays", language).split()
    names = str([days[6], *days[:6]])
    midnight = "utchours(datum.value) === 0 && utcminutes(datum.value) === 0"
    date = f"utcmonth(datum.value) + 1 + '/' + utcdate(datum.value) + ' ' + {names}[utcday(datum.value)]"
    x = {
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {
            "grid": False,
            "tickCount": 10,
            "labelExpr": f"{midnight} ? {date} : utcFormat(datum.value, '%H:%M')",
            "labelOverlap": True,
        },
    }
    y = {"field": "row", "type": "quantitative", "axis": None, "scale": {"domain": [0, HEIGHT], "reverse": True}}
    middle = {"value": BAR}
    return theme.frame(
        height=HEIGHT,
        layer=[
            {
                "data": {"name": "edges"},
                "mark": {"type": "point", "opacity": 0, "tooltip": None},
                "encoding": {"x": {**x, "field": "at"}, "y": middle},
            },
            {
                "data": {"name": "bands"},
                "mark": {"type": "rect", "color": theme.SHADE, "tooltip": None},
                "encoding": {
                    "x": {**x, "field": "start"},
                    "x2": {"field": "end"},
                    "y": {"value": 0},
                    "y2": {"value": HEIGHT},
                },
            },
            {
                "data": {"name": "bars"},
                "mark": {"type": "bar", "height": 16, "cornerRadius": 2, "tooltip": None},
                "encoding": {
                    "x": {**x, "field": "start"},
                    "x2": {"field": "end"},
                    "y": middle,
                    "color": {
                        "field": "part",
                        "type": "nominal",
                        "legend": None,
                        "scale": {
                            "domain": ["within", "beyond", "unjudged"],
                            "range": [theme.MET, theme.MISSED, theme.QUIET],
                        },
                    },
                },
            },
            {
                "data": {"name": "events"},
                "transform": [{"filter": "datum.name === 'due'"}],
                "mark": {"type": "rule", "strokeDash": [5, 3], "strokeWidth": 1.5, "color": theme.INK},
                "encoding": {"x": {**x, "field": "at"}, "y": {"value": 28}, "y2": {"value": 96}},
            },
            {
                "data": {"name": "events"},
                "transform": [{"filter": "datum.name !== 'due'"}],
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 110,
                    "opacity": 1,
                    "color": theme.PAPER,
                    "stroke": theme.INK,
                    "strokeWidth": 2,
                    "tooltip": None,
                },
                "encoding": {"x": {**x, "field": "at"}, "y": middle},
            },
            *[_labels(side, x, y) for side in ("left", "right")],
        ],
    )


def _labels(side: str, x: dict, y: dict) -> dict:
    return {
        "data": {"name": "events"},
        "transform": [{"filter": f"datum.side === '{side}'"}],
        "mark": {"type": "text", "align": side, "dx": 6 if side == "left" else -6, "tooltip": None},
        "encoding": {"x": {**x, "field": "at"}, "y": y, "text": {"field": "label"}},
    }
