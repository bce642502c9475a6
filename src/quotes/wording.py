"""The words of a quote, in Japanese and English: names of lines, arithmetic, notes, what is missing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from labels import figures, text
from quotes.model import Line, Missing, Note, Quote
from quotes.money import code, fits, unit

LevelNames = Mapping[str, Mapping[str, str]]
MONEY = ("fee", "amount")


def money(amount: Decimal | None, currency: str | None, language: str) -> str:
    """ "4,196,000円", "¥4,196,000" or "11,542.00 USD"; "–" for none. More places than the currency has are kept."""
    if amount is None or not currency:
        return figures.EMPTY
    if fits(amount, currency):
        return figures.money(amount, code(currency), language)
    return f"{amount.normalize():,f} {code(currency)}"


def part(line: Line, levels: LevelNames, language: str) -> str:
    """What a line pays for."""
    return text(f"quote.part.{line.part}", language, level=level(line.values.get("level"), levels, language))


def arithmetic(line: Line, quote: Quote, language: str) -> str:
    """ "560,000円 × 34日 ÷ 365 = 52,164円", or that the amount was entered, or is to be."""
    if line.is_given:
        same = line.values.get("is_last_fee")
        key = "to_enter" if line.amount is None else "entered_as_last" if same else "entered"
        return text(f"quote.arithmetic.{key}", language)
    values = _shown({**line.values, "amount": line.amount}, quote.currency, {}, language)
    return text(f"quote.arithmetic.{line.part}", language, **values)


def basis(line: Line, quote: Quote, language: str) -> str:
    """Which days or licences a line counts, with both ends; "" for an entered amount."""
    if line.is_given:
        return ""
    key = line.part
    if line.part == "back_fees" and not line.values["days"]:
        key = "no_days"
    elif line.part == "licences_remaining" and line.values["days"] < line.values["left"]:
        key = "days_capped"
    return text(f"quote.basis.{key}", language, **_shown(line.values, quote.currency, {}, language))


def note(said: Note, quote: Quote, levels: LevelNames, language: str) -> str:
    """A note or the reason why there is nothing to quote, with its clause."""
    values = _shown(said.values, quote.currency, levels, language)
    if said.code == "rounding":
        values["unit"] = money(unit(quote.currency or ""), quote.currency, language)
    return text(f"quote.note.{said.code}", language, cited=_cited(said.clause, language), **values)


def missing(one: Missing, quote: Quote, language: str) -> str:
    """What to give, and why no text or export gives it."""
    cited = _cited(one.clause, language)
    said = text(f"quote.missing.{one.code}", language, cited=cited)
    if one.proposal is None:
        return said
    proposal = text("quote.missing.proposal", language, amount=money(one.proposal, quote.currency, language))
    return said + text("unit.sentence_gap", language) + proposal


def tax(includes_tax: bool, language: str) -> str:
    """税込 or 税抜."""
    return text(f"quote.tax.{'included' if includes_tax else 'excluded'}", language)


def total(includes_tax: bool, language: str) -> str:
    """ "合計(税抜)"."""
    return text("quote.total", language, tax=tax(includes_tax, language))


def level(known: str | None, levels: LevelNames, language: str) -> str:
    """The contract's own name of a support level."""
    return levels[known][language] if known and known in levels else known or figures.EMPTY


def title(kind: str, language: str) -> str:
    return text(f"quote.title.{kind}", language)


def _cited(clause: str | None, language: str) -> str:
    return text("quote.cited", language, clause=clause) if clause else ""


def _shown(values: Mapping[str, Any], currency: str | None, levels: LevelNames, language: str) -> dict[str, str]:
    return {name: _one(name, value, currency, levels, language) for name, value in values.items()}


def _one(name: str, value: Any, currency: str | None, levels: LevelNames, language: str) -> str:
    if name in MONEY:
        return money(value, currency, language)
    if isinstance(value, date):
        return figures.day(value, language)
    if isinstance(value, int):
        return f"{value:,}"
    if name in ("level", "upgrade"):
        return level(value, levels, language)
    return figures.EMPTY if value is None else str(value)
