"""The pictures of one TRM term: days left, onsite allowance, every day of the term."""

import pandas as pd
import streamlit as st

from charts import trm_burndown, trm_calendar, trm_onsite
from metrics import trm
from screens import here
from screens.trm_data import Row


def burndown(ledger: Row, entries: pd.DataFrame) -> None:
    """Entitlement, used, planned and forecast, down to the day on which the rest expires."""
    st.subheader(here.say("trm.burndown"), anchor=False)
    frames = trm_burndown.frames(ledger, entries, here.today(), here.language())
    spec = {**trm_burndown.spec(here.language()), "datasets": frames}
    st.vega_lite_chart(spec=spec, key="trm_burndown", alt=here.say("trm.burndown_alt"))


def onsite(ledger: Row) -> None:
    """The onsite allowance: the cap, used, planned, and what is stranded."""
    st.subheader(here.say("trm.onsite"), anchor=False)
    spec = {**trm_onsite.spec(here.language()), "datasets": trm_onsite.frames(ledger, here.language())}
    st.vega_lite_chart(spec=spec, key="trm_onsite", alt=here.say("trm.onsite_alt"))


def calendar(ledger: Row, entries: pd.DataFrame, key: str) -> None:
    """Every day of the term by kind, closed days, onsite blocks."""
    days = here.ask(trm.calendar, ledger["subscription_id"], ledger["term_start"], ledger["term_end"], None)
    frames = trm_calendar.frames(ledger, days, entries, here.today(), here.language())
    spec = {**trm_calendar.spec(here.language()), "datasets": frames}
    st.vega_lite_chart(spec=spec, key=key, alt=here.say("trm.calendar_alt"))
