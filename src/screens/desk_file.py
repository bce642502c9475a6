"""One sent file on the desk: what it was recognised as, what would be loaded, what is wrong, its first rows."""

from html import escape

import pandas as pd
import streamlit as st

from exports.inspecting import Inspection
from exports.kinds import KINDS
from labels import figures
from metrics import loads
from screens import desk_mapping, grid, here
from screens.desk_state import Desk, Staged

WIDTHS = {"sign": 80, "count": 70, "reason": 700, "column": 160, "value": 200, "line": 70}
SIGNS = {"refused": "✕", "partly": "▲", "good": "✓"}


def show(mine: Desk, staged: Staged) -> None:
    with st.container(border=True, key=f"card_{staged.token}"):
        with st.spinner(here.say("desk.reading")):
            found = staged.inspected()
        _head(mine, staged, found)
        if not staged.wanted:
            return
        if found.refused:
            _refused(found)
        titles = {name: here.say(f"desk.tab_{name}") for name in ("problems", "preview", "mapping")}
        first = titles["mapping" if found.refused else "problems" if found.problems else "preview"]
        problems, preview, mapping = st.tabs(list(titles.values()), default=first, key=f"tabs_{staged.token}")
        with problems:
            _problems(found)
        with preview:
            _preview(found)
        with mapping:
            desk_mapping.show(staged, found)


def _head(mine: Desk, staged: Staged, found: Inspection) -> None:
    state = "refused" if found.refused else "partly" if found.rejected else "good"
    about = [_size(staged.size)]
    if found.kind:
        kind = here.say(f"data.kind_{found.kind}") + (here.say("desk.guessed") if found.refused else "")
        about = [kind, found.preset or "", found.encoding, *about]
    counts = ""
    if not found.refused:
        named = {name: f"{getattr(found, name):,}" for name in ("read", "loaded", "rejected")}
        counts = here.say("desk.counts", **named)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="staged is-{state}"><b>{SIGNS[state]} {escape(found.name)}</b>'
            f"<span>{escape(' · '.join(filter(None, about)))}</span><em>{escape(counts)}</em></div>",
            width="stretch",
        )
        key = f"wanted_{staged.token}"
        st.session_state[key] = staged.wanted
        st.toggle(here.say("desk.wanted"), key=key, on_change=_choose, args=(staged, key))
        st.button(
            here.say("desk.remove"), key=f"remove_{staged.token}", type="tertiary", on_click=mine.remove, args=(staged,)
        )
    if known := _loaded_before(found):
        st.html(f'<p class="quiet">{escape(known)}</p>')


def _choose(staged: Staged, key: str) -> None:
    staged.wanted = st.session_state[key]


def _loaded_before(found: Inspection) -> str:
    """Says so when the same content was loaded before, whatever it was called."""
    if not here.is_readable() or not found.sha256:
        return ""
    files = here.ask(loads.history_files)
    before = files[files["sha256"] == found.sha256]
    if before.empty:
        return ""
    history = here.ask(loads.history).set_index("load_id")
    load = history.loc[before["load_id"].iloc[0]]
    when = figures.instant(load["loaded_at"].to_pydatetime(), here.language(), year=True)
    return here.say("desk.loaded_before", when=when, version=load["version"] or figures.EMPTY)


def _refused(found: Inspection) -> None:
    if found.lacking and found.kind:
        listed = here.say("unit.list").join(desk_mapping.title(found.kind, name) for name in found.lacking)
        sentence = here.say("desk.lacking", kind=here.say(f"data.kind_{found.kind}"), columns=listed)
    elif found.header and not found.kind:
        listed = here.say("unit.list").join(found.header[:6])
        sentence = here.say("desk.no_heading_known", headings=listed)
    else:
        sentence = found.refused or ""
    hint = here.say("desk.say_date_order") if "--date-order" in sentence else ""
    st.html(f'<p class="refused">{escape(sentence)} {escape(hint)}</p>')


def _problems(found: Inspection) -> None:
    if found.refused:
        st.caption(here.say("desk.not_read"))
        return
    if not found.problems:
        st.caption(here.say("desk.no_problems"))
        return
    rows = pd.DataFrame(
        {
            "sign": here.say("desk.rejected" if each.rejects else "desk.warned"),
            "count": each.count,
            "reason": getattr(each.example, here.language()),
            "column": each.example.column or "",
            "value": each.example.value or "",
            "line": str(each.example.line or ""),
        }
        for each in found.problems
    )
    titles = {name: here.say(f"desk.column_{name}") for name in rows.columns}
    grid.plain(rows, titles, WIDTHS, height="content")


def _preview(found: Inspection) -> None:
    if found.preview is None or found.kind is None or not found.preview.num_rows:
        st.caption(here.say("desk.not_read" if found.refused else "desk.nothing_to_show"))
        return
    columns = KINDS[found.kind].by_name
    typed = found.preview.to_pandas()
    titles, rows = {"source_line": here.say("data.column_line")}, {"source_line": typed["source_line"].astype(str)}
    for name in typed.columns.drop("source_line"):
        titles[name] = desk_mapping.title(found.kind, name)
        is_instant = columns[name].type == "instant"
        rows[name] = typed[name].map(_instant if is_instant else str, na_action="ignore").fillna("")
    grid.plain(pd.DataFrame(rows), titles, height="content")
    st.caption(here.say("desk.preview_note", shown=len(typed), all=f"{found.loaded:,}", zone=str(figures.ZONE)))


def _instant(moment: pd.Timestamp) -> str:
    return f"{figures.local(moment.to_pydatetime()):%Y-%m-%d %H:%M:%S}"


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{max(size / 1e3, 0.1):,.1f} KB"
