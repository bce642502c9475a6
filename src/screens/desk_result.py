"""What a load from the desk made: the new version, its counts, what it changed; and the history of all loads."""

from html import escape

import pandas as pd
import streamlit as st

from labels import figures
from loading.jobs import Outcome
from metrics import loads
from screens import data, grid, here, names

CHANGES = ("added", "changed", "vanished", "restated")


def show(outcome: Outcome) -> None:
    """The version that was published, in counts, with the way to the figures."""
    language = here.language()
    total = {name: sum(getattr(file, name) for file in outcome.files) for name in ("read", "loaded", "rejected")}
    pairs = {
        here.say("download.version"): outcome.version,
        here.say("frame.as_of"): figures.instant(outcome.as_of, language, year=True),
        **{here.say(f"data.column_{name}"): f"{count:,}" for name, count in total.items()},
        **_changed(outcome.version),
    }
    with st.container(border=True, key="published"):
        lines = "".join(f"<div><dt>{escape(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in pairs.items())
        title = f'<div class="staged is-good"><b>✓ {escape(here.say("desk.published"))}</b></div>'
        st.html(f'{title}<dl class="facts">{lines}</dl>')
        with st.container(horizontal=True):
            pages = st.session_state.get("pages", {})
            if "attainment" in pages:
                kept = here.asked().but(view="").parameters()
                st.page_link(pages["attainment"], label=here.say("desk.to_figures"), query_params=kept, width="content")
        if total["rejected"]:
            data.to_mend()


def _changed(version: str) -> dict[str, str]:
    history = here.ask(loads.history)
    rows = history[history["version"] == version]
    if rows.empty or rows[list(CHANGES)].isna().all(axis=None):
        return {}
    return {here.say(f"desk.tickets_{name}"): f"{int(rows[name].iloc[0]):,}" for name in CHANGES}


def history() -> None:
    """Every load of this database, the latest first: who, when, which files, how many records, what it changed."""
    st.subheader(here.say("desk.history"), anchor=False)
    found, files, language = here.ask(loads.history), here.ask(loads.history_files), here.language()
    listed = {
        load_id: here.say("unit.list").join(
            f"{file} ({sha[:8]})" for file, sha in zip(names.files(of["file"]), of["sha256"], strict=True)
        )
        for load_id, of in files.groupby("load_id")
    }
    rows = pd.DataFrame(
        {
            "version": found["version"].fillna(figures.EMPTY),
            "loaded_at": [figures.instant(at.to_pydatetime(), language, year=True) for at in found["loaded_at"]],
            "loaded_by": found["loaded_by"],
            "how": [here.say(f"desk.how_{how}") for how in found["how"]],
            "as_of": [figures.instant(at.to_pydatetime(), language, year=True) for at in found["as_of"]],
            **{name: found[name].astype("Int64") for name in ("read", "loaded", "rejected", *CHANGES)},
            "files": [listed.get(load_id, "") for load_id in found["load_id"]],
        }
    )
    titles = {name: here.say(f"desk.history_{name}") for name in rows.columns}
    grid.plain(rows, titles)
