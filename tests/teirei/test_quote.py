"""`teirei quote` on the samples: what it answers, and in which one sentence it asks or refuses."""

import csv
import io
import json

import pypdf
import pytest

FEES = ("--reinstatement-fee", "50000", "--new-term-fee", "560,000")


@pytest.fixture
def quote(teirei, database):
    return lambda *arguments: teirei("quote", "--db", database, *arguments)


def test_a_lapsed_contract(quote):
    """夕霧繊維 lapsed on 2026-08-31: 560,000 × 34 / 365 = 52,164.38"""
    code, out, _ = quote("--contract", "K-1018", *FEES, "--format", "json")
    said = json.loads(out)
    assert code == 0
    assert {name: said[name] for name in ("kind", "on", "state", "currency", "includes_tax", "total")} == {
        "kind": "reinstatement",
        "on": "2026-10-05",
        "state": "lapsed",
        "currency": "JPY",
        "includes_tax": False,
        "total": 662164,
    }
    assert [(line["part"], line["amount"], line["clause"], line["assumptions"]) for line in said["lines"]] == [
        ("back_fees", 52164, "VII", ["A8"]),
        ("reinstatement_fee", 50000, "VII", []),
        ("new_term_fee", 560000, "VII", []),
    ]


def test_a_later_start_costs_more(quote):
    """To 2026-10-31, 61 days: 560,000 × 61 / 365 = 93,589.04"""
    _, out, _ = quote("--contract", "K-1018", *FEES, "--on", "2026-11-01", "--format", "json")
    assert json.loads(out)["lines"][0]["amount"] == 93589


def test_table_and_csv_end_with_the_total(quote):
    code, out, err = quote("--contract", "K-1018", *FEES)
    assert code == 0
    assert "560,000円 × 34日 ÷ 365 = 52,164円" in out
    assert out.splitlines()[-1].split() == ["合計(税抜)", "662164", "JPY"]
    assert "見積書でも契約の申込みでもありません" in err
    _, out, _ = quote("--contract", "K-1018", *FEES, "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["part"] for row in rows] == ["back_fees", "reinstatement_fee", "new_term_fee", "total"]
    assert sum(int(row["amount"]) for row in rows[:-1]) == int(rows[-1]["amount"])


def test_what_is_missing_is_asked_for_in_one_sentence(quote):
    for form in ("table", "json"):
        code, out, err = quote("--contract", "K-1018", "--format", form)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert "--reinstatement-fee N (VII names no amount)" in err
        assert "--new-term-fee N (VII names no amount; the last annual fee was ¥560,000)" in err
    _, _, err = quote("--contract", "K-1018", "--new-term-fee", "560000")
    assert "--reinstatement-fee N" in err and "--new-term-fee" not in err


def test_licences(quote):
    """千鳥浜電鉄: 6,294,000 / 1,200 × 150 = 786,750; the rest of the term is 178 days."""
    for more, total in (((), 786750), (("--remaining",), 383675)):
        code, out, _ = quote("--contract", "K-1013", "--kind", "licences", *more, "--format", "json")
        assert (code, json.loads(out)["total"]) == (0, total)
    code, out, _ = quote("--contract", "K-1001", "--kind", "licences", "--format", "json")
    assert (code, json.loads(out)["total"], json.loads(out)["lines"]) == (0, 0, [])


def test_dollars_stay_dollars(quote):
    """瑞雲グローバル商事 lapses on 2027-02-28: to 2027-05-31 92 days, 11,542 × 92 / 365 = 2,909.216…"""
    lapsed = ("--contract", "K-1033", "--as-of", "2027-06-01T09:00:00+09:00", "--new-term-fee", "USD 11,542")
    _, out, _ = quote(*lapsed, "--reinstatement-fee", "100.50", "--format", "json")
    said = json.loads(out)
    assert (said["currency"], said["lines"][0]["amount"], said["total"]) == ("USD", 2909.22, 14551.72)
    code, _, err = quote(*lapsed, "--reinstatement-fee", "5000円")
    assert code == 1
    assert '--reinstatement-fee "5000円" is no amount in USD' in err


def test_an_enhanced_contract_that_lapses_asks_for_its_upgrade(quote):
    lapsed = ("--contract", "K-1012", "--as-of", "2026-12-01T09:00:00+09:00", "--reinstatement-fee", "1")
    _, _, err = quote(*lapsed, "--new-term-fee", "3500000")
    assert "--upgrade-fee N (IX names no amount)" in err
    code, out, _ = quote(*lapsed, "--new-term-fee", "3500000", "--upgrade-fee", "0")
    assert code == 0
    assert "新しい期間の料金(エンタープライズサポート)" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--contract", "K-1001"), "has not lapsed"),
        (("--contract", "K-1025"), "has not lapsed"),
        (("--contract", "K-5001"), "sets nothing about reinstatement"),
        (("--contract", "K-5001", "--kind", "licences"), "sets nothing about the number of licences"),
        (("--contract", "K-1018", "--kind", "licences"), "ask for its reinstatement (VII)"),
        (("--contract", "K-1018", *FEES, "--on", "2026-08-31"), "give a day after the end of the lapsed term"),
        (("--contract", "K-1O18"), 'did you mean "K-1018"?'),
        (("--contract", "TRM-001"), "is a TRM subscription"),
        (("--contract", "K-1018", "--on", "tomorrow"), '--on "tomorrow"'),
        (("--contract", "K-1018", "--reinstatement-fee", "-5"), '--reinstatement-fee "-5" is no amount in JPY'),
        (("--contract", "K-1018", "--reinstatement-fee=-5"), '--reinstatement-fee "-5" is no amount in JPY'),
        (("--contract", "K-1018", *FEES, "--format", "pdf"), "--out FILE.pdf"),
    ],
)
def test_what_cannot_be_quoted_is_said_in_one_sentence(arguments, sentence, quote):
    code, out, err = quote(*arguments)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert sentence in err


def test_files_are_written_once(quote, tmp_path):
    file = tmp_path / "quote.pdf"
    code, out, _ = quote("--contract", "K-1018", *FEES, "--format", "pdf", "--out", file)
    assert (code, out.strip()) == (0, str(file))
    (page,) = pypdf.PdfReader(file).pages
    assert "662,164" in page.extract_text().replace(" ", "")
    code, _, err = quote("--contract", "K-1018", *FEES, "--format", "pdf", "--out", file)
    assert code == 1
    assert "is there already" in err
    quote("--contract", "K-1018", *FEES, "--format", "json", "--out", tmp_path / "quote.json")
    assert json.loads((tmp_path / "quote.json").read_text(encoding="utf-8"))["total"] == 662164
    code, _, err = quote("--contract", "K-1018", *FEES, "--out", tmp_path / "nowhere" / "quote.txt")
    assert code == 1
    assert "cannot be written" in err
