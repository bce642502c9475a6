"""A table on a page, with the links that download it."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from labels import figures
from screens import here, tables
from screens.query import Query

SHOWN = 1000
LOW = 24  # rows of a table that is shown without scrolling
FORMATS = ("xlsx", "csv")
WIDTHS = {
    "program": 185,
    "outcome": 130,
    "reason": 140,
    "channel": 90,
    "status": 110,
    "attention": 420,
    "area": 80,
    "ref": 95,
}  # pixels: the first rows do not tell


def breakdown(asked: Query, table: Callable[[Query], tables.Table]) -> None:
    """The attainment table, by what the reader picks."""
    st.subheader(here.say("table.title"), anchor=False)
    chosen = asked.by if asked.by in tables.GROUPS else "tier"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state["by"] = chosen
        st.segmented_control(
            here.say("table.title"),
            list(tables.GROUPS),
            format_func={group: here.say(f"table.by_{group}") for group in tables.GROUPS}.__getitem__,
            key="by",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: st.query_params.update(by=st.session_state["by"]),
        )
        st.space("stretch")
        downloads("attainment", asked)
    show(table(asked))


def show(table: tables.Table, **options: Any):
    """The rows as Streamlit shows them. Empty: a sentence."""
    if table.rows.empty:
        st.info(here.say("empty.tickets"))
        return None
    config = {column.name: _config(column) for column in table.columns}
    options = {"height": "content" if len(table.rows) <= LOW else "auto"} | options
    return st.dataframe(
        table.rows.head(SHOWN), hide_index=True, column_config=config, placeholder=figures.EMPTY, **options
    )


def selectable(table: tables.Table, asked: Query) -> None:
    """Tickets to pick from; picking one puts it into the URL."""
    key = f"list_{asked.but(ticket='')}"

    def pick() -> None:
        if rows := st.session_state[key]["selection"]["rows"]:
            st.query_params["ticket"] = str(table.rows.iloc[rows[0]]["ticket_id"])

    show(table, key=key, on_select=pick, selection_mode="single-row", height=_height(table, asked))
    cut(table)


def cut(table: tables.Table) -> None:
    """Says so when not all rows are shown."""
    if len(table.rows) > SHOWN:
        st.caption(here.say("table.cut", shown=f"{SHOWN:,}", all=f"{len(table.rows):,}"))


def _height(table: tables.Table, asked: Query) -> int | str:
    """A few rows take their own height; many scroll, in less room while a ticket is open above."""
    return "content" if len(table.rows) <= LOW else 420 if asked.ticket else 640


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
    if column.kind == "days":
        return kinds.NumberColumn(column.title, format="%.1f")
    if column.kind == "date":
        return kinds.DateColumn(column.title, format="YYYY-MM-DD")
    if column.kind == "money":
        return kinds.NumberColumn(column.title, format="localized")
    if column.kind == "share":
        return kinds.NumberColumn(column.title, format="percent")
    if column.kind == "count":
        return kinds.NumberColumn(column.title, format="localized")
    if column.kind == "instant":
        return kinds.DatetimeColumn(column.title, format="YYYY-MM-DD HH:mm")
    return kinds.TextColumn(column.title, width=WIDTHS.get(column.name))


def plain(rows: pd.DataFrame, titles: dict[str, str], widths: Mapping[str, int] | None = None, **options: Any) -> None:
    """A small table of text and counts, its columns titled; `widths` in pixels."""
    kinds, widths = st.column_config, widths or {}
    config = {
        name: kinds.NumberColumn(title, format="localized", width=widths.get(name))
        if pd.api.types.is_integer_dtype(rows[name])
        else kinds.TextColumn(title, width=widths.get(name))
        for name, title in titles.items()
    }
    st.dataframe(rows[list(titles)], hide_index=True, column_config=config, placeholder=figures.EMPTY, **options)
