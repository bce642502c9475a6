from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from quotes import Unreadable, read
from quotes.money import rounded
from quotes.wording import money

YEN = ("560000", "560,000", "560,000円", "¥560,000", "￥５６０，０００", " JPY 560000 ", "560000 jpy", "560000.0")


@pytest.mark.parametrize("entered", YEN)
def test_the_ways_to_write_yen(entered):
    assert read(entered, "JPY") == read(entered, "円") == 560000


@pytest.mark.parametrize(
    "entered",
    ["-1", "1e5", "0.5", "56,00", "1,2345", "abc", "USD 5", "$5", "5円円", "nan", "inf", "9" * 16, "1 000", "¥5 USD"],
)
def test_what_is_no_amount_in_yen_is_refused(entered):
    with pytest.raises(Unreadable) as refused:
        read(entered, "JPY")
    assert refused.value.given == entered
    assert "560000" in refused.value.said("ja")


def test_dollars_have_cents():
    assert read("USD 1,234.50", "USD") == Decimal("1234.50")
    assert read("$0.01", "USD") == Decimal("0.01")
    for wrong in ("0.001", "5円"):
        with pytest.raises(Unreadable):
            read(wrong, "USD")


def test_nothing_entered_is_no_amount():
    assert read("", "JPY") is read(None, "JPY") is read("  ", "USD") is None
    assert read("0", "JPY") == 0


@given(some.integers(0, 10**15), some.sampled_from(["JPY", "USD", "EUR"]))
def test_what_is_written_is_read_back(number, currency):
    amount = Decimal(number) if currency == "JPY" else Decimal(number).scaleb(-2)
    for language in ("ja", "en"):
        assert len(str(number)) > 15 or read(money(amount, currency, language), currency) == amount


@pytest.mark.parametrize(
    ("exact", "yen", "dollars"),
    [
        (Fraction(1, 2), "1", "0.50"),
        (Fraction(3, 2), "2", "1.50"),
        (Fraction(49, 100), "0", "0.49"),
        (Fraction(1, 200), "0", "0.01"),
        (Fraction(2, 3), "1", "0.67"),
        (Fraction(0), "0", "0.00"),
    ],
)
def test_halves_go_up(exact, yen, dollars):
    assert (str(rounded(exact, "JPY")), str(rounded(exact, "USD"))) == (yen, dollars)


def test_amounts_in_words():
    assert money(Decimal("560000.00"), "JPY", "ja") == "560,000円"
    assert money(Decimal("560000.50"), "JPY", "ja") == "560,000.5 JPY"
    assert money(Decimal("11542"), "USD", "en") == "11,542.00 USD"
    assert money(None, "JPY", "ja") == money(Decimal(1), None, "en") == "–"
