"""The tiles of the Renewals page: a quarter and currency each, due, weighted, renewed, retained, to act on."""

from decimal import Decimal

import pandas as pd

from labels import figures
from metrics import renewals as question
from metrics.quarters import Quarter
from screens import here, names, renewal_data, tiles
from screens.query import Query
from screens.renewal_data import Row


def currencies(asked: Query, quarter: Quarter) -> list[str | None]:
    """Those of the quarter's terms, yen first; yen alone where nothing ends."""
    found = here.ask(question.retention, renewal_data.filters(asked))
    known = found[found["period"] == quarter.name]["currency"].tolist()
    present = [None if pd.isna(each) else str(each) for each in known]
    return sorted(present, key=lambda each: (each != "JPY", each or "")) or ["JPY"]


def of(asked: Query, key: str, quarter: Quarter, currency: str | None) -> list[str]:
    """The tiles of a quarter and currency. To act on: by the day of the action; what is past counts in this quarter."""
    language, row = here.language(), _of(asked, quarter, currency) or {}
    terms = [
        each
        for each in renewal_data.terms(asked)
        if quarter.start <= each["end_on"] <= quarter.end and each["currency"] == currency
    ]
    acted = [
        each
        for each in renewal_data.to_act_on(renewal_data.terms(asked))
        if each["currency"] == currency
        and (key == "this_quarter" or quarter.start <= each["act_by"])
        and each["act_by"] <= quarter.end
    ]
    late = sum(1 for each in acted if each["act_by"] < here.today())

    def shown(amount) -> str:
        return figures.round_money(amount or 0, currency, language)

    named = here.say(f"renewal.{key}", name=names.period(quarter.name, here.fiscal()[1], language))
    undecided = shown(row.get("undecided_due"))
    return [
        tiles.lead(
            here.say("renewal.tile.due", quarter=named),
            shown(row.get("due")),
            (here.say("renewal.tile.due_note", count=len(terms), undecided=undecided),),
        ),
        _weighted(terms, currency, undecided, language),
        tiles.figure(
            here.say("renewal.tile.renewed"),
            shown(row.get("renewed")),
            (here.say("renewal.tile.renewed_note", decided=shown(row.get("decided_due"))),),
        ),
        _rates(row),
        tiles.figure(
            here.say("renewal.tile.risk"),
            figures.count(len(acted), language),
            (here.say("renewal.tile.risk_note", late=late),),
            alarm=bool(acted),
        ),
    ]


def _of(asked: Query, quarter: Quarter, currency: str | None) -> Row | None:
    found = here.ask(question.retention, renewal_data.filters(asked))
    rows = [row for row in renewal_data.rows_of(found) if row["period"] == quarter.name]
    return next((row for row in rows if row["currency"] == currency), None)


def _weighted(terms: list[Row], currency: str | None, undecided: str, language: str) -> str:
    open_terms = [row for row in terms if row["state"] not in ("renewed", "ended", "lapsed")]
    known = [row for row in open_terms if row["probability"] is not None and row["annual_fee"] is not None]
    amount = sum(float(row["annual_fee"]) * row["probability"] for row in known)
    left_out = len(open_terms) - len(known)
    missing = here.say("renewal.tile.weighted_missing", count=left_out) if left_out else ""
    note = here.say("renewal.tile.weighted_note", amount=undecided, missing=missing)
    return tiles.figure(here.say("renewal.tile.weighted"), figures.round_money(amount, currency, language), (note,))


def _rates(row: Row) -> str:
    decided = row.get("renewed_terms", 0) + row.get("gone_terms", 0)
    if not decided:
        return tiles.figure(here.say("renewal.tile.rates"), figures.EMPTY, (here.say("renewal.tile.rates_empty"),))
    note = here.say(
        "renewal.tile.rates_note",
        nrr=_share(row["renewed"], row["counted_due"]),
        n=decided,
        renewed=row["renewed_terms"],
        share=figures.percent(row["renewed_terms"], decided),
    )
    return tiles.figure(here.say("renewal.tile.rates"), _share(row["kept"], row["counted_due"]), (note,))


def _share(part: Decimal, whole: Decimal) -> str:
    return figures.percent(int(part * 100), int(whole * 100))
