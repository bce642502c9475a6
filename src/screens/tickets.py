"""The list of tickets: outcome and reason filters beside the shared ones."""

from html import escape

import streamlit as st

from labels import figures
from screens import choices, filters, grid, here, tables, tally
from screens.query import Query


def narrowing() -> Query:
    """Outcome and reason beside the shared row of filters."""
    filters.row()
    outcome, reason, _ = st.columns([1.35, 1.35, 4.2], gap="small")
    language = here.language()
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
        found = here.say("table.searched" if asked.q else "table.found", count=count, sought=asked.q)
        st.html(f"<b>{escape(found)}</b> <span class='quiet'>{escape(here.say('table.pick'))}</span>", width="content")
        st.space("stretch")
        grid.downloads("tickets", asked)
    grid.selectable(table, asked)
