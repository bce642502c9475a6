"""How the documents write amounts, dates and names, and the frame of every page."""

from datetime import date
from typing import Any

from labels import figures, text
from papers.model import Basis, Ledger

MINUS = "−"


def number(amount: float) -> str:
    """ "4", "0.5", "−1": overuse keeps its sign."""
    return f"{MINUS if amount < 0 else ''}{abs(float(amount)):g}"


def aligned(amount: float) -> str:
    """ "4.0", "0.5", "−1.0", for columns."""
    return f"{MINUS if amount < 0 else ''}{abs(float(amount)):.1f}"


def days(amount: float, language: str) -> str:
    """ "4日" or "4 days", without sign."""
    return text("papers.day" if abs(amount) == 1 else "papers.days", language, number=f"{abs(float(amount)):g}")


def signed_days(amount: float, language: str) -> str:
    """ "−1日" or "−1 day": overuse keeps its sign."""
    return f"{MINUS if amount < 0 else ''}{days(amount, language)}"


def coupons(amount: int, language: str) -> str:
    """ "2枚" or "2 coupons"."""
    return text("papers.coupon" if abs(amount) == 1 else "papers.coupons", language, number=number(amount))


def day(moment: date | None, language: str) -> str:
    """The date with its weekday, "–" for none."""
    return figures.day(moment, language) if moment else figures.EMPTY


def term(ledger: Ledger, language: str) -> str:
    """First and last day of the term, both included."""
    return text("papers.span", language, first=day(ledger.term_start, language), last=day(ledger.term_end, language))


def type_name(ledger: Ledger, basis: Basis, language: str) -> str:
    """The TRM type in the contract's own name."""
    known = basis.type_names.get(ledger.trm_type)
    return known[language] if known else ledger.trm_type


def facts(ledger: Ledger, basis: Basis, language: str) -> list[list[str]]:
    """Which subscription and term a document is about: name, value."""
    return [
        [text("papers.trm_type", language), type_name(ledger, basis, language)],
        [text("papers.subscription", language), ledger.subscription_id],
        [text("papers.term", language), term(ledger, language)],
        [text("papers.consultant", language), ledger.consultant or text("papers.nobody", language)],
    ]


def party(ledger: Ledger, language: str) -> str:
    """Who gave the notice, in words; as exported where it is neither party of the contract."""
    given = ledger.notice_by_party
    if given in ("customer", "vendor"):
        return text(f"papers.party.{given}", language)
    return given or text("papers.party.unknown", language)


def frame(title: str, ledger: Ledger, basis: Basis, language: str) -> dict[str, Any]:
    """What stands on every page of a document for the customer of a ledger."""
    customer = ledger.customer_name or ledger.customer_id
    return {
        "language": language,
        "title": title,
        "customer": customer,
        "addressed": text("papers.addressed", language, customer=customer),
        "as_of": text("papers.as_of", language, instant=figures.instant(basis.as_of, language, year=True)),
        "version": text("papers.version", language, version=basis.version),
        "maker": text("papers.maker", language),
    }


def rules(basis: Basis, language: str) -> dict[str, Any]:
    """Clauses and assumptions that the figures rest on."""
    return {
        "title": text("papers.rules", language),
        "lines": [[rule.id, rule.text[language]] for rule in basis.rules],
    }
