"""Which customers are in trouble, and why: named rules alone, no score."""

from typing import Any

import pandas as pd
import streamlit as st

from labels import figures
from screens import frame, grid, here, renewal_data
from screens.query import Query


def found() -> list[dict[str, Any]]:
    """One row per customer with a named reason: the reasons, and the undecided fees until the next quarter ends."""
    terms = {renewal_data.key(row): row for row in renewal_data.terms(Query())}
    found: dict[str, dict[str, Any]] = {}
    for key, reasons in renewal_data.reasons().items():
        term = terms[key]
        if renewal_data.is_past(term):
            continue
        row = found.setdefault(
            term["customer_id"],
            {"id": term["customer_id"], "name": term["customer_name"] or term["customer_id"], "codes": {}, "fees": {}},
        )
        for reason in reasons:
            if reason["code"] != "notice_window":
                row["codes"].setdefault(reason["code"], reason)
    last = renewal_data.following(renewal_data.this_quarter()).end
    for term in terms.values():
        decided = term["state"] in ("renewed", "ended", "lapsed") or term["annual_fee"] is None
        if term["customer_id"] in found and term["end_on"] <= last and not decided:
            fees = found[term["customer_id"]]["fees"]
            fees[term["currency"]] = fees.get(term["currency"], 0) + term["annual_fee"]
    ranked = [row for row in found.values() if row["codes"]]
    return sorted(ranked, key=lambda row: (-len(row["codes"]), -float(sum(row["fees"].values())), row["id"]))


def show(asked: Query) -> None:
    """Who is in trouble, and why."""
    rows, language = found(), here.language()
    st.subheader(here.say("overview.customers", count=len(rows)), anchor=False)
    if not rows:
        st.caption(here.say("overview.customers_none"))
        return
    joint = here.say("unit.list")
    shown = pd.DataFrame(
        {
            "customer": [row["name"] for row in rows],
            "reasons": [renewal_data.reasons_words(row["codes"].values(), language) for row in rows],
            "fees": [
                joint.join(figures.round_money(amount, currency, language) for currency, amount in row["fees"].items())
                or figures.EMPTY
                for row in rows
            ],
        }
    )
    titles = {"customer": here.say("column.customer"), "reasons": here.say("column.reasons")}
    titles["fees"] = here.say("overview.due_in_quarter")
    key = f"risky_{language}"

    def pick() -> None:
        if picked := st.session_state[key]["selection"]["rows"]:
            frame.follow(asked.shared().but(who=rows[picked[0]]["id"]), "customer")

    grid.plain(
        shown,
        titles,
        {"customer": 130, "reasons": 520, "fees": 190},
        key=key,
        on_select=pick,
        selection_mode="single-row",
        height=_height(rows),
    )
    st.caption(here.say("overview.customers_note"))


def _height(rows: list) -> int | str:
    return "content" if len(rows) <= 10 else 390
