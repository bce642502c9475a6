"""The pictures of the Renewals page: pipeline, timeline, retention; and the deadlines ahead."""

import pandas as pd
import streamlit as st

from charts import (
    renewal_bars,
    renewal_deadlines,
    renewal_months,
    renewal_pipeline,
    renewal_retention,
    renewal_timeline,
)
from metrics import renewals
from metrics.renewals import RenewalFilters
from screens import here, renewal_data
from screens.query import Query

DRAWN = 30
"""Terms on the timeline."""
QUARTERS = (6, 2)
"""Quarters of the retention before and after the running one."""


def show(asked: Query) -> None:
    """What can be picked in a picture narrows the list above it."""
    _pipeline(asked)
    _timeline(asked)
    _retention(asked)


def ahead() -> None:
    """The deadlines of the next 60 days."""
    terms = here.ask(renewals.terms, RenewalFilters())
    if terms.empty:
        return
    st.subheader(here.say("renewal.ahead"), anchor=False)
    frames = renewal_deadlines.frames(terms, here.today(), here.language())
    spec = {**renewal_deadlines.spec(here.language()), "datasets": frames}
    st.vega_lite_chart(spec=spec, key="deadlines", alt=here.say("renewal.ahead_alt"))


def _timeline(asked: Query) -> None:
    """The terms that end next, by end date."""
    language = here.language()
    rows = [row for row in renewal_data.terms(asked) if row["end_on"] >= here.today() or row["state"] == "payment_open"]
    running = [row for row in rows if row["start_on"] <= here.today()][:DRAWN]
    if not running:
        return
    st.subheader(here.say("renewal.timeline"), anchor=False)
    drawn = pd.DataFrame([{**row, "state_name": here.say(f"renewal.state.{row['state']}")} for row in running])
    frames = renewal_bars.frames(drawn, here.today(), language, here.ask(renewals.notice_window))
    key = f"timeline_{asked}"

    def opened() -> None:
        if picked := st.session_state[key]["selection"].get("term"):
            st.query_params["contract"] = picked[0]["id"]

    spec = {**renewal_timeline.spec(language), "datasets": frames}
    st.vega_lite_chart(spec=spec, key=key, on_select=opened, alt=here.say("renewal.timeline_alt"))


def _pipeline(asked: Query) -> None:
    found, language = here.ask(renewals.pipeline, renewal_data.filters(asked)), here.language()
    st.subheader(here.say("renewal.pipeline"), anchor=False)
    if found.empty:
        st.caption(here.say("renewal.none_found"))
        return
    with_tax = here.ask(renewals.fees_include_tax)
    today, first_month = here.fiscal()
    for currency in _currencies(found):
        frames = renewal_months.frames(found, today, currency, language, first_month, with_tax)
        key = f"pipeline_{currency}_{asked}"

        def narrow(key: str = key) -> None:
            if picked := st.session_state[key]["selection"].get("part"):
                st.query_params.update(ends=picked[0]["month"], stage=picked[0].get("stage", ""), view="all")

        spec = {**renewal_pipeline.spec(language), "datasets": frames}
        st.vega_lite_chart(spec=spec, key=key, on_select=narrow, alt=here.say("renewal.pipeline_alt"))


def _retention(asked: Query) -> None:
    found, language = here.ask(renewals.retention, renewal_data.filters(asked)), here.language()
    now = renewal_data.this_quarter()
    first, last = now, now
    for _ in range(QUARTERS[0]):
        first = first.previous
    for _ in range(QUARTERS[1]):
        last = renewal_data.following(last)
    found = found[(found["period"] >= first.name) & (found["period"] <= last.name)]
    st.subheader(here.say("renewal.retention"), anchor=False)
    if found.empty:
        st.caption(here.say("renewal.none_found"))
        return
    with_tax = here.ask(renewals.fees_include_tax)
    for currency in _currencies(found):
        frames = renewal_retention.frames(found, currency, language, with_tax)
        spec = {**renewal_retention.spec(language), "datasets": frames}
        st.vega_lite_chart(spec=spec, key=f"retention_{currency}", alt=here.say("renewal.retention_alt"))
    st.caption(here.say("renewal.retention_note"))


def _currencies(found: pd.DataFrame) -> list[str]:
    """Yen first; terms without a currency have no amount to draw."""
    return sorted(found["currency"].dropna().unique(), key=lambda one: (one != "JPY", one))
