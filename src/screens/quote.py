"""The quote on a page: which contract, the amounts that no text names, the lines with their arithmetic, the PDF.

Takes and gives plain values, so that the page may keep them in its URL.
"""

from datetime import date
from html import escape

import streamlit as st

import quotes
from labels import figures
from metrics import renewals
from quotes import Missing, Unreadable, asking, wording
from refusals import Refusal
from screens import here, quote_data, quote_result
from screens.quote_data import Given, Term, answer_of, day_of


def show(contract_id: str | None, given: Given | None = None) -> dict[str, str]:
    """Draws the form and the quote of a support contract, picked here when none is named. Gives what now stands in it.

    `given`: what stood in it before, by the names of `quote_data.FIELDS`; that of another contract does not count.
    """
    contract = contract_id or _pick((given or {}).get("contract"))
    if contract is None:
        st.info(here.say("quote.form.none"))
        return {}
    before = dict(given or {}) if (given or {}).get("contract") in (None, contract) else {}
    try:
        term = here.ask(quote_data.term, contract)
    except Refusal as refusal:
        st.warning(str(refusal))
        return {}
    values = _inputs(term, before)
    try:
        answer = answer_of(values)
    except Refusal as refusal:
        st.warning(str(refusal))
        return values
    quote_result.show(answer)
    quote_result.link(values, answer)
    return values


def _pick(before: str | None) -> str | None:
    terms = here.ask(quote_data.contracts)
    if not terms:
        return None
    order = list(terms)
    return st.selectbox(
        here.say("quote.form.contract"),
        order,
        index=order.index(before) if before in terms else 0,
        format_func=lambda contract: _named(terms[contract]),
        key="quote_contract",
        width=520,
    )


def _named(term: Term) -> str:
    key = ("lapsed", "short", "one")[quote_data.urgency(term)]
    customer = term["customer_name"] or term["customer_id"]
    shortfall = f"{term['licences_shortfall'] or 0:,}"
    return here.say(f"quote.form.{key}", id=term["id"], customer=customer, shortfall=shortfall)


def _inputs(term: Term, before: dict[str, str]) -> dict[str, str]:
    contract = term["id"]
    usual = "licences" if quote_data.urgency(term) == 1 else quotes.KINDS[0]
    kind = st.segmented_control(
        here.say("quote.form.title"),
        quotes.KINDS,
        format_func=lambda name: here.say(f"quote.kind.{name}"),
        default=before["kind"] if before.get("kind") in quotes.KINDS else usual,
        required=True,
        label_visibility="collapsed",
        key=f"quote_kind_{contract}",
    )
    values = {"contract": contract, "kind": kind or usual}
    fields = st.columns(4, gap="small", vertical_alignment="bottom" if values["kind"] == "licences" else "top")
    with fields[0]:
        on = st.date_input(
            here.say(f"quote.form.on_{values['kind']}"),
            value=day_of(before.get("on")) or asking.today_of(term),
            format="YYYY/MM/DD",
            min_value=date(1990, 1, 1),
            max_value=date(2199, 12, 31),
            key=f"quote_on_{contract}",
        )
        values["on"] = on.isoformat() if isinstance(on, date) else ""
    if values["kind"] == "licences":
        with fields[1]:
            remaining = st.checkbox(
                here.say("quote.form.remaining"),
                value=bool(before.get("remaining")),
                key=f"quote_remaining_{contract}",
            )
        return values | ({"remaining": "1"} if remaining else {})
    needed = [one for one in answer_of(values).quote.missing if one.is_input]
    for column, one in zip(fields[1:], needed, strict=False):
        with column:
            values[one.code] = _fee(one, term, before.get(one.code, ""))
    return values


def _fee(one: Missing, term: Term, before: str) -> str:
    """The amount as entered; "" with the reason beside it where it cannot be read."""
    key, language = f"quote_{one.code}_{term['id']}", here.language()
    currency = term["currency"] or ""
    tax = wording.tax(here.ask(renewals.fees_include_tax), language)
    st.session_state.setdefault(key, before)
    entered = st.text_input(
        here.say(f"quote.form.{one.code}", currency=currency or figures.EMPTY, tax=tax),
        key=key,
        placeholder=here.say("quote.form.to_enter"),
        max_chars=40,
    )
    if one.proposal is not None and currency and not entered:
        st.button(
            here.say("quote.form.take_last_fee", amount=wording.money(one.proposal, currency, language)),
            key=f"{key}_last",
            type="tertiary",
            on_click=lambda: st.session_state.update({key: f"{one.proposal:f}".removesuffix(".00")}),
        )
    try:
        quotes.read(entered, currency)
    except Unreadable as refusal:
        st.html(f'<p class="warned">{escape(refusal.said(language))}</p>')
        return ""
    return (entered or "").strip()
