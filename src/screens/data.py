"""What the figures were made from: the load, its files, what was rejected or warned about, the calendars."""

from html import escape

import pandas as pd
import streamlit as st

from labels import figures
from metrics import loads, mending
from screens import grid, here, records

VIEWS = ("", "import")


def view() -> str:
    """What the page shows: what is loaded, or the import desk. The URL holds the choice."""
    if not here.may_import():
        return ""
    if not here.is_readable():
        return "import"
    chosen = here.asked().view if here.asked().view in VIEWS else ""
    st.session_state["view"] = chosen
    st.segmented_control(
        here.say("page.data"),
        VIEWS,
        format_func={each: here.say(f"data.view_{each or 'loaded'}") for each in VIEWS}.__getitem__,
        key="view",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.update(view=st.session_state["view"]),
    )
    return chosen


def load() -> None:
    """When, by whom, as of which instant."""
    latest, language = here.ask(loads.latest), here.language()
    given = here.say("data.as_of_given" if latest.as_of_given else "data.as_of_found")
    pairs = {
        "frame.as_of": figures.instant(latest.as_of, language, year=True),
        "data.as_of_source": given,
        "data.loaded_at": figures.instant(latest.loaded_at, language, year=True),
        "data.loaded_by": latest.loaded_by or figures.EMPTY,
        "data.timezone": latest.timezone,
        "download.version": here.data().version,
        "data.terms_version": latest.terms_sha256[:12],
    }
    lines = "".join(
        f"<div><dt>{escape(here.say(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in pairs.items()
    )
    st.html(f'<dl class="facts">{lines}</dl>')
    if latest.terms_sha256 != here.terms().sha256:
        st.warning(here.say("data.terms_changed"))


def files() -> None:
    """One row per file: read = loaded + rejected."""
    table = records.files(here.asked())
    st.subheader(here.say("data.files", count=len(table.rows)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        totals = {name: f"{int(table.rows[name].sum()):,}" for name in ("read", "loaded", "rejected")}
        st.markdown(here.say("data.totals", **totals), width="content")
        st.space("stretch")
        grid.downloads("files", here.asked())
    grid.show(table)


def findings(which: str) -> None:
    """Rejects or warnings: how many of each kind, then one by one."""
    found = here.ask(getattr(loads, which))
    with st.container(horizontal=True, vertical_alignment="center"):
        heading = here.say(f"data.{which}", count=f"{int(found['records'].sum()):,}")
        st.subheader(heading, anchor=False, width="content")
        st.space("stretch")
        if len(found):
            grid.downloads(which, here.asked())
    if found.empty:
        st.caption(here.say(f"data.no_{which}"))
        return
    reason = f"reason_{here.language()}"
    kinds = found.groupby("code", sort=False).agg(count=("records", "sum"), example=(reason, "first")).reset_index()
    kinds = kinds.sort_values("count", ascending=False, kind="stable")
    titles = {"example": here.say("data.column_example"), "count": here.say("data.column_count")}
    grid.plain(kinds, titles, {"example": 700}, width="content")
    if which == "rejects":
        to_mend()
    with st.expander(here.say("data.one_by_one")):
        table = records.rejects(here.asked()) if which == "rejects" else records.warnings(here.asked())
        grid.show(table)
        grid.cut(table)


def to_mend() -> None:
    """The rejected records of each file, to mend and to load again."""
    found = list(here.ask(mending.files, here.language()))
    query = escape(str(here.asked()))
    links = [
        f'<a href="download/rejects/{place}.csv?{query}" download>↓ {escape(name)}</a>'
        for place, name in enumerate(found)
    ]
    if len(links) > 1:
        links.insert(0, f'<a href="download/rejects.zip?{query}" download>↓ {escape(here.say("data.mend_all"))}</a>')
    st.caption(here.say("data.mend"))
    st.html(f'<span class="downloads">{"".join(links)}</span>')


def calendars() -> None:
    """Years of a calendar without company-designated closures: nobody has said whether there were any."""
    st.subheader(here.say("data.calendars"), anchor=False)
    found = here.ask(loads.closure_years)
    if found.empty:
        st.caption(here.say("empty.tickets"))
        return
    bare = found[found["closures"] == 0]
    for calendar, years in bare.groupby("calendar"):
        listed = here.say("unit.list").join(str(year) for year in years["year"])
        st.warning(here.say("data.calendar_bare", calendar=calendar, years=listed))
    rows = pd.DataFrame({name: found[name].astype(str) for name in ("calendar", "year", "closures")})
    grid.plain(rows, {name: here.say(f"data.column_{name}") for name in rows.columns}, width="content")
