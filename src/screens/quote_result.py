"""The quote as it is shown: lines with clause and arithmetic, total, what is missing, what it assumes, the PDF."""

from decimal import Decimal
from html import escape
from urllib.parse import urlencode

import streamlit as st

from quotes import Answer, wording
from screens import here
from screens.quote_data import Given

RIGHT = ' style="text-align:right"'


def show(answer: Answer) -> None:
    quote, levels, language = answer.quote, answer.level_names, here.language()
    if quote.barred:
        st.html(f'<p class="said">{escape(wording.note(quote.barred, quote, levels, language))}</p>')
        return
    if quote.lines:
        st.html(_table(answer, language))
    for one in quote.missing:
        st.html(f'<p class="warned">{escape(wording.missing(one, quote, language))}</p>')
    gap = here.say("unit.sentence_gap")
    st.caption(gap.join(wording.note(said, quote, levels, language) for said in quote.notes))


def _table(answer: Answer, language: str) -> str:
    quote = answer.quote
    named = {name: escape(here.say(f"quote.column.{name}")) for name in ("part", "arithmetic", "clause", "amount")}
    head = "".join(f"<th{RIGHT if name == 'amount' else ''}>{shown}</th>" for name, shown in named.items())
    lines = []
    for line in quote.lines:
        arithmetic, basis = wording.arithmetic(line, quote, language), wording.basis(line, quote, language)
        lines.append(
            f"<tr><th>{escape(wording.part(line, answer.level_names, language))}</th>"
            f"<td>{escape(arithmetic)}<small>{escape(basis)}</small></td>"
            f"<td>{escape(' '.join((line.clause, *line.assumptions)))}</td>"
            f"{_amount(line.amount, quote.currency, language)}</tr>"
        )
    total = (
        f'<tr><th colspan="3"{RIGHT}>{escape(wording.total(answer.includes_tax, language))}</th>'
        f"{_amount(quote.total, quote.currency, language)}</tr>"
    )
    return f'<table class="targets"><tr>{head}</tr>{"".join(lines)}{total}</table>'


def _amount(amount: Decimal | None, currency: str | None, language: str) -> str:
    return f"<td{RIGHT}><b>{escape(wording.money(amount, currency, language))}</b></td>"


def link(values: Given, answer: Answer) -> None:
    """The PDF and the CSV, once there is a total to hand over."""
    if answer.quote.total is None:
        return
    query = escape(urlencode({**{name: value for name, value in values.items() if value}, "lang": here.language()}))
    links = "".join(
        f'<a href="download/quote.{kind}?{query}" download>{escape(title)}</a>'
        for kind, title in (("pdf", here.say("quote.form.paper")), ("csv", "↓ CSV"))
    )
    st.html(f'<span class="downloads">{links}</span>')
