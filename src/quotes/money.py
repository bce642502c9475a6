"""Amounts in the unit of their currency: rounding to it, and reading what a person enters."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from math import floor

from labels import text
from refusals import Refusal

PLACES = {"JPY": 0}
USUAL_PLACES = 2
MARKS = {"¥": "JPY", "円": "JPY", "日本円": "JPY", "YEN": "JPY", "JP¥": "JPY", "$": "USD", "€": "EUR"}
ENTERED = re.compile(r"([A-Z]{3}|[¥$€])? ?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d+)? ?([A-Z]{3}|円)?")


class Unreadable(Refusal):
    """Text that is no amount of the currency; `said` in either language."""

    def __init__(self, given: str, currency: str):
        self.given, self.currency = given, code(currency)
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        example = f"{Decimal(560000).quantize(unit(self.currency))}"
        return text("quote.unreadable", language, given=self.given, currency=self.currency, example=example)


def code(currency: str) -> str:
    """The code of a currency as exports write it: "円" and "jpy" are JPY."""
    plain = unicodedata.normalize("NFKC", currency).strip().upper()
    return MARKS.get(plain, plain)


def unit(currency: str) -> Decimal:
    """The smallest amount of a currency: a whole yen, a hundredth of others."""
    return Decimal(1).scaleb(-PLACES.get(code(currency), USUAL_PLACES))


def rounded(amount: Fraction, currency: str) -> Decimal:
    """The exact amount to the currency's unit, halves up."""
    places = PLACES.get(code(currency), USUAL_PLACES)
    return Decimal(floor(amount * 10**places + Fraction(1, 2))).scaleb(-places)


def read(entered: str | None, currency: str) -> Decimal | None:
    """ "560,000", "560000円" or "JPY 560000" as an amount of the currency; None for nothing entered.

    `Unreadable` for anything else: another currency, a sign, more places than the currency has.
    """
    plain = unicodedata.normalize("NFKC", entered or "").strip().upper()
    if not plain:
        return None
    found = ENTERED.fullmatch(plain)
    if not found:
        raise Unreadable(entered or "", currency)
    before, whole, places, after = found.groups()
    named = {MARKS.get(mark, mark) for mark in (before, after) if mark}
    amount = Decimal(whole.replace(",", "") + (places or ""))
    if named - {code(currency)} or not fits(amount, currency):
        raise Unreadable(entered or "", currency)
    return amount.quantize(unit(currency))


def fits(amount: Decimal, currency: str) -> bool:
    """Whether an amount can be paid in the currency: not negative, in whole units."""
    return amount.is_finite() and amount >= 0 and amount % unit(currency) == 0
