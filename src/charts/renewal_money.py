"""Amounts of one currency in the unit that their size asks for: 万円 or 百万円 in Japanese, ¥K or ¥M in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from labels import text

POWERS = {"million": 6, "myriad": 4, "thousand": 3, "one": 0}
LEAST = {"million": 10, "myriad": 10, "thousand": 100, "one": 0}  # of a unit; smaller amounts take the next smaller one


@dataclass(frozen=True)
class Unit:
    """`pattern` of a displayed amount around its number, `power` of ten of the currency's own unit."""

    pattern: str
    power: int

    @property
    def name(self) -> str:
        """ "百万円" or "¥M"."""
        return self.pattern.format(number="").strip()

    def scaled(self, amount: Decimal) -> float:
        """The amount in this unit, to draw it."""
        return float(amount.scaleb(-self.power))

    def number(self, amount: Decimal) -> str:
        """ "46.2" of millions, "1,204" of smaller units; half of the last place is rounded away from zero."""
        last = Decimal("0.1") if self.power == 6 else Decimal(1)
        return f"{amount.scaleb(-self.power).quantize(last, ROUND_HALF_UP):,}"

    def amount(self, amount: Decimal) -> str:
        """ "46.2百万円" or "¥46.2M"."""
        return self.pattern.format(number=self.number(amount))

    def part(self, part: Decimal, whole: Decimal) -> str:
        """ "46.2/50.1百万円" or "¥46.2/50.1M"."""
        return self.pattern.format(number=f"{self.number(part)}/{self.number(whole)}")


def exact(amount: object) -> Decimal:
    """The Decimal of an amount; a missing one is zero."""
    return Decimal(0) if pd.isna(amount) else Decimal(str(amount))


def total(amounts: Iterable) -> Decimal:
    """The exact sum; a missing amount adds nothing."""
    return sum(map(exact, amounts), Decimal(0))


def unit(largest: Decimal, currency: str, language: str) -> Unit:
    """The largest unit in which the largest amount has enough digits before the point."""
    kind, steps = ("yen", ("million", "myriad" if language == "ja" else "thousand", "one"))
    if currency != "JPY":
        kind, steps = "other", ("million", "thousand", "one")
    step = next((step for step in steps if largest.scaleb(-POWERS[step]) >= LEAST[step]), "one")
    pattern = text(f"renewal_chart.unit.{kind}_{step}", language, number="{number}", currency=currency)
    return Unit(pattern, POWERS[step])


def heading(of: Unit, with_tax: bool, language: str) -> str:
    """ "金額(百万円・税抜)": what the numbers of a chart are."""
    tax = text("renewal_chart.with_tax" if with_tax else "renewal_chart.without_tax", language)
    return text("renewal_chart.amounts", language, unit=of.name, tax=tax)
