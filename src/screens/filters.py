"""The row of filters. The URL is the truth: each run fills the widgets from it, each change writes to it."""

from collections.abc import Callable, Sequence

import streamlit as st

from metrics import Filters
from screens import choices, here, names, tally
from screens.query import ALL, Query


def row() -> Query:
    """Draws period, programme, tier, severity, customer, product and team; gives the query as it now stands.

    Where no ticket was ever loaded, says so and ends the page.
    """
    if not tally.total(Filters()).tickets:
        st.info(here.say("empty.no_tickets"))
        st.code(f"teirei load FILE… --db {here.database()}", language="sh")
        st.stop()
    period, *rest = st.columns([1.35, 1, 1, 0.8, 1.2, 1, 1], gap="small")
    with period:
        _period()
    for column, name in zip(rest, choices.FIELDS, strict=True):
        with column:
            many(name, choices.values(name), choices.naming(name, here.language()))
    return here.asked()


def many(
    name: str, options: Sequence[str], shown: Callable[[str], str], title: str | None = None, empty: str | None = None
) -> None:
    """A filter of several values, kept in the URL as they are. `title` and `empty`: other words than the usual ones."""
    given = [value for value in getattr(here.asked(), name) if value in options]
    key = f"filter_{name}"
    st.session_state[key] = given
    st.multiselect(
        title or here.say(f"column.{name}"),
        options,
        format_func=shown,
        key=key,
        placeholder=empty or here.say("filter.all"),
        wrap=False,
        on_change=_write,
        args=(name, key),
    )


def _period() -> None:
    language, (_, first_month) = here.language(), here.fiscal()
    quarter = here.asked().quarter(*here.fiscal())
    options = choices.periods()
    chosen = quarter.name if quarter else ALL
    if chosen not in options:
        options = [chosen, *options]
    st.session_state["filter_period"] = chosen
    st.selectbox(
        here.say("filter.period"),
        options,
        format_func=lambda name: names.period(name, first_month, language),
        key="filter_period",
        on_change=_write,
        args=("period", "filter_period"),
    )


def _write(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
