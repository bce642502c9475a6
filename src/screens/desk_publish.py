"""The last step of the desk: for which instant, and the button that publishes; then the load at work."""

from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from exports import Options
from labels import figures
from loading import Request, jobs, staging
from metrics import loads
from refusals import Refusal
from screens import here
from screens.desk_state import Desk, Staged

POLL_SECONDS = 0.6


def bar(mine: Desk) -> None:
    chosen = mine.chosen()
    with st.container(border=True, key="publish"):
        st.html(f'<div class="staged"><b>{escape(here.say("desk.publish_title"))}</b></div>')
        if _left_out(mine):
            st.html(f'<p class="refused">{escape(here.say("desk.refused_left_out", count=_left_out(mine)))}</p>')
        add = _adds()
        if chosen and not add:
            _warn_of_replaced(chosen)
        as_of = _as_of(chosen, add)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                here.say("desk.publish_one" if len(chosen) == 1 else "desk.publish", count=len(chosen)),
                key="publish_button",
                type="primary",
                disabled=not any(each.inspected().loaded for each in chosen),
                on_click=_publish,
                args=(mine, as_of, add),
            )
            st.html(f'<span class="quiet">{escape(_summary(chosen))}</span>', width="content")
            st.space("stretch")
            st.button(here.say("desk.discard"), key="discard", type="tertiary", on_click=mine.clear)


@st.fragment(run_every=POLL_SECONDS)
def progress(job: jobs.Job) -> None:
    """The load at work; the page comes back when it has ended."""
    if job.over.is_set():
        st.rerun()
    name = Path(job.file).name
    if job.stage == jobs.READING and not name:
        share, read = 0.0, here.say("desk.at_start")
    elif job.stage == jobs.READING:
        share = job.done / job.total if job.total else 0.0
        read = here.say("desk.at_reading", file=name, done=_megabytes(job.done), total=_megabytes(job.total))
    else:
        share, read = 1.0, here.say("desk.at_building")
    st.html(f'<div class="staged"><b>{escape(here.say("desk.at_work"))}</b><span>{escape(read)}</span></div>')
    st.progress(min(share, 1.0))
    st.caption(here.say("desk.at_work_note"))


def _adds() -> bool:
    """Whether the files join what is published: that is asked where something is."""
    if not here.is_readable():
        return False
    options = {how: here.say(f"desk.by_{how}") for how in ("add", "full")}
    chosen = st.radio(here.say("desk.how"), list(options), format_func=options.__getitem__, key="how", horizontal=True)
    return chosen == "add"


def _left_out(mine: Desk) -> int:
    return sum(each.wanted and bool(each.inspected().refused) for each in mine.files)


def _warn_of_replaced(chosen: list[Staged]) -> None:
    """A full load leaves nothing of what stood before: name the kinds that would go."""
    if not here.is_readable():
        return
    sent = {each.inspected().kind for each in chosen}
    standing = here.ask(loads.files).groupby("kind", sort=False)["loaded"].sum()
    lost = [
        here.say("desk.kind_count", kind=here.say(f"data.kind_{kind}"), count=f"{count:,}")
        for kind, count in standing.items()
        if kind not in sent and count
    ]
    if lost:
        st.html(f'<p class="warned">▲ {escape(here.say("desk.lost", kinds=here.say("unit.list").join(lost)))}</p>')


def _as_of(chosen: list[Staged], add: bool) -> datetime | None:
    """None: the latest instant, of these files where they replace the data, of both where they are added."""
    latest = max((each for staged in chosen if (each := staged.inspected().latest)), default=None)
    options = {"found": here.say("desk.as_of_found"), "given": here.say("desk.as_of_given")}
    if latest and not add:
        shown = figures.instant(latest, here.language(), year=True)
        options["found"] = here.say("desk.as_of_latest", instant=shown)
    given = st.radio(
        here.say("frame.as_of"), list(options), format_func=options.__getitem__, key="as_of_how", horizontal=True
    )
    if given != "given":
        return None
    wall = st.datetime_input(
        here.say("desk.as_of_given"),
        value=figures.local(latest) if latest else "now",
        key="as_of_instant",
        label_visibility="collapsed",
        width=240,
        step=60,
    )
    return wall.replace(tzinfo=ZoneInfo(here.timezone())) if wall else None


def _summary(chosen: list[Staged]) -> str:
    counts = {
        name: f"{sum(getattr(each.inspected(), name) for each in chosen):,}" for name in ("read", "loaded", "rejected")
    }
    return here.say("desk.counts", **counts)


def _publish(mine: Desk, as_of: datetime | None, add: bool) -> None:
    database = here.database()
    request = Request(
        paths=[each.source() for each in mine.chosen()],
        database=database,
        options=Options(timezone=here.timezone()),
        as_of=as_of,
        terms=None if add else here.added_terms(),
        add=add,
    )
    try:
        mine.job = jobs.start(request, partial(_cleared, mine, database))
    except Refusal as refusal:
        mine.refused = str(refusal)


def _cleared(mine: Desk, database: Path) -> None:
    staging.discard(database, mine.session)
    mine.files.clear()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"
