"""The tables of the TRM page, as typed values: running terms, ended ones, entries, coupons."""

import pandas as pd

from labels import text
from screens import here, names, trm_data
from screens.query import Query
from screens.tables import Column, Table

RUNNING = {
    "customer": "text", "trm_type": "text", "consultant": "text", "uncommitted": "days", "remaining": "days",
    "onsite_remaining": "days", "term_end": "date", "days_left": "count", "bookable_days": "count",
    "attention": "text", "notice_by": "date", "planned": "days", "used": "days", "entitled": "days",
    "coupons_remaining": "count", "subscription_id": "text", "term_start": "date",
}  # fmt: skip
ENDED = {
    "customer": "text", "trm_type": "text", "term_start": "date", "term_end": "date", "entitled": "days",
    "used": "days", "remaining": "days", "expired": "days", "coupons_expired": "count", "subscription_id": "text",
}  # fmt: skip
ENTRIES = {
    "date": "date", "weekday": "text", "days": "days", "mode": "text", "counted_as": "text", "left_after": "days",
    "block": "text", "topic": "text", "deliverable": "text", "customer_confirmed_on": "date", "consultant": "text",
    "note": "text",
}  # fmt: skip
COUPONS = {"used_on": "date", "quantity": "count", "course": "text", "attendee": "text", "counted_as": "text"}
OUTSIDE = {
    "customer": "text", "subscription_id": "text", "date": "date", "days": "days", "mode": "text",
    "consultant": "text", "why": "text",
}  # fmt: skip
ORDERS = ("urgent", "expiry", "feasible", "blocks", "notice")
LAST = 99


def running(asked: Query) -> Table:
    """One row per term that runs or comes, in the order asked for (`by`), each with what needs attention."""
    found, language = trm_data.ledgers(asked), asked.lang
    found = found[~found["is_over"].astype(bool)].reset_index(drop=True)
    warned = trm_data.warnings().groupby("subscription_id", sort=False)
    codes = {subscription: list(rows["code"]) for subscription, rows in warned}
    of_row = [codes.get(row["subscription_id"], []) if row["is_current"] else [] for row in found.to_dict("records")]
    joint = text("unit.list", language)
    found = found.assign(
        **_named(found, language),
        attention=[joint.join(text(f"trm.short.{code}", language) for code in each) for each in of_row],
        room=(found["bookable_days"] - found["remaining"]).fillna(LAST * LAST),
        worst=[trm_data.urgency(each) for each in of_row],
        block=["block_short" not in each for each in of_row],
        bridged=["block_bridged" not in each for each in of_row],
        past_notice=pd.to_datetime(found["notice_by"]) < pd.Timestamp(here.today()),
    )
    by = {
        "urgent": ["worst", "term_end"],
        "expiry": ["term_end", "worst"],
        "feasible": ["room", "term_end"],
        "blocks": ["block", "bridged", "term_end"],
        "notice": ["past_notice", "notice_by"],
    }[asked.by if asked.by in ORDERS else "urgent"]
    return _table("trm", "page.trm", RUNNING, found.sort_values([*by, "subscription_id"], kind="stable"), language)


def ended(asked: Query) -> Table:
    """One row per term that is over, the latest first: what was used and what expired."""
    found = trm_data.ledgers(asked)
    found = found[found["is_over"].astype(bool)].sort_values("term_end", ascending=False, kind="stable")
    return _table("trm_ended", "page.trm", ENDED, found.assign(**_named(found, asked.lang)), asked.lang)


def entries(asked: Query) -> Table:
    """One row per entry of the open term, by date, with what is left of the entitlement after it."""
    one, language = trm_data.subscription(asked), asked.lang
    found = pd.DataFrame(columns=[*ENTRIES]) if one is None else one.entries
    if one is not None:
        counts = found["days"].where(found["counted_as"].isin(["used", "planned"]), 0)
        found = found.assign(
            left_after=one.ledger["entitled"] - counts.cumsum(),
            weekday=[
                text("unit.weekdays", language).split()[day.weekday()] for day in trm_data.as_dates(found["date"])
            ],
            block=[text(f"trm.block.{state}", language) if pd.notna(state) else None for state in found["block_state"]],
            mode=[text(f"trm.mode.{mode}", language) for mode in found["mode"]],
            counted_as=[text(f"trm.counted.{counted}", language) for counted in found["counted_as"]],
        )
    return _table("trm_entries", "trm.tab.ledger", ENTRIES, found, language)


def coupons(asked: Query) -> Table:
    """One row per use of coupons in the open term."""
    one, language = trm_data.subscription(asked), asked.lang
    found = pd.DataFrame(columns=[*COUPONS]) if one is None else one.coupons
    named = [text(f"trm.counted.{counted}", language) for counted in found["counted_as"]]
    return _table("trm_coupons", "trm.tab.coupons", COUPONS, found.assign(counted_as=named), language)


def outside(asked: Query) -> Table:
    """One row per entry that no term holds."""
    found, language = trm_data.outside(asked), asked.lang
    found = found.assign(
        mode=[text(f"trm.mode.{mode}", language) for mode in found["mode"]],
        why=[text(f"trm.why.{why}", language) for why in found["why"]],
    )
    return _table("trm_outside", "page.trm", OUTSIDE, found, language)


def _named(found: pd.DataFrame, language: str) -> dict[str, list]:
    return {
        "customer": found["customer_name"].fillna(found["customer_id"]).tolist(),
        "trm_type": [names.trm_type(value, here.terms(), language) for value in found["trm_type"]],
    }


def _table(name: str, title: str, kinds: dict[str, str], rows: pd.DataFrame, language: str) -> Table:
    columns = tuple(Column(column, text(f"column.{column}", language), kind) for column, kind in kinds.items())
    shown = rows[list(kinds)].reset_index(drop=True)
    for column, kind in kinds.items():
        if kind == "date":
            shown[column] = pd.to_datetime(shown[column])
        elif kind == "count":
            shown[column] = shown[column].astype("Int64")
    return Table(name, text(title, language), columns, shown)
