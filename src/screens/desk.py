"""取り込み: files are dropped, looked at, corrected and published; nothing changes before the last step."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from loading import jobs
from refusals import Refusal
from screens import desk_file, desk_publish, desk_result, desk_saved, here
from screens.desk_state import Desk, desk

CHUNK = 1 << 20


def show() -> None:
    """The desk: what was published last, the drop zone, one card a file, the button that publishes."""
    mine = desk()
    if mine.job and not mine.job.over.is_set():
        desk_publish.progress(mine.job)
        return
    if mine.job and mine.job.outcome:
        desk_result.show(mine.job.outcome)
    elif mine.job:
        refused(mine.job.refusal)
    elif jobs.running(here.database()):
        st.info(here.say("desk.other_at_work"))
    _drop(mine)
    for staged in list(mine.files):
        desk_file.show(mine, staged)
    if mine.files:
        desk_publish.bar(mine)
    desk_saved.shelf(mine)


def refused(sentence: str) -> None:
    """A sentence that may hold what somebody typed: never read as Markdown."""
    st.html(f'<p class="refused">✕ {escape(sentence)}</p>')


def _drop(mine: Desk) -> None:
    limit = f"{st.get_option('server.maxUploadSize'):,}"
    _words_of_the_uploader(here.say("desk.choose"), here.say("desk.or_drop", limit=limit))
    with st.container(key="drop" if mine.files or mine.job else "drop_first"):
        sent = st.file_uploader(here.say("desk.drop"), accept_multiple_files=True, key=f"desk_sent_{mine.turn}")
    if not mine.job:
        st.caption(here.say("desk.drop_note"))
    if not mine.files and not mine.job:
        _steps()
    if mine.refused:
        refused(mine.refused)
    if not sent:
        return
    mine.refused, mine.job = "", None
    with st.spinner(here.say("desk.reading")):
        try:
            for file in sent:
                mine.add(file.name, file.size, _parts(file))
        except Refusal as refusal:
            mine.refused = str(refusal)
    mine.turn += 1
    st.rerun()


def _steps() -> None:
    for place, (step, column) in enumerate(zip(here.say("desk.steps").split("|"), st.columns(3), strict=True), start=1):
        column.markdown(f"{place}. {step}")


def _words_of_the_uploader(button: str, beside: str) -> None:
    """Streamlit's uploader speaks English alone: its words are drawn over."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    style = "".join(
        f'{zone} {part} {{ font-size: 0; }} {zone} {part}::after {{ content: "{words}"; font-size: .9rem; }}'
        for part, words in (("button p", button), ('[data-testid="stFileUploaderDropzoneInstructions"] span', beside))
    )
    st.html(f"<style>{style}</style>")


def _parts(file) -> Iterator[bytes]:
    while part := file.read(CHUNK):
        yield part
