"""What the Renewals page asks: terms of the filters, their reasons, what falls due when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from labels import figures, text
from metrics import renewals
from metrics.actions import LAPSED_DAYS
from metrics.quarters import Quarter, containing
from metrics.renewals import RenewalFilters
from screens import here
from screens.query import Query
from screens.trm_data import rows_of

Row = dict[str, Any]

ACTED_ON = (
    "payment_open", "lapsed", "expiring_unrenewed", "notice_window", "late_notice", "notice_passed",
    "nonrenewal_notified", "auto_renewal_fixed",
)  # fmt: skip
"""States that ask for something to be done, the most urgent first."""
FIELDS = ("owner", "customer", "reseller", "kind", "level")


def filters(asked: Query) -> RenewalFilters:
    return RenewalFilters(
        customer=asked.customer, owner=asked.owner, reseller=asked.reseller, kind=asked.kind, level=asked.level
    )


def terms(asked: Query) -> list[Row]:
    """The terms that the filters let through, with `act_by`: the day by which someone must act."""
    found = here.ask(renewals.terms, filters(asked))
    return [{**row, "act_by": act_by(row)} for row in rows_of(found)]


def reasons() -> dict[tuple[str, str, date], list[Row]]:
    """(kind, id, start of the term) → its named reasons."""
    found: dict[tuple[str, str, date], list[Row]] = {}
    for row in rows_of(here.ask(renewals.reasons, RenewalFilters())):
        found.setdefault((row["kind"], row["id"], row["start_on"]), []).append(row)
    return found


def act_by(row: Row) -> date:
    """The notice date while it can still be met, else the term's end."""
    return row["notice_by"] if row["state"] == "notice_window" else row["end_on"]


def to_act_on(rows: list[Row]) -> list[Row]:
    """Terms whose state asks for action, or that bear a reason and end within the quarter after this one."""
    known = reasons()
    last = following(this_quarter()).end
    found = [
        row
        for row in rows
        if (row["state"] in ACTED_ON and not is_past(row))
        or (row["state"] == "active" and key(row) in known and row["end_on"] <= last)
    ]
    return sorted(found, key=lambda row: (_place(row["state"]), row["act_by"], row["id"]))


def is_past(row: Row) -> bool:
    """A lapse of long ago, or a payment for a term that has ended since."""
    lapsed = row["state"] == "lapsed" and row["days_left"] < -LAPSED_DAYS
    return lapsed or (row["state"] == "payment_open" and row["next_end"] < here.today())


def key(row: Row) -> tuple[str, str, date]:
    return row["kind"], row["id"], row["start_on"]


def this_quarter() -> Quarter:
    return containing(*here.fiscal())


def following(quarter: Quarter) -> Quarter:
    year, number = divmod(quarter.year * 4 + quarter.number, 4)
    return Quarter(year, number + 1, quarter.first_month)


def reason_words(row: Row, language: str) -> str:
    """A reason with its figure: "未解決のS1が2件"."""
    values = {"amount": _amount(row["code"], row["amount"]), "counts": _counts(row)}
    return text(f"renewal.reason.{row['code']}", language, **values)


def reasons_words(rows: Iterable[Row], language: str) -> str:
    """Several reasons as one text."""
    told = text("unit.list", language).join(reason_words(row, language) for row in rows)
    return told[:1].upper() + told[1:]


def _counts(row: Row) -> str:
    """ "15/17" for an attainment: no percentage without its n."""
    return "" if row["judged"] is None else f"{int(row['met']):,}/{int(row['judged']):,}"


def _amount(code: str, value: float | None) -> str:
    if value is None:
        return ""
    if code == "attainment_below":
        return f"{int(value * 1000) / 10:.1f}%"
    return figures.days_number(value)


def _place(state: str) -> int:
    return ACTED_ON.index(state) if state in ACTED_ON else len(ACTED_ON)


def money(amount: Any, currency: str | None, language: str) -> str:
    """ "3,294,000円", "11,542 USD"; "–" where there is none."""
    if amount is None or pd.isna(amount):
        return figures.EMPTY
    return figures.money(amount, currency, language)
