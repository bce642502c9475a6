"""Corrections that are kept under a name: the next file with these headings is read by them."""

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from exports import SavedMapping
from exports.inspecting import Inspection
from exports.presets import PRESETS
from exports.recognition import mappings
from loading import staging
from refusals import Refusal
from screens import here
from screens.desk_state import Desk, Staged, saved_mappings
from warehouse.publishing import folder


def offer(staged: Staged, found: Inspection) -> None:
    """Keeps how the file is read, where no preset reads it: a preset knows more than a mapping can say."""
    if found.refused or found.preset in PRESETS:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            here.say("desk.save_as"),
            value=found.preset if found.preset != "teirei" else "",
            key=f"save_as_{staged.token}",
            placeholder=here.say("desk.save_hint"),
            max_chars=60,
            width=320,
        )
        st.button(
            here.say("desk.save"),
            key=f"save_{staged.token}",
            on_click=_save,
            args=(staged, found, f"save_as_{staged.token}"),
        )
    if staged.saved:
        st.html(f'<p class="quiet">{escape(staged.saved)}</p>')


def shelf(mine: Desk) -> None:
    """The saved mappings: their text, and the way to be rid of one."""
    known, refused = saved_mappings()
    if refused:
        st.html(f'<p class="refused">✕ {escape(refused)}</p>')
    if not known:
        return
    with st.expander(here.say("desk.saved_mappings", count=len(known))):
        for mapping in known:
            with st.container(horizontal=True, vertical_alignment="top"):
                st.code(mappings.dumps(mapping), language="toml", width="stretch")
                st.button(
                    here.say("desk.remove"),
                    key=f"forget_{mapping.name}",
                    type="tertiary",
                    on_click=_forget,
                    args=(mapping,),
                )


def place() -> Path:
    return folder(here.database()) / "mappings"


def _save(staged: Staged, found: Inspection, key: str) -> None:
    name = (st.session_state[key] or "").strip()
    try:
        mapping = _mapping(name, staged, found)
        text = mappings.dumps(mapping)
        mappings.loads(text, name or here.say("desk.save_as"))
        place().mkdir(parents=True, exist_ok=True)
        _file(mapping).write_text(text, encoding="utf-8")
        staged.saved = here.say("desk.saved", name=name)
    except OSError as error:
        staged.saved = here.say("desk.not_saved", why=error.strerror or str(error))
    except Refusal as refusal:
        staged.saved = here.say("desk.not_saved", why=str(refusal))


def _mapping(name: str, staged: Staged, found: Inspection) -> SavedMapping:
    """What was chosen on the desk, with the spellings of the mapping that read the file before."""
    known, _ = saved_mappings()
    before = next((each for each in known if each.name == found.preset), None)
    mapping = SavedMapping(
        name=name,
        kind=found.kind or "",
        headings=tuple(dict.fromkeys(found.headings.values())),
        columns={column: (heading,) for column, heading in found.headings.items()},
        constants=dict(found.fixed),
        date_order=staged.date_order,
        timezone=staged.timezone if staged.timezone != here.timezone() else None,
        sheet=staged.sheet,
    )
    return replace(mapping, values=before.values, missing=before.missing) if before else mapping


def _forget(mapping: SavedMapping) -> None:
    _file(mapping).unlink(missing_ok=True)


def _file(mapping: SavedMapping) -> Path:
    called = staging.shown_name(re.sub(r"[/\\]", "_", mapping.name))
    return place() / f"{called}.toml"
