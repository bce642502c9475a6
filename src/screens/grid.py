"""A table on a page, with the links that download it."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from screens import frame, here, tables
from screens.query import Query

SHOWN = 1000
FORMATS = ("xlsx", "csv")


def breakdown(asked: Query, table: Callable[[Query], tables.Table]) -> None:
    """The attainment table, by what the reader picks."""
    st.subheader(here.say("table.title"), anchor=False)
    chosen = asked.by if asked.by in tables.GROUPS else "tier"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state["by"] = chosen
        st.segmented_control(
            here.say("table.title"),
            list(tables.GROUPS),
            format_func={group: here.say(f"table.by_{group}") for group in tables.GROUPS}.get,
            key="by",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: st.query_params.update(by=st.session_state["by"]),
        )
        st.space("stretch")
        downloads("attainment", asked)
    show(table(asked))


def show(table: tables.Table, **options: object):
    """The rows as Streamlit shows them. Empty: a sentence."""
    if table.rows.empty:
        st.info(here.say("empty.tickets"))
        return None
    config = {column.name: _config(column) for column in table.columns}
    return st.dataframe(table.rows.head(SHOWN), hide_index=True, column_config=config, **options)


def selectable(table: tables.Table, asked: Query) -> None:
    """Tickets to pick from; picking one puts it into the URL."""
    chosen = show(table, key=f"list_{asked.but(ticket='')}", on_select="rerun", selection_mode="single-row", height=420)
    if chosen and chosen["selection"]["rows"]:
        picked = str(table.rows.iloc[chosen["selection"]["rows"][0]]["ticket_id"])
        if picked != asked.ticket:
            frame.go("tickets", asked.but(ticket=picked))
    if len(table.rows) > SHOWN:
        st.caption(here.say("table.cut", shown=f"{SHOWN:,}", all=f"{len(table.rows):,}"))


def downloads(name: str, asked: Query) -> None:
    """Links to the table as XLSX and CSV, of the same query."""
    links = "".join(
        f'<a href="download/{name}.{kind}?{escape(str(asked))}" download>↓ {kind.upper()}</a>' for kind in FORMATS
    )
    st.html(f'<span class="downloads">{links}</span>', width="content")


def _config(column: tables.Column):
    kinds = st.column_config
    if column.kind == "percent":
        return kinds.NumberColumn(column.title, format="%.1f%%")
    if column.kind == "hours":
        return kinds.NumberColumn(column.title, format="%.2f")
    if column.kind == "count":
        return kinds.NumberColumn(column.title, format="localized")
    if column.kind == "instant":
        return kinds.DatetimeColumn(column.title, format="YYYY-MM-DD HH:mm")
    return kinds.TextColumn(column.title)


def plain(rows: pd.DataFrame, titles: dict[str, str], **options: object) -> None:
    """A small table of text, its columns titled."""
    st.dataframe(rows[list(titles)].rename(columns=titles), hide_index=True, **options)
