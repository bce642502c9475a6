"""One TRM subscription: what is left in sentences and pictures, its days, its plan, its documents."""

from html import escape

import streamlit as st

from labels import figures
from screens import (
    grid,
    here,
    names,
    trm_checker,
    trm_data,
    trm_papers,
    trm_pictures,
    trm_planner,
    trm_tables,
    trm_tiles,
    trm_words,
)
from screens.query import PICKED, Query
from screens.trm_data import Subscription


def show(asked: Query) -> None:
    """The subscription of the URL; a plain sentence when there is none of that id."""
    one = trm_data.subscription(asked)
    if one is None:
        _back(asked)
        st.warning(here.say("trm.unknown", subscription=asked.subscription))
        return
    _heading(one, asked)
    language = here.language()
    said = trm_words.sentences(one.ledger, here.today(), here.terms(), language)
    first, *rest = map(escape, said)
    st.html(f'<p class="said"><b>{first}</b> {here.say("unit.sentence_gap").join(rest)}</p>')
    trm_tiles.show(one.ledger)
    _warnings(one)
    with st.container(key="pictures"):
        left, right = st.columns([1.7, 1], gap="large")
    with left:
        trm_pictures.burndown(one.ledger, one.entries)
    with right:
        trm_pictures.onsite(one.ledger)
        _rests_on()
    st.subheader(here.say("trm.calendar"), anchor=False)
    trm_pictures.calendar(one.ledger, one.entries, "trm_calendar")
    _tabs(one, asked)


def _back(asked: Query) -> None:
    rest = asked.but(**PICKED).parameters()
    st.button(here.say("trm.back"), key="back", on_click=st.query_params.from_dict, args=(rest,))


def _heading(one: Subscription, asked: Query) -> None:
    ledger = one.ledger
    kind = names.trm_type(ledger["trm_type"], here.terms(), here.language())
    with st.container(horizontal=True, vertical_alignment="center"):
        _back(asked)
        st.html(
            f'<h1 class="ticket">{escape(trm_data.customer(ledger))}'
            f"<span>{escape(kind)} {escape(ledger['subscription_id'])}</span>"
            f"<span>{escape(ledger['consultant'] or '')}</span></h1>",
            width="content",
        )
        st.space("stretch")
        _term(one)


def _term(one: Subscription) -> None:
    """Which of the subscription's terms is shown."""
    starts = [f"{start:%Y-%m-%d}" for start in trm_data.as_dates(one.terms["term_start"])]
    shown = {
        start: here.say(
            "trm.term_option",
            number=int(row["term_no"]),
            start=figures.day(row["term_start"], here.language()),
            end=figures.day(row["term_end"], here.language()),
        )
        for start, row in zip(starts, trm_data.rows_of(one.terms), strict=True)
    }
    st.session_state["trm_term"] = f"{one.ledger['term_start']:%Y-%m-%d}"
    st.selectbox(
        here.say("trm.term"),
        starts[::-1],
        format_func=shown.__getitem__,
        key="trm_term",
        label_visibility="collapsed",
        width=330,
        on_change=lambda: st.query_params.update(term=st.session_state["trm_term"]),
    )


def _warnings(one: Subscription) -> None:
    """What needs attention, each with the clause it follows from."""
    if one.warnings.empty:
        return
    language = here.language()
    lines = []
    for row in trm_data.rows_of(one.warnings):
        words = here.say(
            f"trm.warning.{row['code']}",
            amount=trm_data.amount(row["code"], row["amount"], language),
            until=figures.day(row["until"], language, year=False),
        )
        lines.append(f"<li><b>▲ {escape(words)}</b><i>{escape(_clause(row['code']))}</i></li>")
    st.html(f'<ul class="assumptions">{"".join(lines)}</ul>')


def _clause(code: str) -> str:
    readings = trm_data.READINGS.get(code, ())
    return " · ".join(("XII", *readings))


def _rests_on() -> None:
    """The readings of the contract that the ledgers rest on."""
    known, language = here.terms().assumptions, here.language()
    used = [known[name] for name in trm_data.ASSUMPTIONS if name in known]
    with st.expander(here.say("ticket.assumptions")):
        lines = "".join(f"<li><b>{escape(one.id)}</b><span>{escape(one.text[language])}</span></li>" for one in used)
        st.html(f'<ul class="assumptions">{lines}</ul>')


def _tabs(one: Subscription, asked: Query) -> None:
    shown = ("ledger", "plan", "check", "coupons", "papers")
    ledger, plan, check, coupons, papers = st.tabs([here.say(f"trm.tab.{name}") for name in shown])
    with ledger:
        _rows(trm_tables.entries(asked), asked, "trm.no_entries")
    with plan:
        trm_planner.show(one, asked)
    with check:
        trm_checker.show(one.ledger, asked)
    with coupons:
        _rows(trm_tables.coupons(asked), asked, "trm.no_coupons")
    with papers:
        trm_papers.show(one.ledger, asked)


def _rows(table, asked: Query, empty: str) -> None:
    if table.rows.empty:
        st.caption(here.say(empty))
        return
    grid.downloads(table.name, asked)
    grid.show(table, key=table.name)
