"""One ticket explains itself: the sentence, the clock as a picture, what it rests on."""

from datetime import date, datetime
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts import timeline
from labels import figures
from metrics import open_hours, severity_history
from screens import choices, grid, here, sentences, tables
from screens.query import Query
from terms import Terms

SIGNS = {"met": "✓", "breached": "✕", "overdue": "✕", "running": "…", "not_measured": "–"}


def show(asked: Query) -> None:
    """The ticket of the URL; a plain sentence when there is none of that id."""
    ticket = tables.one_ticket(asked.ticket)
    _back(asked)
    if ticket is None:
        st.warning(here.say("ticket.unknown", ticket=asked.ticket))
        return
    _heading(ticket)
    st.markdown(sentences.explained(ticket, here.terms(), here.data().as_of, here.language()))
    _clock(ticket)
    _facts(ticket)
    _assumptions(ticket)
    _severities(ticket)


def _back(asked: Query) -> None:
    rest = asked.but(ticket="").parameters()
    st.button(here.say("ticket.back"), key="back", on_click=st.query_params.from_dict, args=(rest,))


def _heading(ticket: dict[str, Any]) -> None:
    outcome, subject = ticket["outcome"], ticket["subject"] or ""
    st.html(
        f'<h1 class="ticket">{escape(ticket["ticket_id"])}<span>{escape(subject)}</span>'
        f'<em class="outcome {outcome}">{SIGNS[outcome]} {escape(here.say(f"outcome.{outcome}"))}</em></h1>'
    )


def _clock(ticket: dict[str, Any]) -> None:
    """The time line; beneath it the elapsed time against the target."""
    opened, due, answered = ticket["opened_at"], ticket["due_at"], ticket["answered_at"]
    resolved, now = ticket["resolved_at"], _now()
    if answered is not None and answered < opened:
        return
    first, last = timeline.view(opened, due, answered or now, resolved)
    calendar = ticket["calendar"] or ticket["hours_calendar"]
    windows = [(first, last)] if calendar == "always" else _windows(calendar, first, last)
    frames = timeline.frames(windows, opened, due, answered, resolved, now, here.language())
    spec = {**timeline.spec(here.language()), "datasets": frames}
    st.vega_lite_chart(spec=spec, key="timeline", alt=here.say("ticket.timeline_alt"))
    hours = here.say("ticket.always") if calendar == "always" else here.say("ticket.bands", calendar=calendar)
    st.caption(hours if due is None else f"{hours} {here.say('ticket.bar')}")
    if ticket["target_minutes"] is not None:
        _progress(int(ticket["elapsed_seconds"]), int(ticket["target_minutes"]) * 60)


def _windows(calendar: str, first: datetime, last: datetime) -> list[tuple[datetime, datetime]]:
    found = here.ask(open_hours.between, calendar, first, last)
    return [(row.open_at.to_pydatetime(), row.close_at.to_pydatetime()) for row in found.itertuples(index=False)]


def _progress(elapsed: int, target: int) -> None:
    language = here.language()
    share = elapsed * 100 // target if target else 0
    whole = max(elapsed, target, 1)
    beyond = f'<span class="beyond" style="width:{100 - 100 * target / whole:.1f}%"></span>' if elapsed > target else ""
    words = here.say(
        "ticket.progress",
        elapsed=figures.duration(elapsed, language),
        target=figures.duration(target, language),
        share=share,
    )
    st.html(
        f'<div class="progress"><span style="width:{100 * min(elapsed, target) / whole:.1f}%"></span>{beyond}</div>'
        f'<p class="quiet">{escape(words)}</p>'
    )


def _facts(ticket: dict[str, Any]) -> None:
    """Everything the judgement rests on, as pairs of name and value."""
    language = here.language()
    moments = {name: ticket[name] for name in ("opened_at", "due_at", "first_response_at", "resolved_at", "raised_at")}
    shown = {
        f"column.{name}": figures.instant(value, language, year=True)
        for name, value in moments.items()
        if value is not None
    }
    for name in ("customer_name", "contract_id", "program", "tier", "severity", "reported_severity", "channel"):
        shown[f"column.{name}"] = _named(name, ticket[name])
    for name in ("product", "team", "assignee", "reseller", "status", "reason", "clause"):
        shown[f"column.{name}"] = _named(name, ticket[name])
    if ticket["response_source"] is not None:
        shown["column.response_source"] = here.say(f"source.{ticket['response_source']}")
    if ticket["raised_at"] is not None:
        since = int(((ticket["answered_at"] or _now()) - ticket["raised_at"]).total_seconds())
        shown["ticket.since_raise"] = figures.duration(since, language)
    if ticket["escalation"] is not None:
        shown["ticket.escalation"] = _escalation(ticket)
    if ticket["payment_unconfirmed"]:
        shown["ticket.payment"] = here.say("ticket.payment_open")
    pairs = "".join(
        f"<div><dt>{escape(here.say(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in shown.items() if value
    )
    st.html(f'<dl class="facts">{pairs}</dl>')


def _named(name: str, value: str | None) -> str:
    return choices.naming(name, here.language())(value) if value is not None else ""


def _escalation(ticket: dict[str, Any]) -> str:
    words = here.say(f"escalation.{ticket['escalation']}")
    if ticket["escalation_delay_seconds"] is not None:
        delay = figures.duration(int(ticket["escalation_delay_seconds"]), here.language())
        words += here.say("ticket.escalation_delay", delay=delay)
    return words


def _assumptions(ticket: dict[str, Any]) -> None:
    known, language = here.terms().assumptions, here.language()
    used = [known[name] for name in assumptions_of(ticket, here.terms()) if name in known]
    if used:
        lines = "".join(f"<li><b>{escape(one.id)}</b><span>{escape(one.text[language])}</span></li>" for one in used)
        st.html(f'<h3>{escape(here.say("ticket.assumptions"))}</h3><ul class="assumptions">{lines}</ul>')


def assumptions_of(ticket: dict[str, Any], known: Terms) -> list[str]:
    """The readings this judgement used, by id: the target's own, then those of the clock and of how it was answered."""
    found: list[str] = list(ticket["assumptions"] or ())
    rested_on = {
        "hours.calendar": ticket["calendar"] == _default_calendar(ticket, known),
        "response.resolution_is_answer": ticket["response_source"] == "resolution",
        "response.raise_counts_from": ticket["raised_at"] is not None,
        f"escalations.{ticket['tier']}.{ticket['severity']}": ticket["escalation"] is not None,
    }
    for path, used in rested_on.items():
        if used and ticket["reason"] is None:
            found.extend(_readings(ticket["program"], path, ticket["opened_on"], known))
    return list(dict.fromkeys(found))


def _default_calendar(ticket: dict[str, Any], known: Terms) -> str | None:
    programme = known.programmes.get(ticket["program"])
    return programme.calendar if programme else None


def _readings(program: str, path: str, on: date, known: Terms) -> tuple[str, ...]:
    outline = (entry for entry in known.outline() if (entry.program, entry.path) == (program, path))
    return next((entry.assumptions for entry in outline if entry.valid_from <= on), ())


def _severities(ticket: dict[str, Any]) -> None:
    history = here.ask(severity_history.of, ticket["ticket_id"])
    if history.empty:
        return
    st.subheader(here.say("ticket.history"), anchor=False)
    rows = pd.DataFrame(
        {
            "at": [figures.instant(at, here.language(), year=True) for at in history["at"]],
            "old": history["old"].fillna(figures.EMPTY),
            "new": history["new"],
        }
    )
    titles = {name: here.say(f"ticket.history_{name}") for name in ("at", "old", "new")}
    grid.plain(rows, titles, width="content")


def _now() -> datetime:
    return here.data().as_of.replace(tzinfo=None)
