"""One customer whole: what is open, what must be done, response targets, TRM days, contracts, people."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from labels import figures
from metrics import Filters, attainment, customers, renewals, tickets, trm
from metrics.renewals import LEAST_N
from metrics.trm import TrmFilters
from screens import choices, frame, grid, health, here, names, renewal_data
from screens.query import ALL, Query
from screens.trm_data import rows_of

Row = dict[str, Any]
QUARTERS = 6


def pick() -> str:
    """The customer of the URL, chosen from all; without any customer, says so and ends the page."""
    known = here.ask(customers.names)
    of_contracts = {row["customer_id"] for row in renewal_data.terms(Query())}
    of_tickets = {row["customer_id"] for row in rows_of(here.ask(renewals.health))}
    ids = sorted(of_contracts | of_tickets | set(known), key=lambda one: known.get(one, one))
    if not ids:
        st.info(here.say("customer.none"))
        st.stop()
    who = here.asked().who
    if who and who not in ids:
        st.warning(here.say("customer.unknown", who=who))
    st.session_state["who"] = who if who in ids else None
    st.selectbox(
        here.say("customer.pick"),
        ids,
        format_func=lambda one: f"{known.get(one, one)}  {one}",
        key="who",
        index=None,
        placeholder=here.say("customer.pick"),
        label_visibility="collapsed",
        width=420,
        on_change=lambda: st.query_params.update(who=st.session_state["who"] or ""),
    )
    return who if who in ids else ""


def heading(who: str) -> None:
    """Name, programmes, and how the customer is doing."""
    name = here.ask(customers.names).get(who, who)
    contracts = [row for row in rows_of(here.ask(customers.contracts)) if row["customer_id"] == who]
    language = here.language()
    levels = dict.fromkeys(
        " ".join(filter(None, (names.programme(row["program"], here.terms(), language), _level(row), row["product"])))
        for row in contracts
        if row["start_on"] <= here.today() <= row["end_on"]
    )
    marks = "".join(f"<span>{escape(level)}</span>" for level in levels)
    if contracts and not levels:
        marks = f'<em class="outcome breached">{escape(here.say("customer.not_covered"))}</em>'
    st.html(f'<h1 class="ticket">{escape(name)}<span>{escape(who)}</span>{marks}</h1>')
    shown = health.of(who, language)
    lines = "".join(f"<div><dt>{escape(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in shown.items())
    st.html(f'<dl class="facts health">{lines}</dl>')


def people(who: str) -> None:
    """Whom to call: owner, consultant, the customer's administrator (Asgent 1), the reseller."""
    contracts = [row for row in rows_of(here.ask(customers.contracts)) if row["customer_id"] == who]
    running = [row for row in rows_of(here.ask(trm.ledgers, TrmFilters())) if row["customer_id"] == who]
    found = {
        "owner": [row["owner"] for row in contracts],
        "consultant": [row["consultant"] for row in running if row["is_current"]],
        "system_administrator": [row["system_administrator"] for row in contracts],
        "reseller": [row["reseller"] for row in contracts],
    }
    lines = []
    for kind, named in found.items():
        shown = here.say("unit.list").join(dict.fromkeys(filter(None, named)))
        if kind == "system_administrator" and not shown and contracts:
            shown = here.say("customer.person.missing")
        if shown:
            lines.append(f"<div><dt>{escape(here.say(f'customer.person.{kind}'))}</dt><dd>{escape(shown)}</dd></div>")
    if lines:
        st.subheader(here.say("customer.people"), anchor=False)
        st.html(f'<dl class="facts">{"".join(lines)}</dl>')


def open_tickets(who: str, asked: Query) -> None:
    """Tickets that are not resolved, the oldest first; a row opens the ticket."""
    found = here.ask(tickets.facts, Filters(customer=(who,)))
    rows = [row for row in rows_of(found) if row["resolved_at"] is None and row["closed_at"] is None and _is_open(row)]
    st.subheader(here.say("customer.tickets", count=len(rows)), anchor=False)
    language = here.language()
    if rows:
        shown = pd.DataFrame(
            {
                "opened_at": [figures.instant(row["opened_at"], language) for row in rows],
                "severity": [row["severity"] or figures.EMPTY for row in rows],
                "outcome": [here.say(f"outcome.{row['outcome']}") for row in rows],
                "due_at": [
                    figures.instant(row["due_at"], language) if row["due_at"] else figures.EMPTY for row in rows
                ],
                "subject": [row["subject"] or "" for row in rows],
                "status": [choices.naming("status", language)(row["status"]) if row["status"] else "" for row in rows],
                "assignee": [row["assignee"] or "" for row in rows],
                "ticket_id": [row["ticket_id"] for row in rows],
            }
        )
        titles = {name: here.say(f"column.{name}") for name in shown.columns}
        key = f"open_{who}_{language}"

        def opened() -> None:
            if picked := st.session_state[key]["selection"]["rows"]:
                frame.follow(asked.shared().but(ticket=rows[picked[0]]["ticket_id"], period=ALL))

        height = "content" if len(rows) <= 10 else 390
        grid.plain(shown, titles, key=key, on_select=opened, selection_mode="single-row", height=height)
    else:
        st.caption(here.say("customer.tickets_none"))
    query = asked.shared().but(customer=(who,), period=ALL).parameters()
    st.page_link(st.session_state["pages"]["tickets"], label=here.say("customer.tickets_all"), query_params=query)


def by_quarter(who: str) -> None:
    """Met of judged by quarter, the latest first."""
    found = rows_of(here.ask(attainment.by, Filters(customer=(who,)), ("quarter",)))
    rows = sorted((row for row in found if row["quarter"]), key=lambda row: row["quarter"], reverse=True)[:QUARTERS]
    if not rows:
        return
    st.subheader(here.say("customer.by_quarter"), anchor=False)
    shown = pd.DataFrame(
        [
            {
                "quarter": names.period(row["quarter"], here.fiscal()[1], here.language()),
                "met": f"{row['met']}/{row['met'] + row['breached'] + row['overdue']}",
                "attainment": _share(row),
                "tickets": str(row["tickets"]),
                "not_measured": str(row["not_measured"]),
            }
            for row in rows
        ]
    )
    titles = {name: here.say(f"column.{name}") for name in ("quarter", "attainment", "tickets")}
    titles |= {"met": here.say("outcome.met"), "not_measured": here.say("outcome.not_measured")}
    grid.plain(shown, {name: titles[name] for name in shown.columns}, width="content")


def _is_open(row: Row) -> bool:
    return row["status"] not in ("resolved", "closed") and row["reason"] not in ("merged", "withdrawn")


def _level(row: Row) -> str:
    return names.tier(row["tier"], here.terms(), here.language()) if row["tier"] else ""


def _share(row: Row) -> str:
    judged = row["met"] + row["breached"] + row["overdue"]
    return figures.percent(row["met"], judged) if judged >= LEAST_N else figures.EMPTY
