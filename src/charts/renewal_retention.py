"""What became of the amounts that were due in each period, and the three rates over what is decided."""

from decimal import Decimal
from functools import cache

import pandas as pd

from charts import theme
from charts.renewal_money import Unit, exact, heading, unit
from labels import figures, text

STEP = 58
BAR = 20
PARTS = ("renewed", "ended", "lapsed", "undecided")
SIGNS = {"renewed": "✓", "ended": "■", "lapsed": "✕", "undecided": "…"}
FILLS = (theme.MET, theme.QUIET, theme.MISSED, theme.PAPER)
WIDE = 0.18  # of the widest bar; a part at least so long is named inside it
SIGNED = 0.02


def frames(retention: pd.DataFrame, currency: str, language: str, with_tax: bool = False) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: periods, parts, heading.

    `retention`: rows of `metrics.renewals.retention`: period ("FY2026Q2" or "2026-09"), currency, renewed_terms,
    gone_terms, due, undecided_due, counted_due, kept, renewed (Decimal), and the due amounts of the
    renewed, ended and lapsed terms as renewed_due, ended_due and lapsed_due: with undecided_due they make up `due`.
    GRR = kept/counted_due, NRR = renewed/counted_due; the logo rate counts terms. A rate over nothing is "–".
    """
    own = retention[retention["currency"] == currency].sort_values("period", kind="stable")
    widest = max([*map(exact, own["due"]), Decimal(0)])
    money = unit(widest, currency, language)
    periods, parts = [], []
    for order, row in enumerate(own.to_dict("records")):
        periods.append({"period": row["period"], "order": order, "name": _name(row["period"], language)})
        periods[-1] |= {"due": money.scaled(exact(row["due"])), "total": money.amount(exact(row["due"]))}
        periods[-1]["rates"] = rates(row, money, language)
        parts += _parts(row, periods[-1]["name"], widest, money, language)
    return {
        "periods": pd.DataFrame(periods, columns=["period", "order", "name", "due", "total", "rates"]),
        "parts": pd.DataFrame(parts, columns=["period", "name", "part", "low", "high", "said", "amount", "inside"]),
        "heading": pd.DataFrame({"label": [heading(money, with_tax, language)]}),
    }


def rates(row: dict, money: Unit, language: str) -> str:
    """ "GRR 92.1% · 46.2/50.1百万円": each rate with what it is a share of, then what is not renewed by its signs."""
    counted, decided = exact(row["counted_due"]), row["renewed_terms"] + row["gone_terms"]
    said = []
    for rate, of in (("grr", "kept"), ("nrr", "renewed")):
        share = figures.percent(int(exact(row[of]) * 100), int(counted * 100))
        beside = money.part(exact(row[of]), counted) if counted else ""
        said.append(_rate(rate, share, beside, language))
    beside = figures.counts(row["renewed_terms"], decided, language) if decided else ""
    said.append(_rate("logo", figures.percent(row["renewed_terms"], decided), beside, language))
    for part in ("ended", "lapsed", "undecided"):
        if amount := exact(row[f"{part}_due"]):
            said.append(f"{SIGNS[part]} {money.amount(amount)}")
    return text("renewal_chart.rate_gap", language).join(said)


def _rate(rate: str, share: str, beside: str, language: str) -> str:
    name = text(f"renewal_chart.rate.{rate}", language)
    return f"{name} {share} · {beside}" if beside else f"{name} {share}"


def _name(period: str, language: str) -> str:
    return period if period.startswith("FY") else figures.month(period, language, year=True)


def _parts(row: dict, name: str, widest: Decimal, money: Unit, language: str) -> list[dict]:
    """The due amount from the left: renewed, ended, lapsed, undecided."""
    parts, high = [], Decimal(0)
    for part in PARTS:
        amount = exact(row[f"{part}_due"])
        if not amount:
            continue
        low, high = high, high + amount
        said = text(f"renewal_chart.due.{part}", language)
        share = amount / widest
        inside = f"{SIGNS[part]} {said} {money.number(amount)}" if share >= WIDE else ""
        parts.append(
            {
                "period": row["period"],
                "name": name,
                "part": part,
                "low": money.scaled(low),
                "high": money.scaled(high),
                "said": said,
                "amount": money.amount(amount),
                "inside": inside or (SIGNS[part] if share >= SIGNED else ""),
            }
        )
    return parts


@cache
def spec(language: str) -> dict:
    """The constant chart; its frames are `frames`, passed as named datasets. A click selects `period`."""
    x = {
        "type": "quantitative",
        "scale": {"nice": False, "domainMin": 0},
        "axis": {
            "orient": "top",
            "tickCount": 6,
            "grid": False,
            "ticks": True,
            "tickColor": theme.QUIET,
            "labelExpr": "format(datum.value, ',~g')",
        },
    }
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"labelColor": theme.INK, "labelFontWeight": 600}}
    names = {part: f"{SIGNS[part]} {text(f'renewal_chart.due.{part}', language)}" for part in PARTS}
    fill = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": [*PARTS], "range": [*FILLS]},
        "legend": {
            "orient": "bottom",
            "title": None,
            "labelExpr": f"{names}[datum.label]",
            "labelFontSize": 12,
            "labelColor": theme.FAINT_INK,
            "symbolType": "square",
            "symbolSize": 150,
            "symbolStrokeColor": theme.QUIET,
            "symbolStrokeWidth": 1,
            "columnPadding": 18,
        },
    }
    tooltip = [
        {"field": field, "title": text(f"renewal_chart.tip.{title}", language)}
        for field, title in (("name", "period"), ("said", "outcome"), ("amount", "amount"))
    ]
    open_part = "datum.part === 'undecided'"
    bar = {"type": "bar", "height": BAR, "yOffset": -12, "y2Offset": -12, "cursor": "pointer", "opacity": 1}
    span = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y, "fill": fill, "tooltip": tooltip}
    return theme.frame(
        height={"step": STEP},
        layer=[
            {
                "data": {"name": "periods"},
                "params": [{"name": "period", "select": {"type": "point", "fields": ["period"]}}],
                "mark": {"type": "rect", "opacity": 0, "cursor": "pointer", "tooltip": None},
                "encoding": {"y": y, "x": {"value": 0}, "x2": {"value": "width"}},
            },
            *[
                {
                    "data": {"name": "parts"},
                    "transform": [{"filter": test}],
                    "mark": {**bar, "strokeWidth": 1, "strokeDash": dash},
                    "encoding": {**span, "stroke": {"value": stroke}},
                }
                for test, dash, stroke in ((f"!({open_part})", [1, 0], theme.PAPER), (open_part, [4, 3], theme.QUIET))
            ],
            {
                "data": {"name": "parts"},
                "transform": [{"calculate": "(datum.low + datum.high) / 2", "as": "middle"}],
                "mark": {"type": "text", "dy": -12, "fontSize": 12, "fontWeight": 600, "tooltip": None},
                "encoding": {
                    "x": {**x, "field": "middle"},
                    "y": y,
                    "text": {"field": "inside"},
                    "color": {
                        "condition": [
                            {"test": open_part, "value": theme.INK},
                            {"test": "datum.part === 'ended'", "value": theme.DARK_INK},
                        ],
                        "value": theme.WHITE,
                    },
                },
            },
            {
                "data": {"name": "periods"},
                "mark": {"type": "text", "align": "left", "dx": 6, "dy": -12, "tooltip": None},
                "encoding": {"x": {**x, "field": "due"}, "y": y, "text": {"field": "total"}},
            },
            {
                "data": {"name": "periods"},
                "mark": {"type": "text", "align": "left", "dx": 1, "dy": 10, "fontSize": 12, "tooltip": None},
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "rates"}},
            },
            {
                "data": {"name": "heading"},
                "mark": {"type": "text", "align": "left", "color": theme.FAINT_INK, "tooltip": None},
                "encoding": {"x": {"value": 0}, "y": {"value": -32}, "text": {"field": "label"}},
            },
        ],
    )
