"""The months of the renewal pipeline: stacked stages, weighted sums, counts, and what should have been decided."""

from datetime import date

import pandas as pd

from charts.dates import on
from charts.renewal_money import Unit, exact, heading, total, unit
from labels import figures, text
from metrics.quarters import containing

STAGES = ("not_started", "contacted", "quoted", "committed", "ordered", "renewed", "declined", "none")
SIGNS = ("①", "②", "③", "④", "⑤", "✓", "✕", "–")
BEFORE, AFTER = 12, 24  # months around the as-of month; what lies outside is told, not drawn
SIGNED = 0.06  # of the tallest bar; a part at least so tall bears its stage's sign
ROOM = 1.1  # of the tallest bar, for its label
PARTS = [
    "month",
    "stage",
    "place",
    "low",
    "high",
    "middle",
    "sign",
    "month_name",
    "stage_name",
    "amount",
    "terms",
    "weighted",
]


def frames(
    pipeline: pd.DataFrame,
    as_of: date,
    currency: str,
    language: str,
    first_month: int = 4,
    with_tax: bool = False,
) -> dict[str, pd.DataFrame]:
    """The named frames of the chart: parts, months, quarters, stages, heading.

    `pipeline`: rows of `metrics.renewals.pipeline`: month ("2027-03"), stage (null for none), currency, terms, amount
    (Decimal), weighted (number or null), unweighted_terms; all of them undecided, so that those of a month before that
    of `as_of` (the local date) are late and bear ▲. `first_month`: of the fiscal year. Amounts are drawn in the unit
    that the heading names. Every month from the first to the last with terms is drawn, and this quarter and the next.
    """
    now = f"{on(as_of):%Y-%m}"
    inside = pipeline[(pipeline["month"] >= _later(now, -BEFORE)) & (pipeline["month"] <= _later(now, AFTER))]
    drawn = inside[inside["currency"] == currency]
    drawn = drawn.assign(stage=drawn["stage"].where(drawn["stage"].notna(), "none"))
    this = containing(on(as_of), first_month)
    following = containing(date.fromisoformat(f"{_later(this.months[-1], 1)}-01"), first_month)
    quarter = {month: name for name, held in (("this", this), ("next", following)) for month in held.months}
    totals = drawn.groupby("month")["amount"].agg(total)
    money = unit(max([*totals, exact(0)]), currency, language)
    names = _months(min([*totals.index, this.months[0]]), max([*totals.index, following.months[-1]]))
    tall = max([money.scaled(amount) for amount in totals] + [1.0])
    months = [
        _month(name, drawn[drawn["month"] == name], now, quarter.get(name, ""), money, language) for name in names
    ]
    months = [{**month, "room": tall * ROOM} for month in months]
    months[0]["year"] = names[0][:4]
    return {
        "parts": pd.DataFrame(
            [part for name in names for part in _parts(drawn[drawn["month"] == name], tall, money, language)],
            columns=PARTS,
        ),
        "months": pd.DataFrame(months),
        "quarters": pd.DataFrame(
            [
                {"month": held.months[1], "label": f"{text(f'renewal_chart.{name}_quarter', language)}|{held.name}"}
                for name, held in (("this", this), ("next", following))
            ]
        ),
        "stages": pd.DataFrame(_stages(drawn, money, language), columns=["place", "label"]),
        "heading": pd.DataFrame({"label": [_heading(pipeline, drawn, money, with_tax, language)]}),
    }


def _later(month: str, months: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + months, 12)
    return f"{year:04}-{number + 1:02}"


def _months(first: str, last: str) -> list[str]:
    names = [first]
    while names[-1] < last:
        names.append(_later(names[-1], 1))
    return names


def _month(name: str, rows: pd.DataFrame, now: str, quarter: str, money: Unit, language: str) -> dict:
    amount, terms = total(rows["amount"]), int(rows["terms"].sum())
    weighted = total(rows["weighted"]) if rows["weighted"].notna().any() else None
    unweighted = int(rows["unweighted_terms"].sum())
    late = name < now and terms > 0
    return {
        "month": name,
        "month_name": figures.month(name, language, year=True),
        "name": figures.month(name, language),
        "year": name[:4] if name.endswith("-01") else "",
        "quarter": quarter,
        "past": late,
        "top": money.scaled(amount),
        "label": f"{'▲' if late else ''}{money.number(amount)}" if terms else "",
        "count": figures.count(terms, language) if terms else "",
        "total": money.amount(amount),
        "terms": figures.count(terms, language),
        "weighted": None if weighted is None else money.scaled(weighted),
        "weighted_amount": figures.EMPTY if weighted is None else money.amount(weighted),
        "unweighted": figures.count(unweighted, language),
    }


def _parts(rows: pd.DataFrame, tall: float, money: Unit, language: str) -> list[dict]:
    """One month's stages from the foot: the furthest from a renewal lowest."""
    parts, high = [], exact(0)
    tick = money.scaled(total(rows["weighted"])) if rows["weighted"].notna().any() else -1.0
    for place, (stage, sign) in enumerate(zip(STAGES, SIGNS, strict=True)):
        same = rows[rows["stage"] == stage]
        if same.empty:
            continue
        amount = total(same["amount"])
        low, high = high, high + amount
        known = same["weighted"].notna().any()
        month = same["month"].iloc[0]
        foot, head = _clear(money.scaled(low), money.scaled(high), tick)
        parts.append(
            {
                "month": month,
                "stage": stage,
                "place": place,
                "low": money.scaled(low),
                "high": money.scaled(high),
                "middle": (foot + head) / 2,
                "sign": sign if head - foot >= tall * SIGNED else "",
                "month_name": figures.month(month, language, year=True),
                "stage_name": text(f"renewal_chart.stage.{stage}", language),
                "amount": money.amount(amount),
                "terms": figures.count(int(same["terms"].sum()), language),
                "weighted": money.amount(total(same["weighted"])) if known else figures.EMPTY,
            }
        )
    return parts


def _clear(low: float, high: float, tick: float) -> tuple[float, float]:
    """The larger stretch of a part that the tick of the weighted amount leaves."""
    if not low < tick < high:
        return low, high
    return (low, tick) if tick - low >= high - tick else (tick, high)


def _stages(drawn: pd.DataFrame, money: Unit, language: str) -> list[dict]:
    """The stages that occur, in their order, each with its amount."""
    return [
        {"place": place, "label": f"{sign} {text(f'renewal_chart.stage.{stage}', language)} {money.number(amount)}"}
        for place, (stage, sign) in enumerate(zip(STAGES, SIGNS, strict=True))
        if not (same := drawn[drawn["stage"] == stage]).empty
        for amount in [total(same["amount"])]
    ]


def _heading(pipeline: pd.DataFrame, drawn: pd.DataFrame, money: Unit, with_tax: bool, language: str) -> str:
    """The unit, what ▲ and the tick mean, and how many terms have no place in the picture."""
    elsewhere = int(pipeline["terms"].sum() - drawn["terms"].sum())
    said = [heading(money, with_tax, language), text("renewal_chart.pipeline_key", language)]
    if elsewhere:
        said.append(text("renewal_chart.elsewhere", language, count=figures.count(elsewhere, language)))
    return text("renewal_chart.gap", language).join(said)
