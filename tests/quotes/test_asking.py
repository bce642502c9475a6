"""From a contract's id to its quote: which term, which text, which label, on data of its own."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import quotes
import terms as contracts
from loading import work
from quotes import Asked
from quotes.asking import begun_last
from refusals import Refusal
from teirei.main import main
from warehouse import open_published

DATA = Path(__file__).parents[2] / "data"
HEAD = "contract_id,customer_id,program,tier,start_on,end_on,annual_fee,currency,licences_purchased,licences_covered\n"
ROWS = (
    "K-1,C-1,ivanti,standard,2025-01-01,2025-12-31,365000,円,10,10\n"
    "K-2,C-1,ivanti,standard,2025-01-01,2025-12-31,365000,,10,10\n"
    "K-3,C-1,ivanti,standard,2027-01-01,2027-12-31,365000,JPY,10,8\n"
    "K-3,C-1,ivanti,standard,2026-01-01,2026-12-31,400000,JPY,10,8\n"
    "K-4,C-1,ivanti,standard,2027-01-01,2027-12-31,365000,JPY,10,8\n"
)


@pytest.fixture
def loaded(tmp_path):
    """`loaded(*options)`: a database of the rows above, as of 2026-01-11."""

    def load(*options: str):
        file = tmp_path / "contracts.csv"
        file.write_text(HEAD + ROWS, encoding="utf-8")
        database = tmp_path / "quotes.duckdb"
        as_of = ("--as-of", "2026-01-11T09:00:00+09:00")
        assert main(["load", str(file), "--db", str(database), *as_of, *options]) == 0
        return open_published(database)

    return load


def test_the_day_of_the_quote_is_that_of_the_data(loaded):
    """From 1 to 10 January: 10 days at 1,000."""
    answer = quotes.answer(loaded(), contracts.read(), Asked("K-1", reinstatement_fee="0", new_term_fee="1円"))
    assert (answer.quote.on, answer.quote.total, answer.quote.currency) == (date(2026, 1, 11), 10001, "JPY")


def test_without_a_currency_no_amount_is_read(loaded):
    quote = quotes.answer(loaded(), contracts.read(), Asked("K-2", reinstatement_fee="1", new_term_fee="1")).quote
    assert [one.code for one in quote.missing if not one.is_input] == ["currency"]
    assert quote.total is None


def test_the_term_that_began_last_is_quoted(loaded):
    """K-3 runs at 400,000 and is renewed for 2027; K-4 has not begun: 365,000 / 8 × 2 = 91,250."""
    warehouse, terms = loaded(), contracts.read()
    assert quotes.answer(warehouse, terms, Asked("K-3", "licences")).quote.total == 100000
    assert quotes.answer(warehouse, terms, Asked("K-4", "licences")).quote.total == 91250
    assert quotes.answer(warehouse, terms, Asked("K-3")).quote.barred.code.startswith("has_successor")
    assert quotes.answer(warehouse, terms, Asked("K-4")).quote.barred.code == "upcoming"


def test_terms_are_picked_in_any_order():
    rows = [
        {"id": "A", "state": state, "start_on": date(year, 1, 1)}
        for year, state in ((2026, "renewed"), (2028, "upcoming"), (2027, "active"), (2025, "renewed"))
    ]
    assert begun_last(rows)["A"]["state"] == begun_last(rows[::-1])["A"]["state"] == "active"
    upcoming = [{"id": "A", "state": "upcoming", "start_on": date(year, 1, 1)} for year in (2030, 2029)]
    assert begun_last(upcoming)["A"]["start_on"] == date(2029, 1, 1)


def test_the_label_of_amounts_is_a_setting(loaded, tmp_path, monkeypatch):
    assert quotes.answer(loaded(), contracts.read(), Asked("K-1")).includes_tax is False
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("samples"))
    settings = tmp_path / "data" / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("include_tax = false", "include_tax = true"))
    monkeypatch.setattr(work, "DATA", tmp_path / "data")
    assert quotes.answer(loaded(), contracts.read(), Asked("K-1")).includes_tax is True


def test_the_text_in_force_on_the_day_of_the_quote_is_read(tmp_path):
    """From 2027 on the contract counts 360 days; before its first version the oldest text is read."""
    shutil.copytree(DATA / "terms", tmp_path / "terms")
    file = tmp_path / "terms" / "ivanti-3.20.toml"
    row = (
        '[[clause.VII.values]]\npath = "reinstatement.days_per_year"\nlabel = { ja = "分母", en = "days" }\n'
        'value = 360\nunit = "days"\nvalid_from = 2027-01-01\n\n'
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[clause.VIII]\n", row + "[clause.VIII]\n"), encoding="utf-8")
    terms = contracts.read(base=tmp_path / "terms")
    years = [
        quotes.rules_of(terms, "ivanti", "standard", day).year()
        for day in (date(1999, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert years == [365, 365, 360]
    assert quotes.rules_of(terms, "ivanti", "standard", date(2027, 1, 1)).readings() == ()


def test_a_part_that_nobody_knows_is_refused(tmp_path):
    shutil.copytree(DATA / "terms", tmp_path / "terms")
    file = tmp_path / "terms" / "ivanti-3.20.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"back_fees", "reinstatement_fee"', '"back_fees", "deposit"'), encoding="utf-8")
    with pytest.raises(Refusal, match=r'reinstatement\.parts = "deposit"'):
        quotes.rules_of(contracts.read(base=tmp_path / "terms"), "ivanti", "standard", date(2026, 1, 1))
