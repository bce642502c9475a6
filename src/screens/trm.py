"""The TRM page: how many days are left, how many of them onsite, until when, and whether they can still be used."""

from html import escape

import streamlit as st

from labels import figures
from screens import filters, grid, here, tables, tiles, trm_data, trm_tables
from screens.query import Query


def narrowing() -> Query:
    """Consultant and customer, kept in the URL. Where no subscription was ever loaded, says so and ends the page."""
    found = trm_data.ledgers(here.asked().but(consultant=(), customer=()))
    if found.empty:
        st.info(here.say("trm.none"))
        st.code(f"teirei load FILE… --db {here.database()}", language="sh")
        st.stop()
    companies = dict(zip(found["customer_id"], found["customer_name"].fillna(found["customer_id"]), strict=True))
    left, right, _ = st.columns([1.6, 1.6, 3.6], gap="small")
    with left:
        filters.many("consultant", sorted(found["consultant"].dropna().unique()), str)
    with right:
        filters.many("customer", sorted(companies, key=companies.__getitem__), companies.__getitem__)
    return here.asked()


def headline(asked: Query) -> None:
    """Tiles over the running terms of the selection."""
    language, found = here.language(), trm_data.ledgers(asked)
    now = found[found["is_current"].astype(bool)]
    if now.empty:
        st.info(here.say("trm.none_running"))
        return
    warned = trm_data.warnings()
    warned = warned[warned["subscription_id"].isin(now["subscription_id"])]
    soon = now[(now["days_left"] <= 90) & (now["uncommitted"] > 0)]
    counts = warned["code"].value_counts()
    blocks = {state: int(counts.get(f"block_{state}", 0)) for state in ("short", "bridged")}
    st.html(
        tiles.row(
            [
                _lead(now, language),
                _tile(
                    "expiring",
                    figures.days(soon["uncommitted"].sum(), language),
                    here.say("trm.tile.expiring_note", count=len(soon)),
                    alarm=not soon.empty,
                ),
                _tile(
                    "infeasible",
                    _contracts(int((~now["is_feasible"].astype(bool)).sum())),
                    here.say("trm.tile.infeasible_note"),
                    alarm=not now["is_feasible"].all(),
                ),
                _tile(
                    "blocks",
                    _contracts(blocks["short"]),
                    here.say("trm.tile.blocks_note", **blocks),
                    alarm=blocks["short"] > 0,
                ),
                _tile(
                    "notice",
                    _contracts(int(counts.get("notice_near", 0))),
                    here.say("trm.tile.notice_note"),
                    alarm=bool(counts.get("notice_near", 0)),
                ),
            ]
        )
    )


def listing(asked: Query) -> None:
    """The running terms to pick from, in the order asked for."""
    table = trm_tables.running(asked)
    if table.rows.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        found = here.say("trm.list", count=len(table.rows))
        st.html(f"<b>{escape(found)}</b> <span class='quiet'>{escape(here.say('trm.pick'))}</span>", width="content")
        st.space("stretch")
        _order(asked)
        grid.downloads("trm", asked)
    _pick(table, asked)


def rest(asked: Query) -> None:
    """What ended, and what no ledger holds."""
    for key, table in (("ended", trm_tables.ended(asked)), ("outside", trm_tables.outside(asked))):
        if not table.rows.empty:
            with st.expander(here.say(f"trm.{key}", count=len(table.rows))):
                if key == "outside":
                    st.caption(here.say("trm.outside_note"))
                grid.downloads(table.name, asked)
                grid.show(table, key=key)
                grid.cut(table)


def _lead(now, language: str) -> str:
    waiting = now[now["uncommitted"] > 0].sort_values("term_end")
    remaining, planned = now["remaining"].clip(lower=0).sum(), now["planned"].sum()
    note = here.say(
        "trm.tile.uncommitted_note",
        count=len(now),
        remaining=figures.days(remaining, language),
        planned=figures.days(planned, language),
    )
    first = here.say("trm.tile.nothing_expires")
    if not waiting.empty:
        row = trm_data.plain(waiting.iloc[0])
        first = here.say(
            "trm.tile.first_end",
            day=figures.day(row["term_end"], language, year=False),
            customer=trm_data.customer(row),
            days=figures.days(row["uncommitted"], language),
        )
    return tiles.lead(
        here.say("trm.tile.uncommitted"), figures.days(waiting["uncommitted"].sum(), language), (first, note)
    )


def _tile(key: str, figure: str, note: str, alarm: bool) -> str:
    return tiles.figure(here.say(f"trm.tile.{key}"), figure, (note,), alarm)


def _contracts(number: int) -> str:
    return here.say("trm.contracts", number=number)


def _order(asked: Query) -> None:
    st.session_state["order"] = asked.by if asked.by in trm_tables.ORDERS else trm_tables.ORDERS[0]
    st.segmented_control(
        here.say("trm.sort"),
        trm_tables.ORDERS,
        format_func={order: here.say(f"trm.sort_{order}") for order in trm_tables.ORDERS}.__getitem__,
        key="order",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.update(by=st.session_state["order"]),
    )


def _pick(table: tables.Table, asked: Query) -> None:
    key = f"trm_{asked.shared()}_{asked.by}"

    def pick() -> None:
        if rows := st.session_state[key]["selection"]["rows"]:
            picked = str(table.rows.iloc[rows[0]]["subscription_id"])
            st.query_params.from_dict(asked.shared().but(by=asked.by, subscription=picked).parameters())

    grid.show(table, key=key, on_select=pick, selection_mode="single-row")
    grid.cut(table)
