"""The form of the quote by itself: what it asks for, what it shows, the plain values it gives; its PDF."""

import io
from urllib.parse import parse_qsl

import pypdf
import pytest
from apps import words
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from screens.quote_download import paper_of


def form():
    import streamlit as st

    from screens import quote

    given = {name: value for name, value in st.query_params.items() if name not in ("lang", "named")}
    st.session_state["given"] = quote.show(st.query_params.get("named"), given)


@pytest.fixture
def open_form(published):
    """`open_form(…)`: the form with what stood in its address before."""

    def opened(**query: str) -> AppTest:
        app = AppTest.from_function(form, default_timeout=60)
        app.query_params.update(query)
        app.run()
        assert not app.exception
        return app

    return opened


def shown(app: AppTest) -> str:
    return words(app).replace(",", "")


def test_the_first_contract_is_one_that_has_lapsed(open_form):
    app = open_form()
    options = app.selectbox(key="quote_contract").options
    assert options[0] == "K-1018 夕霧繊維(失効)"
    ranks = [0 if "失効" in name else 1 if "ライセンス不足" in name else 2 for name in options]
    assert ranks == sorted(ranks) and set(ranks) == {0, 1, 2}
    assert "560000円 × 34日 ÷ 365 = 52164円" in shown(app)


def test_amounts_are_asked_for_before_there_is_a_total(open_form):
    app = open_form(named="K-1018")
    assert "復元手数料:条項に金額の定めがありません(VII)" in shown(app)
    assert "quote.pdf" not in shown(app)
    app.text_input(key="quote_reinstatement_fee_K-1018").set_value("50,000円")
    app.button(key="quote_new_term_fee_K-1018_last").click().run()
    assert "662164円" in shown(app)
    assert app.session_state["given"] == {
        "contract": "K-1018",
        "kind": "reinstatement",
        "on": "2026-10-05",
        "reinstatement_fee": "50,000円",
        "new_term_fee": "560000",
    }


def test_what_stood_in_the_address_is_taken_up(open_form):
    app = open_form(contract="K-1018", reinstatement_fee="1", new_term_fee="2", on="2026-11-01")
    assert "93592円" in shown(app)
    of_another = open_form(named="K-1019", contract="K-1018", reinstatement_fee="1", new_term_fee="2")
    assert of_another.session_state["given"]["reinstatement_fee"] == ""


def test_what_is_no_amount_is_said_beside_its_field(open_form):
    app = open_form(named="K-1018")
    app.text_input(key="quote_reinstatement_fee_K-1018").set_value("約5万").run()
    assert "「約5万」はJPYの金額として読めません" in shown(app)
    assert app.session_state["given"]["reinstatement_fee"] == ""


def test_licences_of_a_contract_that_is_short_of_them(open_form):
    app = open_form(named="K-1013")
    assert "6294000円 ÷ 1200ライセンス × 150ライセンス = 786750円" in shown(app)
    app.checkbox(key="quote_remaining_K-1013").check().run()
    assert "383675円" in shown(app)
    assert app.session_state["given"]["remaining"] == "1"


@pytest.mark.parametrize(
    ("contract", "sentence"),
    [("K-1001", "失効していません"), ("K-5001", "契約に定めなし"), ("K-0000", "no such support contract")],
)
def test_where_there_is_nothing_to_quote_it_says_why(contract, sentence, open_form):
    assert sentence in shown(open_form(named=contract))


def test_in_english(open_form):
    assert "¥560000 × 34 days ÷ 365 = ¥52164" in shown(open_form(named="K-1018", lang="en"))


def request(query: str) -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": [], "path_params": {"kind": "pdf"}})


def test_the_link_leads_to_the_pdf_of_the_form(open_form):
    app = open_form(contract="K-1018", reinstatement_fee="50,000円", new_term_fee="560000")
    query = words(app).split("quote.pdf?")[1].split('"')[0].replace("&amp;", "&")
    assert dict(parse_qsl(query))["reinstatement_fee"] == "50,000円"
    answer = paper_of(request(query))
    (page,) = pypdf.PdfReader(io.BytesIO(answer.body)).pages
    assert (answer.status_code, answer.media_type) == (200, "application/pdf")
    assert "662,164" in page.extract_text().replace(" ", "")


@pytest.mark.parametrize(
    ("query", "status"),
    [("contract=K-0000", 409), ("", 409), ("contract=K-1018&reinstatement_fee=x", 409), ("contract=K-1018&on=x", 200)],
)
def test_an_address_that_asks_for_nothing_known_is_refused(query, status, published):
    assert paper_of(request(query)).status_code == status
