"""The contract as Teirei reads it: targets at a glance, then every value with its clause and state."""

from html import escape

import pandas as pd
import streamlit as st

import terms
from labels import figures
from screens import grid, here

STATES = ("stated", "assumed", "unknown", "absent")
SIGNS = {"stated": "●", "assumed": "◐", "unknown": "?", "absent": "–"}


def pick() -> terms.Programme:
    """The programme of the URL, else the first one with targets."""
    programmes = here.terms().programmes
    order = sorted(programmes, key=lambda name: not programmes[name].severities)
    asked = here.asked().program
    st.session_state["programme"] = asked[0] if asked and asked[0] in programmes else order[0]
    chosen = st.segmented_control(
        here.say("column.program"),
        order,
        format_func={name: programme.name[here.language()] for name, programme in programmes.items()}.get,
        key="programme",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.update(program=st.session_state["programme"]),
    )
    return programmes[chosen]


def summary(programme: terms.Programme) -> None:
    """Source, and the targets as one table; where there are none, a plain sentence."""
    st.caption(here.say("terms_page.source", source=programme.source, calendar=programme.calendar))
    targets = [target for target in here.terms().targets() if target.program == programme.id]
    st.subheader(here.say("sla.contract_targets"), anchor=False)
    if not targets:
        st.info(here.say("sla.no_target_at_all", program=programme.name[here.language()]))
        return
    language = here.language()
    severities = sorted({target.severity for target in targets})
    head = "".join(f"<th>{severity}</th>" for severity in severities)
    lines = []
    for tier in programme.tiers.values():
        cells = {target.severity: target for target in targets if target.tier == tier.id and target.valid_to is None}
        row = "".join(f"<td>{_cell(cells.get(severity), language)}</td>" for severity in severities)
        sold = here.say("terms_page.sold_before", day=figures.day(tier.sold_before, language)) if tier.sold_before else ""
        lines.append(f"<tr><th>{escape(tier.name[language])}<small>{escape(sold)}</small></th>{row}</tr>")
    st.html(f'<table class="targets"><tr><th></th>{head}</tr>{"".join(lines)}</table>')
    st.caption(here.say("terms_page.targets_note"))


def outline(programme: terms.Programme) -> None:
    """Every value, clause by clause; the reader may keep one state alone."""
    language = here.language()
    entries = [entry for entry in here.terms().outline() if entry.program == programme.id]
    entries = [entry for entry in entries if not entry.path.startswith("assumptions.")]
    st.subheader(here.say("terms_page.values", count=len(entries)), anchor=False)
    state = st.pills(
        here.say("terms_page.state"),
        STATES,
        format_func={name: f"{_state(name)} {sum(entry.state == name for entry in entries)}" for name in STATES}.get,
        label_visibility="collapsed",
        key="state",
    )
    kept = [entry for entry in entries if state in (None, entry.state)]
    for clause, title in _clauses(programme, kept):
        of_clause = [entry for entry in kept if entry.clause == clause]
        with st.expander(f"**{clause}**  {title}  :gray[{len(of_clause)}]", expanded=len(kept) <= 30):
            grid.plain(_rows(of_clause, language), _titles())


def assumptions(programme: terms.Programme) -> None:
    """Every reading taken where the text is silent."""
    language = here.language()
    known = [reading for reading in here.terms().assumptions.values() if reading.program == programme.id]
    st.subheader(here.say("terms_page.assumptions", count=len(known)), anchor=False)
    st.caption(here.say("terms_page.assumptions_note"))
    lines = "".join(
        f"<li><b>{escape(one.id)}</b><i>{escape(one.clause)}</i>{escape(one.text[language])}</li>" for one in known
    )
    st.html(f'<ul class="assumptions">{lines}</ul>')


def _cell(target: terms.Target | None, language: str) -> str:
    if target is None:
        return figures.EMPTY
    time = figures.duration(target.minutes * 60, language)
    clock = here.say(f"clock.{target.clock}")
    readings = " ".join(name for name in target.assumptions)
    return f"<b>{escape(time)}</b><span>{escape(clock)}</span><small>{target.clause} {readings}</small>"


def _clauses(programme: terms.Programme, entries: list[terms.Entry]) -> list[tuple[str, str]]:
    found = dict.fromkeys(entry.clause for entry in entries)
    return [(clause, _title(programme, clause)) for clause in found]


def _title(programme: terms.Programme, clause: str) -> str:
    known = programme.clauses.get(clause)
    return known.title[here.language()] if known else ""


def _state(name: str) -> str:
    return f"{SIGNS[name]} {here.say(f'terms.state.{name}')}"


def _rows(entries: list[terms.Entry], language: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "label": entry.label[language],
                "value": terms.shown(entry, language),
                "state": _state(entry.state),
                "assumptions": here.say("unit.list").join(entry.assumptions),
                "valid_from": f"{entry.valid_from}" + (f" ({entry.valid_from_assumption})" if entry.valid_from_assumption else ""),
                "quote": entry.quote or "",
            }
            for entry in entries
        ]
    )


def _titles() -> dict[str, str]:
    return {
        name: here.say(f"terms_page.column_{name}")
        for name in ("label", "value", "state", "assumptions", "valid_from", "quote")
    }
