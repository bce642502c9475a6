"""The documents of a TRM term to take away: the report that both sign, and the sheet before the term's end."""

from datetime import timedelta
from html import escape

import streamlit as st

from labels import figures
from screens import here
from screens.query import Query
from screens.trm_data import Row

BEFORE_END = timedelta(days=90)


def show(ledger: Row, asked: Query) -> None:
    """Links to the PDFs of this subscription and term."""
    query = escape(str(asked.but(term=f"{ledger['term_start']:%Y-%m-%d}")))
    links = "".join(
        f'<a href="download/trm-{name}.pdf?{query}" download>{escape(here.say(f"trm.papers.{label}"))}</a>'
        for name, label in (("report", "report"), ("term-end", "term_end"))
    )
    st.caption(here.say("trm.papers.intro"))
    st.html(f'<span class="downloads">{links}</span>')
    due = figures.day(ledger["term_end"] - BEFORE_END, here.language())
    st.caption(here.say("trm.papers.term_end_due", day=due))
