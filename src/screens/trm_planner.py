"""The planner on the page: wishes in the URL, the proposed dates, why some cannot be placed, the files to take away."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from labels import figures, text
from planning import Proposal, Wish, propose, reason_text
from planning.ledgers import Ledger, ledger
from screens import filters, grid, here, trm_data, trm_pictures
from screens.query import Query
from screens.trm_data import Row, Subscription
from warehouse import Warehouse

WEEKDAYS = ("0", "1", "2", "3", "4")


def show(one: Subscription, asked: Query) -> None:
    """Wishes, then the proposal for them, as dates and in the calendar of the term."""
    row = one.ledger
    language = here.language()
    if row["is_over"]:
        st.caption(here.say("trm.plan.ended"))
        return
    open_term = here.ask(planned_ledger, row["subscription_id"], here.today(), row["term_start"])
    _wishes(open_term, asked)
    proposal = here.ask(_proposal, row["subscription_id"], here.today(), row["term_start"], wish_of(here.asked()))
    uncommitted, end = figures.days(row["uncommitted"], language), figures.day(row["term_end"], language)
    st.caption(here.say("trm.plan.intro", days=uncommitted, end=end))
    _result(proposal, language)
    if proposal.entries:
        _links(asked)
        dates, picture = st.columns([1, 3.2], gap="medium")
        with dates:
            _entries(proposal, language)
        with picture:
            left = {**row, "uncommitted": proposal.unplaced}
            trm_pictures.calendar(left, _with(one.entries, proposal), "trm_planned")


def planned_ledger(source: Warehouse, subscription: str, today: date, term: date) -> Ledger:
    found = ledger(source, subscription, today, term)
    assert found is not None
    return found


def wish_of(asked: Query) -> Wish:
    """The wishes of the URL; what is no number of days counts as none."""
    onsite = int(asked.onsite) if asked.onsite.isdecimal() else 0
    weekdays = frozenset(int(day) for day in asked.weekday if day in WEEKDAYS)
    return Wish(weekdays, frozenset(asked.month), onsite)


def _proposal(source: Warehouse, subscription: str, today: date, term: date, wish: Wish) -> Proposal:
    return propose(planned_ledger(source, subscription, today, term).task(wish))


def _wishes(open_term: Ledger, asked: Query) -> None:
    language, row = here.language(), open_term.row
    most = max(0, int(min(row["onsite_remaining"] - row["onsite_planned"], row["uncommitted"])))
    names = here.say("unit.weekdays").split()
    onsite, weekdays, months = st.columns([1, 1.4, 1.8], gap="small")
    with onsite:
        st.session_state["plan_onsite"] = min(wish_of(asked).onsite, most)
        st.number_input(
            here.say("trm.plan.onsite", most=most),
            min_value=0,
            max_value=most,
            step=1,
            key="plan_onsite",
            on_change=lambda: st.query_params.update(onsite=str(st.session_state["plan_onsite"])),
        )
    with weekdays:
        title, empty = here.say("trm.plan.weekdays"), here.say("trm.plan.any")
        filters.many("weekday", WEEKDAYS, lambda day: names[int(day)], title, empty)
    with months:
        offered = sorted({f"{day.date:%Y-%m}" for day in open_term.task(Wish()).window})
        title = here.say("trm.plan.months")
        filters.many("month", offered, lambda name: figures.month(name, language, year=True), title, empty)


def _result(proposal: Proposal, language: str) -> None:
    if proposal.placed or proposal.unplaced:
        said = here.say(
            "trm.plan.partly" if proposal.unplaced else "trm.plan.placed",
            placed=figures.days(proposal.placed, language),
            unplaced=figures.days(proposal.unplaced, language),
        )
        st.html(f'<p class="said"><b>{escape(said)}</b></p>')
    for reason in proposal.reasons:
        st.html(f'<p class="warned">{escape(reason_text(reason, language))}</p>')


def _links(asked: Query) -> None:
    query = escape(str(asked))
    links = "".join(
        f'<a href="download/trm-plan.{kind}?{query}" download>{escape(here.say(f"trm.plan.{kind}"))}</a>'
        for kind in ("csv", "ics")
    )
    st.html(
        f'<span class="downloads">{links}</span> <span class="quiet">{escape(here.say("trm.plan.load_note"))}</span>'
    )


def _entries(proposal: Proposal, language: str) -> None:
    rows = pd.DataFrame(
        {
            "date": [figures.day(entry.date, language) for entry in proposal.entries],
            "days": [figures.days_number(entry.days) for entry in proposal.entries],
            "mode": [here.say(f"trm.mode.{entry.mode}") for entry in proposal.entries],
        }
    )
    titles = {name: here.say(f"column.{name}") for name in ("date", "days", "mode")}
    grid.plain(rows, titles, width="content", height="content" if len(rows) <= grid.LOW else 460)


def _with(entries: pd.DataFrame, proposal: Proposal) -> pd.DataFrame:
    """The entries of the term and the proposed ones as planned."""
    proposed = pd.DataFrame(
        {
            "date": [entry.date for entry in proposal.entries],
            "days": [entry.days for entry in proposal.entries],
            "mode": [entry.mode for entry in proposal.entries],
            "counted_as": "planned",
            "topic": here.say("trm.plan.proposed"),
            "block_state": [("valid" if entry.mode == "onsite" else None) for entry in proposal.entries],
        }
    )
    return pd.concat([entries, proposed], ignore_index=True)


def title(row: Row, mode: str, language: str) -> str:
    """What a proposed day is called in a calendar."""
    mode_named = text(f"trm.mode.{mode}", language)
    return text("trm.plan.summary", language, mode=mode_named, customer=trm_data.customer(row))
