"""What every page shares: navigation, language, the as-of instant, and plain words when something is missing."""

from html import escape
from pathlib import Path

import streamlit as st

from labels import LANGUAGES, figures, text
from refusals import Refusal
from screens import desk, here, query

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("overview", "attainment", "tickets", "trm", "renewals", "customer", "terms", "data")
STATIC = Path(__file__).resolve().parent / "static"


def run() -> None:
    """One run of the app: frame, then the open page inside it."""
    language = here.language()
    st.set_page_config(
        page_title=text("app.name", language),
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        menu_items={"About": text("app.about", language)},
    )
    st.html(STATIC / "look.css")
    pages = {
        name: st.Page(ROOT / "pages" / f"{name}.py", title=text(f"page.{name}", language), default=name == PAGES[0])
        for name in PAGES
    }
    page = st.navigation(list(pages.values()), position="hidden")
    st.session_state["pages"] = pages
    if following := st.session_state.pop("following", None):
        name, asked = following
        st.switch_page(pages[name], query_params=asked.parameters())
    try:
        source = here.data()
    except Refusal as refusal:
        _header(pages, page, None)
        _no_data(refusal, language)
        if here.may_import():
            desk.show()
        return
    _header(pages, page, source)
    try:
        page.run()
    except Refusal as refusal:
        st.error(str(refusal))


def follow(asked: query.Query, page: str = "tickets") -> None:
    """From a widget's callback: the run that comes opens a page, the tickets unless told otherwise, for this query."""
    st.session_state["following"] = (page, asked)


def _header(pages: dict, current, source) -> None:
    language, asked = here.language(), here.asked()
    kept = asked.shared()
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<span class="brand">Teirei<small>{escape(text("app.kanji", language))}</small></span>', width="content"
        )
        for page in pages.values():
            _page(page, kept, is_open=page is current)
        st.space("stretch")
        if source is not None:
            _search(asked)
            st.html(_as_of(source, language), width="content")
        _switch(language)


def _page(page, kept: query.Query, is_open: bool) -> None:
    """A link to a page, with the filters that pages share. The open one goes back to itself: a link to the page that
    is open would leave the address as it was."""
    if is_open:
        st.button(
            page.title, key="open_page", type="tertiary", on_click=st.query_params.from_dict, args=(kept.parameters(),)
        )
    else:
        st.page_link(page, query_params=kept.parameters(), width="content")


def _search(asked: query.Query) -> None:
    """Finds tickets of any period by id or company: opens the tickets page with what was typed in its URL."""
    st.session_state["search"] = asked.q
    st.text_input(
        here.say("filter.search"),
        key="search",
        type="search",
        placeholder=here.say("filter.search_hint"),
        label_visibility="collapsed",
        width=170,
        on_change=_found,
    )


def _found() -> None:
    follow(query.Query(lang=here.language(), q=st.session_state["search"].strip(), period=query.ALL))


def _as_of(source, language: str) -> str:
    instant = figures.instant(source.as_of, language, year=True)
    return (
        f'<span class="as-of"><b>{escape(text("frame.as_of", language))} {escape(instant)}</b>'
        f"<small>{escape(text('frame.version', language, version=source.version))}</small></span>"
    )


def _switch(language: str) -> None:
    """日本語 | English. The URL holds the choice; a click writes it there."""
    st.session_state["language"] = language
    st.segmented_control(
        text("frame.language", language),
        LANGUAGES,
        format_func={"ja": "日本語", "en": "English"}.__getitem__,
        key="language",
        required=True,
        label_visibility="collapsed",
        on_change=_write_language,
    )


def _write_language() -> None:
    st.query_params["lang"] = st.session_state["language"]


def _no_data(refusal: Refusal, language: str) -> None:
    """Nothing loaded yet: the command that loads. A database that cannot be opened: why, and the same command."""
    if here.is_loaded():
        st.title(text("empty.unreadable_title", language))
        st.error(str(refusal))
        st.markdown(text("empty.unreadable", language))
    else:
        st.title(text("empty.database_title", language))
        st.markdown(text("empty.database", language, database=here.database()))
    st.code(f"teirei load data/samples --db {here.database()}", language="sh")
    st.caption(text("empty.database_after", language))
