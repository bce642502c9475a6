"""How a file on the desk is read: kind, system, zone, order of dates, and the heading of each column."""

from html import escape

import streamlit as st

from exports.inspecting import Inspection
from exports.kinds import KINDS, Column
from exports.recognition.recognise import PRESETS
from labels import figures
from screens import desk_saved, here
from screens.desk_state import Staged, known_calendars

AUTO, NONE, FIXED, HEADING = "auto", "none", "fixed", "heading:"
ORDERS = (AUTO, "ymd", "mdy", "dmy")
ZONES = (
    "Asia/Tokyo", "UTC", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Kolkata", "Australia/Sydney",
    "Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Los_Angeles",
)  # fmt: skip
PER_ROW = 4


def show(staged: Staged, found: Inspection) -> None:
    _reading(staged, found)
    if len(found.sheets) > 1:
        _sheet_of(staged, found.sheets)
    if not found.header or not found.kind:
        return
    kind = KINDS[found.kind]
    key = f"all_{staged.token}"
    shown = [
        column
        for column in kind.columns
        if st.session_state.get(key) or column.required or column.name in {**found.headings, **staged.fixed}
    ]
    for start in range(0, len(shown), PER_ROW):
        for place, column in zip(st.columns(PER_ROW), shown[start : start + PER_ROW], strict=False):
            with place:
                _heading_of(staged, found, column)
    if len(shown) < len(kind.columns) or st.session_state.get(key):
        st.toggle(here.say("desk.all_columns", count=len(kind.columns)), key=key)
    desk_saved.offer(staged, found)
    if found.ignored:
        listed = here.say("unit.list").join(found.ignored)
        st.html(f'<p class="quiet">{escape(here.say("desk.ignored", headings=listed))}</p>')


def title(kind: str, column: str) -> str:
    """The column as the reader's language calls it."""
    known = KINDS[kind].by_name.get(column)
    return known.headings[0] if known and known.headings and here.language() == "ja" else column


def _reading(staged: Staged, found: Inspection) -> None:
    kinds = {AUTO: here.say("desk.automatic")} | {kind: here.say(f"data.kind_{kind}") for kind in KINDS}
    if found.kind and not staged.kind:
        kinds[AUTO] = here.say("desk.automatically", what=kinds[found.kind])
    presets = {name: name for name in PRESETS} | {AUTO: here.say("desk.automatic")}
    if staged.preset == AUTO and found.preset:
        presets[AUTO] = here.say("desk.automatically", what=found.preset)
    zones = {name: name for name in [staged.timezone, *ZONES]}
    orders = {each: here.say(f"desk.order_{each}") for each in ORDERS}
    fields = {"kind": kinds, "preset": presets, "timezone": zones, "date_order": orders}
    for place, (name, options) in zip(st.columns(PER_ROW), fields.items(), strict=True):
        key = f"{name}_{staged.token}"
        st.session_state[key] = getattr(staged, name) or AUTO
        place.selectbox(
            here.say(f"desk.{name}"),
            list(options),
            format_func=lambda each, options=options: options.get(each, each),
            key=key,
            accept_new_options=name == "timezone",
            on_change=_set,
            args=(staged, name, key),
        )


def _sheet_of(staged: Staged, sheets: tuple[str, ...]) -> None:
    key = f"sheet_{staged.token}"
    st.session_state[key] = staged.sheet or sheets[0]
    st.segmented_control(
        here.say("desk.sheet"), sorted(sheets), key=key, required=True, on_change=_set, args=(staged, "sheet", key)
    )


def _set(staged: Staged, name: str, key: str) -> None:
    chosen = st.session_state[key]
    setattr(staged, name, None if chosen == AUTO and name != "preset" else chosen)
    if name in ("kind", "sheet"):
        staged.mapping.clear()
        staged.fixed.clear()


def _heading_of(staged: Staged, found: Inspection, column: Column) -> None:
    key = f"map_{staged.token}_{found.kind}_{column.name}"
    headings = list(dict.fromkeys(heading.strip() for heading in found.header if heading.strip()))
    now = found.headings.get(column.name)
    st.session_state[key] = FIXED if column.name in staged.fixed else f"{HEADING}{now}" if now else NONE
    st.selectbox(
        f"{title(found.kind or '', column.name)}{' *' if column.required else ''}",
        [NONE, *(f"{HEADING}{heading}" for heading in headings), FIXED],
        format_func=_shown,
        key=key,
        on_change=_map,
        args=(staged, column.name, key),
    )
    if column.name in staged.fixed:
        _value_of(staged, column)


def _shown(option: str) -> str:
    if option.startswith(HEADING):
        return option.removeprefix(HEADING)
    return here.say("desk.fixed") if option == FIXED else figures.EMPTY


def _map(staged: Staged, column: str, key: str) -> None:
    chosen = st.session_state[key]
    staged.fixed.pop(column, None)
    staged.mapping.pop(column, None)
    if chosen == FIXED:
        staged.fixed[column] = ""
    else:
        staged.mapping[column] = "" if chosen == NONE else chosen.removeprefix(HEADING)


def _value_of(staged: Staged, column: Column) -> None:
    key = f"fix_{staged.token}_{column.name}"
    st.session_state[key] = staged.fixed[column.name] or None
    st.selectbox(
        here.say("desk.fixed_value"),
        list(dict.fromkeys([*filter(None, [staged.fixed[column.name]]), *_known(column)])),
        key=key,
        accept_new_options=True,
        placeholder=here.say("desk.fixed_hint"),
        label_visibility="collapsed",
        on_change=_fix,
        args=(staged, column.name, key),
    )


def _fix(staged: Staged, column: str, key: str) -> None:
    staged.fixed[column] = (st.session_state[key] or "").strip()


def _known(column: Column) -> list[str]:
    programmes = here.terms().programmes
    if column.type == "program":
        return list(programmes)
    if column.type == "tier":
        return list(dict.fromkeys(tier for programme in programmes.values() for tier in programme.tiers))
    if column.type == "calendar":
        return list(known_calendars())
    return ["S1", "S2", "S3", "S4"] if column.type == "severity" else list(column.codes or ())
