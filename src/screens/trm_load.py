"""How busy the consultants are: TRM days of all customers by month against its working days."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from charts import trm_load, trm_team
from labels import figures
from metrics import trm
from metrics.trm import TrmFilters
from screens import here, trm_data
from screens.query import Query

BEFORE, AFTER = 3, 9
"""Months shown before and from the month of as-of."""


def show(asked: Query) -> None:
    """One consultant by customer, or all of them in one table of months."""
    language = here.language()
    months = _months(here.today())
    span = TrmFilters(start=months[0], end=months[-1])
    load = here.ask(trm.load, span)
    if asked.consultant:
        load = load[load["consultant"].isin(asked.consultant)]
    if load.empty:
        return
    st.subheader(here.say("trm.load"), anchor=False)
    for consultant in asked.consultant:
        _feasible(consultant, language)
    capacity = here.ask(trm.working_days, span)
    if len(asked.consultant) == 1:
        frames = trm_load.frames(load, capacity, here.today(), language)
        spec = {**trm_load.spec(language), "datasets": frames}
        st.vega_lite_chart(spec=spec, key="trm_load", alt=here.say("trm.load_alt"))
    else:
        _team(load, capacity, asked)
    st.caption(here.say("trm.load_note"))


def _team(load: pd.DataFrame, capacity: pd.DataFrame, asked: Query) -> None:
    key = f"trm_team_{asked}"

    def narrow() -> None:
        if picked := st.session_state[key]["selection"].get("consultant"):
            st.query_params["consultant"] = picked[0]["consultant"]

    rows = trm_team.rows(load, capacity, here.today(), here.language())
    st.vega_lite_chart(rows, trm_team.spec(here.language()), key=key, on_select=narrow, alt=here.say("trm.load_alt"))


def _feasible(consultant: str, language: str) -> None:
    found = here.ask(trm.consultants, TrmFilters())
    rows = found[found["consultant"] == consultant]
    if rows.empty:
        return
    row = trm_data.plain(rows.iloc[0])
    key = "trm.load_feasible" if row["is_feasible"] else "trm.load_infeasible"
    st.markdown(
        here.say(
            key,
            consultant=consultant,
            count=int(row["subscriptions"]),
            remaining=figures.days(row["remaining"], language),
            bookable=int(row["bookable_days"]),
            until=figures.day(row["last_end"] if row["is_feasible"] else row["missing_until"], language),
            missing=figures.days(row["missing"], language),
        )
    )


def _months(today: date) -> list[date]:
    """The first day of the first month shown, and the last day of the last."""
    first = _shifted(today, -BEFORE)
    return [first, _shifted(today, AFTER) - timedelta(days=1)]


def _shifted(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
