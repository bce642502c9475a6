"""What the TRM page asks: ledgers, warnings and entries of the filters and of the one subscription that is open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from labels import figures, text
from metrics import trm
from metrics.trm import TrmFilters
from screens import here
from screens.query import Query

Row = dict[str, Any]


@dataclass(frozen=True)
class Subscription:
    """One subscription and one of its terms: the term's ledger, entries, coupons, blocks and warnings."""

    ledger: Row
    terms: pd.DataFrame
    entries: pd.DataFrame
    coupons: pd.DataFrame
    blocks: pd.DataFrame
    warnings: pd.DataFrame


def ledgers(asked: Query) -> pd.DataFrame:
    """The ledgers that the filters let through, with the days until each term's end."""
    found = here.ask(trm.ledgers, TrmFilters())
    for field, values in (("consultant", asked.consultant), ("customer_id", asked.customer)):
        if values:
            found = found[found[field].isin(values)]
    return found.assign(days_left=[(end - here.today()).days for end in _dates(found["term_end"])])


def warnings() -> pd.DataFrame:
    return here.ask(trm.warnings, TrmFilters())


def subscription(asked: Query) -> Subscription | None:
    """The subscription of the URL and its term there, else the running one, else the latest. None for an unknown id."""
    of_it = TrmFilters(subscription=(asked.subscription,))
    found = here.ask(trm.ledgers, TrmFilters())
    terms = found[found["subscription_id"] == asked.subscription].reset_index(drop=True)
    if terms.empty:
        return None
    starts = [f"{start:%Y-%m-%d}" for start in _dates(terms["term_start"])]
    running = terms.index[terms["is_current"]].tolist()
    place = starts.index(asked.term) if asked.term in starts else running[0] if running else len(terms) - 1
    ledger = plain(terms.iloc[place])
    start, end = ledger["term_start"], ledger["term_end"]
    entries = here.ask(trm.entries, of_it)
    coupons = here.ask(trm.coupons, of_it)
    blocks = here.ask(trm.blocks, of_it)
    warned = warnings()
    return Subscription(
        ledger,
        terms,
        entries[between(entries["date"], start, end)].reset_index(drop=True),
        coupons[between(coupons["used_on"], start, end)].reset_index(drop=True),
        blocks[between(blocks["last"], start, date.max) & between(blocks["first"], date.min, end)],
        warned[(warned["subscription_id"] == asked.subscription) & (as_dates(warned["term_start"]) == start)],
    )


def rows_of(found: pd.DataFrame) -> list[Row]:
    """The rows as mappings with Python's own dates and instants, and None for what is missing."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in found.to_dict("records")]


def plain(row: pd.Series) -> Row:
    """A row with Python's own dates, and None for what is missing."""
    return {name: _plain(value) for name, value in row.to_dict().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, np.ndarray):
        return list(value)
    return None if value is None or pd.isna(value) else value


def as_dates(values: pd.Series) -> pd.Series:
    return pd.Series(_dates(values), index=values.index, dtype="object")


def between(values: pd.Series, first: date, last: date) -> pd.Series:
    return as_dates(values).map(lambda day: first <= day <= last).astype(bool)


def _dates(values: pd.Series) -> list[date]:
    return [value.date() if isinstance(value, pd.Timestamp) else value for value in values]


def customer(ledger: Row) -> str:
    return ledger["customer_name"] or ledger["customer_id"]


def amount(code: str, value: float, language: str) -> str:
    """Days, or coupons where the warning is about those."""
    if code in ("coupons_expiring", "coupons_over"):
        return text("trm.coupon_amount", language, number=int(value))
    return figures.days(_half_days(value), language)


def _half_days(value: float) -> float:
    """A forecast is no multiple of a half day: the whole days that would expire for sure are told."""
    return float(value) if float(value * 2).is_integer() else float(int(value))


def outside(asked: Query) -> pd.DataFrame:
    """Entries outside every term, with the customer's name where it is known."""
    found = here.ask(trm.outside_term, TrmFilters())
    known = here.ask(trm.ledgers, TrmFilters()).drop_duplicates("subscription_id", keep="last")
    found = found.merge(known[["subscription_id", "customer_id", "customer_name"]], on="subscription_id", how="left")
    for field, values in (("consultant", asked.consultant), ("customer_id", asked.customer)):
        if values:
            found = found[found[field].isin(values)]
    return found.assign(customer=found["customer_name"].fillna(found["customer_id"])).reset_index(drop=True)


def urgency(codes: list[str]) -> int:
    """The place of the most urgent of the codes in the order of urgency; a large number for none."""
    order = here.ask(trm.warnings, TrmFilters()).drop_duplicates("code").set_index("code")["urgency"]
    return min((int(order[code]) for code in codes), default=len(codes) + 1000)


ASSUMPTIONS = ("A5", "A6", "A7", "A13", "A14", "A15")
"""The readings of XII that every ledger rests on."""
READINGS = {
    "block_short": ("A13", "A15"),
    "block_bridged": ("A6",),
    "stranded": ("A13",),
    "notice_near": ("A7",),
}
"""code of a warning → the readings it rests on beside the text."""
