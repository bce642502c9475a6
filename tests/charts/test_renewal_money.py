"""The unit that an amount's size asks for, and how amounts are written in it."""

from decimal import Decimal

import pytest

from charts.renewal_money import heading, total, unit

YEN = "JPY"


@pytest.mark.parametrize(
    ("largest", "currency", "ja", "en"),
    [
        ("134100000", YEN, "百万円", "¥M"),
        ("10000000", YEN, "百万円", "¥M"),
        ("9999999", YEN, "万円", "¥K"),
        ("100000", YEN, "万円", "¥K"),
        ("99999", YEN, "円", "¥"),
        ("0", YEN, "円", "¥"),
        ("11542", "USD", "USD", "USD"),
        ("250000", "USD", "千 USD", "USD K"),
        ("10000000", "EUR", "百万 EUR", "EUR M"),
    ],
)
def test_the_unit_by_size_and_currency(largest, currency, ja, en):
    assert (unit(Decimal(largest), currency, "ja").name, unit(Decimal(largest), currency, "en").name) == (ja, en)


def test_amounts_in_millions_have_one_decimal():
    yen = unit(Decimal("50100000"), YEN, "ja")
    assert yen.amount(Decimal("46249999")) == "46.2百万円"
    assert yen.part(Decimal("46150000"), Decimal("50100000")) == "46.2/50.1百万円"  # half of the last place goes up
    assert unit(Decimal("50100000"), YEN, "en").part(Decimal("46150000"), Decimal("50100000")) == "¥46.2/50.1M"


def test_smaller_units_have_no_decimals_but_thousands_separated():
    assert unit(Decimal("9999999"), YEN, "ja").amount(Decimal("4834000")) == "483万円"
    assert unit(Decimal("9999999"), YEN, "en").amount(Decimal("4834500")) == "¥4,835K"
    assert unit(Decimal("11542"), "USD", "ja").amount(Decimal("11541.50")) == "11,542 USD"


def test_a_sum_is_exact_and_a_missing_amount_adds_nothing():
    assert total([Decimal("0.10"), None, float("nan"), Decimal("0.20")]) == Decimal("0.30")


@pytest.mark.parametrize(
    ("with_tax", "ja", "en"),
    [
        (False, "金額(百万円・税抜)", "Amounts in ¥M, without tax"),
        (True, "金額(百万円・税込)", "Amounts in ¥M, with tax"),
    ],
)
def test_the_heading_names_the_unit_and_the_tax(with_tax, ja, en):
    largest = Decimal("50000000")
    assert heading(unit(largest, YEN, "ja"), with_tax, "ja") == ja
    assert heading(unit(largest, YEN, "en"), with_tax, "en") == en
