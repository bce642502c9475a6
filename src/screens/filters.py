"""The row of filters. The URL is the truth: each run fills the widgets from it, each change writes to it."""

from collections.abc import Callable, Sequence

import streamlit as st

from screens import choices, here, names
from screens.query import ALL, Query


def row() -> Query:
    """Draws period, programme, tier, severity, customer, product and team; gives the query as it now stands."""
    period, *rest = st.columns([1.35, 1, 1, 0.8, 1.2, 1, 1], gap="small")
    with period:
        _period()
    for column, name in zip(rest, choices.FIELDS, strict=True):
        with column:
            many(name, choices.values(name), choices.naming(name, here.language()))
    return here.asked()


def many(name: str, options: Sequence[str], shown: Callable[[str], str]) -> None:
    """A filter of several values, kept in the URL as they are."""
    given = [value for value in getattr(here.asked(), name) if value in options]
    key = f"filter_{name}"
    st.session_state[key] = given
    st.multiselect(
        here.say(f"column.{name}"),
        options,
        format_func=shown,
        key=key,
        placeholder=here.say("filter.all"),
        wrap=False,
        on_change=_write,
        args=(name, key),
    )


def search() -> None:
    """Finds tickets by id or company; what is typed stays in the URL."""
    st.session_state["search"] = here.asked().q
    st.text_input(
        here.say("filter.search"),
        key="search",
        type="search",
        placeholder=here.say("filter.search_hint"),
        on_change=_write,
        args=("q", "search"),
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
