"""The calculation as a document: one page with lines, clauses, arithmetic, total, and that it is no offer."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from quote_term import TERM

import terms as contracts
from papers import quote as paper
from quotes import Answer, licences, reinstatement, rules_of

ON = date(2026, 10, 5)
RUNNING = {
    **TERM,
    "state": "active",
    "end_on": date(2027, 3, 31),
    "licences_covered": 100,
    "licences_shortfall": 10,
}


@pytest.fixture(scope="module")
def shipped():
    return contracts.read()


@pytest.fixture
def answer(shipped):
    """`answer(term, *fees, …)`: the reinstatement of a term, or its licences where it runs."""

    def made(term=TERM, *fees, includes_tax=False, **more) -> Answer:
        term = {**term, **more}
        rules = rules_of(shipped, term["program"], term["level"], ON)
        quote = licences(term, rules, ON) if term["state"] == "active" else reinstatement(term, rules, ON, *fees)
        names = {tier.id: tier.name for tier in shipped.programme(term["program"]).tiers.values()}
        as_of = datetime(2026, 10, 4, 23, 30, tzinfo=UTC)
        return Answer(term, rules, quote, includes_tax, as_of, "v-000007", names)

    return made


FEES = (Decimal(50000), Decimal(560000))


def test_one_page_says_what_is_paid_why_and_that_it_is_no_offer(answer, pages):
    (page,) = pages(paper.document(answer(TERM, *FEES), "ja"))
    for words in (
        "試験工業御中",
        "サポート復元料金試算",
        "見積書でも契約の申込みでもなく",
        "K-900",
        "スタンダードサポート",
        "2025/9/1(月)〜2026/8/31(月)",
        "560,000円×34日÷365=52,164円",
        "両端を含めて34日",
        "VIIA8",
        "合計(税抜)",
        "662,164円",
        "年額×日数÷365とする",
        "1行ごとに1円未満を四捨五入",
    ):
        assert words in page, words
    (page,) = pages(paper.document(answer(TERM, *FEES), "en"))
    assert "Itisnooffer" in page and "¥560,000×34days÷365=¥52,164" in page


def test_the_lines_add_up_to_the_total(answer):
    shown = paper.content(answer(TERM, *FEES), "ja")
    amounts = [int(re.sub(r"\D", "", line["amount"])) for line in shown["lines"]]
    assert sum(amounts) == int(re.sub(r"\D", "", shown["total"][1]))


def test_the_settings_say_how_amounts_are_labelled(answer):
    assert paper.content(answer(TERM, *FEES, includes_tax=True), "ja")["total"] == ["合計(税込)", "662,164円"]


def test_what_is_missing_stands_in_it_and_there_is_no_total(answer, pages):
    (page,) = pages(paper.document(answer(), "ja"))
    assert "不足している入力" in page and "金額の入力が必要です" in page
    assert paper.content(answer(), "ja")["total"][1] == "–"


def test_licences(answer, pages):
    """560,000 / 100 × 10 = 56,000"""
    (page,) = pages(paper.document(answer(RUNNING), "ja"))
    assert "560,000円÷100ライセンス×10ライセンス=56,000円" in page
    assert "お客様は購入もしくは使用している(いずれか多い方)ソフトウェアのライセンスの合計数分" in page


def test_where_there_is_nothing_to_quote_the_page_says_why(answer, pages):
    (page,) = pages(paper.document(answer(state="expiring_unrenewed"), "ja"))
    assert "失効していません" in page


def test_an_enhanced_contract_still_fits_one_page(answer, pages):
    long = {"customer_name": "株式会社" + "長い名前の" * 12, "reseller": "販売" * 30, "product": "Neurons " * 12}
    short = {"licences_covered": 10, "licences_shortfall": 100}
    enhanced = answer(TERM, *FEES, Decimal(0), level="enhanced", **long, **short)
    for language in ("ja", "en"):
        assert len(pages(paper.document(enhanced, language))) == 1


def test_what_customers_are_called_is_text(answer, pages):
    (page,) = pages(paper.document(answer(TERM, *FEES, customer_name='#let x = "$1$"'), "ja"))
    assert '#letx="$1$"御中' in page


def test_the_same_answer_gives_the_same_bytes(answer):
    assert paper.document(answer(TERM, *FEES), "ja") == paper.document(answer(TERM, *FEES), "ja")
