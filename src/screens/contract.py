"""The contract as Teirei reads it: targets at a glance, then every value with its clause and state."""

from datetime import date
from html import escape

import streamlit as st

import terms
from labels import figures
from screens import grid, here, records

STATES = ("stated", "assumed", "unknown", "absent")


def pick() -> terms.Programme:
    """The programme of the URL, else the first one with targets."""
    programmes = here.terms().programmes
    order = sorted(programmes, key=lambda name: not programmes[name].severities)
    asked = here.asked().program
    st.session_state["programme"] = asked[0] if asked and asked[0] in programmes else order[0]
    chosen = st.segmented_control(
        here.say("column.program"),
        order,
        format_func={name: programme.name[here.language()] for name, programme in programmes.items()}.__getitem__,
        key="programme",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.update(program=st.session_state["programme"]),
    )
    return programmes[chosen or order[0]]


def summary(programme: terms.Programme) -> None:
    """Source, and the targets as one table; where there are none, a plain sentence."""
    since = f"{programme.valid_from}"
    if programme.valid_from_assumption:
        since += f" ({programme.valid_from_assumption})"
    st.caption(here.say("terms_page.source", source=programme.source, calendar=programme.calendar, since=since))
    targets = [target for target in in_force(here.terms(), here.today()) if target.program == programme.id]
    st.subheader(here.say("sla.contract_targets"), anchor=False)
    if not targets:
        st.info(here.say("sla.no_target_at_all", program=programme.name[here.language()]))
        return
    language = here.language()
    severities = sorted({target.severity for target in targets})
    head = "".join(f"<th>{severity}</th>" for severity in severities)
    lines = []
    for tier in programme.tiers.values():
        cells = {target.severity: target for target in targets if target.tier == tier.id}
        row = "".join(f"<td>{_cell(cells.get(severity), language)}</td>" for severity in severities)
        sold = (
            here.say("terms_page.sold_before", day=figures.day(tier.sold_before, language)) if tier.sold_before else ""
        )
        lines.append(f"<tr><th>{escape(tier.name[language])}<small>{escape(sold)}</small></th>{row}</tr>")
    st.html(f'<table class="targets"><tr><th></th>{head}</tr>{"".join(lines)}</table>')
    st.caption(here.say("terms_page.targets_note"))


def outline(programme: terms.Programme) -> None:
    """Every value, clause by clause; the reader may keep one state alone."""
    entries = [entry for entry in here.terms().outline() if entry.program == programme.id]
    entries = [entry for entry in entries if not entry.path.startswith("assumptions.")]
    st.subheader(here.say("terms_page.values", count=len(entries)), anchor=False)
    shown = {name: f"{_state(name)} {sum(entry.state == name for entry in entries)}" for name in STATES}
    with st.container(horizontal=True, vertical_alignment="center"):
        state = st.pills(
            here.say("terms_page.state"),
            STATES,
            format_func=shown.__getitem__,
            label_visibility="collapsed",
            key="state",
        )
        st.space("stretch")
        grid.downloads("terms", here.asked().but(program=(programme.id,)))
    kept = [entry for entry in entries if state in (None, entry.state)]
    with st.container(gap="xsmall"):
        for chapter in dict.fromkeys(map(_chapter, kept)):
            entries = [entry for entry in kept if _chapter(entry) == chapter]
            heading = f"**{_heading(programme, chapter)}**  :gray[{len(entries)}]"
            with st.expander(heading, expanded=len(kept) <= 30):
                st.html(_table(entries))


def assumptions(programme: terms.Programme) -> None:
    """Every reading taken where the text is silent."""
    language = here.language()
    known = [reading for reading in here.terms().assumptions.values() if reading.program == programme.id]
    st.subheader(here.say("terms_page.assumptions", count=len(known)), anchor=False)
    st.caption(here.say("terms_page.assumptions_note"))
    lines = "".join(
        f"<li><b>{escape(one.id)}</b><i>{escape(_cited(programme, one.clause))}</i>"
        f"<span>{escape(one.text[language])}</span></li>"
        for one in known
    )
    st.html(f'<ul class="assumptions">{lines}</ul>')


def in_force(known: terms.Terms, on: date) -> list[terms.Target]:
    """The targets of every programme that hold on a date."""
    return [
        target
        for target in known.targets()
        if target.valid_from <= on and (target.valid_to is None or on < target.valid_to)
    ]


def _cell(target: terms.Target | None, language: str) -> str:
    if target is None:
        return figures.EMPTY
    time = figures.duration(target.minutes * 60, language)
    clock = here.say(f"clock.{target.clock}")
    dated = here.terms().programmes[target.program].valid_from_assumption
    readings = "".join(f" · {name}" for name in target.assumptions if name != dated)
    return f"<b>{escape(time)}</b><span>{escape(clock)}</span><small>{escape(target.clause + readings)}</small>"


def _chapter(entry: terms.Entry) -> str:
    """The clause without its subsections: "I-7" → "I", "4-2-1" → "4"."""
    return entry.clause.split(",")[0].split("-")[0]


def _heading(programme: terms.Programme, chapter: str) -> str:
    known = programme.clauses.get(chapter)
    title = known.title[here.language()] if known else ""
    return title if chapter[0].islower() else f"{chapter} {title}"


def _cited(programme: terms.Programme, clause: str) -> str:
    return _heading(programme, clause) if clause[0].islower() else clause


def _state(name: str) -> str:
    return f"{records.SIGNS[name]} {here.say(f'terms.state.{name}')}"


def _table(entries: list[terms.Entry]) -> str:
    """The entries as text that wraps: a contract is read, not scrolled."""
    head = "".join(f"<th>{escape(here.say(f'terms_page.column_{name}'))}</th>" for name in records.TERM_COLUMNS)
    lines = []
    for entry in entries:
        row = "".join(f"<td>{escape(cell)}</td>" for cell in records.cells(entry, here.language()))
        lines.append(f'<tr class="{entry.state}">{row}</tr>')
    return f'<table class="outline"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
