"""What a customer has bought, on the customer's page: TRM days, contracts, delivered entitlements."""

from typing import Any

import pandas as pd
import streamlit as st

from labels import figures
from metrics import customers, trm
from metrics.trm import TrmFilters
from screens import frame, grid, here, names, renewal_data, renewal_tables
from screens.query import Query
from screens.trm_data import rows_of

Row = dict[str, Any]


def days(who: str, asked: Query) -> None:
    """What is left of the running TRM terms; a row opens the subscription."""
    rows = [
        row for row in rows_of(here.ask(trm.ledgers, TrmFilters())) if row["customer_id"] == who and row["is_current"]
    ]
    st.subheader(here.say("customer.trm_days"), anchor=False)
    if not rows:
        st.caption(here.say("customer.trm_none"))
        return
    language = here.language()
    counted = ("entitled", "used", "planned", "onsite_remaining")
    shown = pd.DataFrame(
        [
            {
                "subscription_id": row["subscription_id"],
                "trm_type": names.trm_type(row["trm_type"], here.terms(), language),
                "uncommitted": figures.days_number(row["uncommitted"]),
                "term_end": f"{row['term_end']:%Y-%m-%d}",
                "notice_by": f"{row['notice_by']:%Y-%m-%d}",
                **{name: figures.days_number(row[name]) for name in counted},
            }
            for row in rows
        ]
    )
    key = f"days_{who}_{language}"

    def opened() -> None:
        if picked := st.session_state[key]["selection"]["rows"]:
            frame.follow(asked.shared().but(subscription=rows[picked[0]]["subscription_id"]), "trm")

    titles = {name: here.say(f"column.{name}") for name in shown.columns}
    grid.plain(shown, titles, key=key, on_select=opened, selection_mode="single-row")


def contracts(who: str, asked: Query) -> None:
    """Terms that run, come, or ended last; a row opens the contract."""
    rows = [row for row in renewal_data.terms(Query()) if row["customer_id"] == who]
    latest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row["start_on"]):
        if row["start_on"] <= here.today() or row["id"] not in latest:
            latest[row["id"]] = row
    language = here.language()
    st.subheader(here.say("customer.contracts"), anchor=False)
    ordered = sorted(latest.values(), key=lambda row: row["end_on"])
    shown = pd.DataFrame(
        [
            {
                "id": row["id"],
                "level": renewal_tables.level(row, language) or row["program"] or "",
                "end_on": f"{row['end_on']:%Y-%m-%d}",
                "state": here.say(f"renewal.state.{row['state']}"),
                "notice_by": f"{row['notice_by']:%Y-%m-%d}" if row["notice_by"] else here.say("renewal.clause.none"),
                "annual_fee": renewal_data.money(row["annual_fee"], row["currency"], language),
            }
            for row in ordered
        ],
        columns=["id", "level", "end_on", "state", "notice_by", "annual_fee"],
    )
    if shown.empty:
        st.caption(here.say("renewal.none_found"))
        return
    key = f"contracts_{who}_{language}"

    def opened() -> None:
        if picked := st.session_state[key]["selection"]["rows"]:
            frame.follow(asked.shared().but(contract=ordered[picked[0]]["id"]), "renewals")

    titles = {name: here.say(f"column.{name}") for name in shown.columns}
    grid.plain(shown, titles, key=key, on_select=opened, selection_mode="single-row")


def deliveries(who: str) -> None:
    """What was delivered of the programme's entitlements."""
    rows = [row for row in rows_of(here.ask(customers.deliveries)) if row["customer_id"] == who][:8]
    if not rows:
        return
    st.subheader(here.say("customer.deliveries"), anchor=False)
    shown = pd.DataFrame(
        {
            "date": [f"{row['date']:%Y-%m-%d}" for row in rows],
            "item": [row["item"] for row in rows],
            "note": [row["note"] or "" for row in rows],
        }
    )
    grid.plain(shown, {name: here.say(f"column.{name}") for name in shown.columns}, width="content")
