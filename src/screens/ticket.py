"""One ticket explains itself: the sentence, the clock as a picture, what it rests on."""

from datetime import date, datetime
from html import escape

import pandas as pd
import streamlit as st

from charts import timeline
from labels import figures
from metrics import Filters, open_hours, severity_history, tickets
from screens import choices, grid, here, sentences
from screens.query import Query
from terms import Terms

SIGNS = {"met": "✓", "breached": "✕", "overdue": "✕", "running": "…", "not_measured": "–"}


def show(asked: Query) -> None:
    """The ticket of the URL; a plain sentence when there is none of that id."""
    found = here.ask(tickets.facts, Filters())
    rows = found[found["ticket_id"] == asked.ticket]
    _back(asked)
    if rows.empty:
        st.warning(here.say("ticket.unknown", ticket=asked.ticket))
        return
    ticket = rows.iloc[0]
    _heading(ticket)
    st.markdown(sentences.explained(ticket, here.terms(), here.data().as_of, here.language()))
    _clock(ticket)
    _facts(ticket)
    _assumptions(ticket)
    _severities(ticket)


def _back(asked: Query) -> None:
    rest = asked.but(ticket="").parameters()
    st.button(here.say("ticket.back"), key="back", on_click=st.query_params.from_dict, args=(rest,))


def _heading(ticket: pd.Series) -> None:
    outcome, subject = ticket["outcome"], ticket["subject"] if pd.notna(ticket["subject"]) else ""
    st.html(
        f'<h1 class="ticket">{escape(ticket["ticket_id"])}<span>{escape(subject)}</span>'
        f'<em class="outcome {outcome}">{SIGNS[outcome]} {escape(here.say(f"outcome.{outcome}"))}</em></h1>'
    )


def _clock(ticket: pd.Series) -> None:
    """The time line; beneath it the elapsed time against the target."""
    opened, due, answered = (_moment(ticket[name]) for name in ("opened_at", "due_at", "answered_at"))
    resolved, now = _moment(ticket["resolved_at"]), here.data().as_of.replace(tzinfo=None)
    if answered is not None and answered < opened:
        return
    first, last = timeline.view(opened, due, answered or now, resolved)
    calendar = ticket["calendar"] if pd.notna(ticket["calendar"]) else ticket["hours_calendar"]
    windows = [(first, last)] if calendar == "always" else _windows(calendar, first, last)
    frames = timeline.frames(windows, opened, due, answered, resolved, now, here.language())
    spec = {**timeline.spec(here.language(), here.theme()), "datasets": frames}
    st.vega_lite_chart(spec=spec, theme=None, key="timeline", alt=here.say("ticket.timeline_alt"))
    hours = here.say("ticket.always") if calendar == "always" else here.say("ticket.bands", calendar=calendar)
    st.caption(hours)
    if pd.notna(ticket["target_minutes"]):
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


def _facts(ticket: pd.Series) -> None:
    """Everything the judgement rests on, as pairs of name and value."""
    language = here.language()
    moments = {name: ticket[name] for name in ("opened_at", "due_at", "first_response_at", "resolved_at", "raised_at")}
    shown = {
        f"column.{name}": figures.instant(value, language, year=True)
        for name, value in moments.items()
        if pd.notna(value)
    }
    for name in ("customer_name", "contract_id", "program", "tier", "severity", "reported_severity", "channel"):
        shown[f"column.{name}"] = _named(name, ticket[name])
    for name in ("product", "team", "assignee", "reseller", "status", "reason", "clause"):
        shown[f"column.{name}"] = _named(name, ticket[name])
    if pd.notna(ticket["response_source"]):
        shown["column.response_source"] = here.say(f"source.{ticket['response_source']}")
    if pd.notna(ticket["raised_at"]):
        since = int(((_moment(ticket["answered_at"]) or _now()) - _moment(ticket["raised_at"])).total_seconds())
        shown["ticket.since_raise"] = figures.duration(since, language)
    if pd.notna(ticket["escalation"]):
        shown["ticket.escalation"] = _escalation(ticket)
    if ticket["payment_unconfirmed"]:
        shown["ticket.payment"] = here.say("ticket.payment_open")
    pairs = "".join(
        f"<div><dt>{escape(here.say(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in shown.items() if value
    )
    st.html(f'<dl class="facts">{pairs}</dl>')


def _named(name: str, value: object) -> str:
    return choices.naming(name, here.language())(value) if pd.notna(value) else ""


def _escalation(ticket: pd.Series) -> str:
    words = here.say(f"escalation.{ticket['escalation']}")
    if pd.notna(ticket["escalation_delay_seconds"]):
        delay = figures.duration(int(ticket["escalation_delay_seconds"]), here.language())
        words += here.say("ticket.escalation_delay", delay=delay)
    return words


def _assumptions(ticket: pd.Series) -> None:
    known, language = here.terms().assumptions, here.language()
    used = [known[name] for name in assumptions_of(ticket, here.terms()) if name in known]
    if used:
        lines = "".join(f"<li><b>{escape(one.id)}</b><span>{escape(one.text[language])}</span></li>" for one in used)
        st.html(f'<h3>{escape(here.say("ticket.assumptions"))}</h3><ul class="assumptions">{lines}</ul>')


def assumptions_of(ticket: pd.Series, known: Terms) -> list[str]:
    """The readings this judgement used, by id: the target's own, then those of the clock and of how it was answered."""
    given = ticket["assumptions"]
    found = [] if given is None or isinstance(given, float) else list(given)
    rested_on = {
        "hours.calendar": ticket["calendar"] == _default_calendar(ticket, known),
        "response.resolution_is_answer": ticket["response_source"] == "resolution",
        "response.raise_counts_from": pd.notna(ticket["raised_at"]),
        f"escalations.{ticket['tier']}.{ticket['severity']}": pd.notna(ticket["escalation"]),
    }
    for path, used in rested_on.items():
        if used and pd.isna(ticket["reason"]):
            found += _readings(ticket["program"], path, pd.Timestamp(ticket["opened_on"]).date(), known)
    return list(dict.fromkeys(found))


def _default_calendar(ticket: pd.Series, known: Terms) -> str | None:
    programme = known.programmes.get(ticket["program"])
    return programme.calendar if programme else None


def _readings(program: str, path: str, on: date, known: Terms) -> tuple[str, ...]:
    outline = (entry for entry in known.outline() if (entry.program, entry.path) == (program, path))
    return next((entry.assumptions for entry in outline if entry.valid_from <= on), ())


def _severities(ticket: pd.Series) -> None:
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


def _moment(value: object) -> datetime | None:
    return pd.Timestamp(value).to_pydatetime() if pd.notna(value) else None


def _now() -> datetime:
    return here.data().as_of.replace(tzinfo=None)
