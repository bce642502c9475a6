"""The list of tickets: outcome and reason filters beside the shared ones."""

import streamlit as st

from labels import figures
from screens import choices, filters, grid, here, tables, tally
from screens.query import Query


def narrowing() -> Query:
    """Search, outcome and reason under the shared row of filters."""
    filters.row()
    search, outcome, reason = st.columns([1.6, 1.2, 1.2], gap="small")
    language = here.language()
    with search:
        filters.search()
    with outcome:
        filters.many("outcome", list(tally.OUTCOMES), choices.naming("outcome", language))
    with reason:
        filters.many("reason", choices.values("reason"), choices.naming("reason", language))
    return here.asked()


def listing(asked: Query) -> None:
    """How many there are, the downloads, the rows."""
    table = tables.tickets(asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        count = figures.count(len(table.rows), here.language())
        st.markdown(f"**{here.say('table.found', count=count)}** :gray[{here.say('table.pick')}]")
        st.space("stretch")
        grid.downloads("tickets", asked)
    grid.selectable(table, asked)
