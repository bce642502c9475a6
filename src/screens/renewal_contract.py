"""One contract or TRM subscription: its terms, notices, payments, licences, the customer's health, what comes next."""

from datetime import date, timedelta
from html import escape

import pandas as pd
import streamlit as st

from labels import figures
from metrics import renewals
from metrics.renewals import RenewalFilters
from screens import grid, health, here, quote, renewal_data, renewal_tables
from screens.query import PICKED, Query
from screens.renewal_data import Row
from screens.trm_data import rows_of

SIGNS = {
    "payment_open": "▲", "lapsed": "✕", "expiring_unrenewed": "▲", "notice_window": "▲", "late_notice": "▲",
    "ended": "–", "renewed": "✓", "nonrenewal_notified": "–",
}  # fmt: skip
ALARMING = ("payment_open", "lapsed", "expiring_unrenewed", "notice_window", "late_notice")


def show(asked: Query) -> None:
    """The contract of the URL; a plain sentence when there is none of that id."""
    rows = [row for row in renewal_data.terms(Query()) if row["id"] == asked.contract]
    _back(asked)
    if not rows:
        st.warning(here.say("renewal.unknown", id=asked.contract))
        return
    now = _current(rows)
    unpaid = next((row for row in rows if row["state"] == "payment_open" and row["next_start"] == now["start_on"]), now)
    _heading(now, unpaid)
    _links(now, asked)
    _said(unpaid)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        _history(rows)
    if now["kind"] == "support":
        _quote(now)
    with right:
        _dates(now)
        _licences(now)
        _health(now)


def _back(asked: Query) -> None:
    st.button(
        here.say("renewal.back"),
        key="back",
        on_click=st.query_params.from_dict,
        args=(asked.but(**PICKED).parameters(),),
    )


def _current(rows: list[Row]) -> Row:
    """The term that runs, else the latest that has begun, else the first."""
    begun = [row for row in rows if row["start_on"] <= here.today()]
    return max(begun, key=lambda row: row["start_on"]) if begun else rows[0]


def _heading(row: Row, told: Row) -> None:
    """Whose contract it is. The state is that of the term `told`, before its successor where that is unpaid."""
    language, state = here.language(), told["state"]
    mark = "breached" if state in ALARMING else "met" if state == "renewed" else ""
    about = " · ".join(
        filter(None, (renewal_tables.level(row, language), row["product"], row["owner"], row["reseller"]))
    )
    words = _state(told)
    st.html(
        f'<h1 class="ticket">{escape(row["customer_name"] or row["customer_id"])}<span>{escape(row["id"])}</span>'
        f'<span>{escape(about)}</span><em class="outcome {mark}">{escape(words)}</em></h1>'
    )


def _state(row: Row) -> str:
    state = row["state"]
    return f"{SIGNS.get(state, '')} {here.say(f'renewal.state.{state}')}".strip()


def _links(row: Row, asked: Query) -> None:
    pages = st.session_state["pages"]
    with st.container(horizontal=True):
        query = asked.shared().but(who=row["customer_id"]).parameters()
        st.page_link(pages["customer"], label=here.say("renewal.to_customer"), query_params=query, width="content")
        if row["kind"] == "trm":
            query = asked.shared().but(subscription=row["id"]).parameters()
            st.page_link(pages["trm"], label=here.say("renewal.to_trm"), query_params=query, width="content")


def _said(row: Row) -> None:
    """What to do by when, and the named reasons, each with its clause."""
    language = here.language()
    lines = []
    if todo := renewal_tables.to_do(row, language):
        day = figures.day(row["act_by"], language)
        mark = "▲ " if row["state"] in ALARMING else ""
        lines.append(f"<li><b>{mark}{escape(todo)}</b><i>{escape(day)}</i></li>")
    for reason in renewal_data.reasons().get(renewal_data.key(row), []):
        words = renewal_data.reasons_words([reason], language)
        lines.append(f"<li><b>{escape(words)}</b><i>{escape(reason['clause'])}</i></li>")
    if lines:
        st.html(f'<ul class="assumptions">{"".join(lines)}</ul>')


def _history(rows: list[Row]) -> None:
    language = here.language()
    st.subheader(here.say("renewal.history"), anchor=False)
    shown = pd.DataFrame(
        [
            {
                "term": f"{figures.day(row['start_on'], language)} – {figures.day(row['end_on'], language)}",
                "state": _state(row),
                "fee": renewal_data.money(row["annual_fee"], row["currency"], language),
                "payment": _day(row["paid_on"]),
                "notice": _day(row["notice_on"]),
                "notice_by": _day(row["notice_by"]),
            }
            for row in sorted(rows, key=lambda row: row["start_on"], reverse=True)
        ]
    )
    titles = {
        "term": here.say("trm.term"),
        "state": here.say("column.state"),
        "fee": here.say("column.annual_fee"),
        "payment": here.say("column.payment"),
        "notice": here.say("column.notice_on"),
        "notice_by": here.say("column.notice_by"),
    }
    grid.plain(shown, titles)


def _dates(row: Row) -> None:
    """What comes, in order, with the days to go."""
    language, today = here.language(), here.today()
    known = {name: row[name] for name in ("notice_by_working_day", "notice_by", "end_on", "next_start")}
    if known["notice_by_working_day"] == known["notice_by"]:
        del known["notice_by_working_day"]
    for revision in rows_of(here.ask(renewals.revisions, RenewalFilters())):
        if revision["contract_id"] == row["id"] and revision["state"] == "open":
            known["object_by"] = revision["object_by"]
    coming = sorted((day, name) for name, day in known.items() if day is not None and day >= today)
    if row["kind"] == "support" and row["notice_by"] is None:
        st.caption(f"{here.say('column.notice_by')}: {here.say('renewal.clause.none')}")
    if coming:
        st.subheader(here.say("renewal.next_dates"), anchor=False)
        lines = "".join(
            f"<li><b>{escape(figures.day(day, language))}</b><span>{escape(here.say(f'renewal.event.{name}'))}</span>"
            f"<i>{escape(_in_days(day - today, language))}</i></li>"
            for day, name in coming
        )
        st.html(f'<ul class="assumptions">{lines}</ul>')


def _in_days(span: timedelta, language: str) -> str:
    return here.say("renewal.in_days", days=figures.days(span.days, language))


def _licences(row: Row) -> None:
    if row["kind"] == "trm" or row["notice_by"] is None:
        return
    st.subheader(here.say("renewal.licences"), anchor=False)
    if row["licences_required"] is None:
        st.caption(here.say("renewal.licence_unknown"))
        return
    short = row["licences_shortfall"]
    words = (
        here.say("renewal.licence_enough")
        if short is None or short <= 0
        else here.say("renewal.licence_short", number=f"{int(short):,}")
    )
    note = here.say(
        "renewal.licence_note",
        required=_number(row["licences_required"]),
        purchased=_number(row["licences_purchased"]),
        in_use=_number(row["licences_in_use"]),
        covered=_number(row["licences_covered"]),
    )
    st.markdown(f"**{words}**")
    st.caption(note)


def _health(row: Row) -> None:
    """Attainment, open tickets, unused TRM days, CSAT: what the customer will bring to the table."""
    language = here.language()
    st.subheader(here.say("renewal.health"), anchor=False)
    lines = [
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in health.of(row["customer_id"], language).items()
    ]
    st.html(f'<dl class="facts">{"".join(lines)}</dl>')


def _quote(row: Row) -> None:
    """What a reinstatement or the licences that are short would cost; open where there is something to quote."""
    is_short = (row["licences_shortfall"] or 0) > 0
    with st.expander(here.say("renewal.quotes"), expanded=row["state"] == "lapsed" or is_short):
        quote.show(row["id"])


def _day(day: date | None) -> str:
    return figures.EMPTY if day is None else f"{day:%Y-%m-%d}"


def _number(value: float | None) -> str:
    return figures.EMPTY if value is None else f"{int(value):,}"
