"""料金試算: what a reinstatement or a licence shortfall costs, line by line with clause and arithmetic (VI, VII)."""

from collections.abc import Iterator
from typing import Any

from labels import figures, text
from papers import words
from papers.typesetting import typeset
from quotes import Answer, wording


def document(answer: Answer, language: str) -> bytes:
    """The calculation of one contract as PDF, in "ja" or "en". What is missing stands in it; there is no total then."""
    return typeset("quote", content(answer, language), answer.as_of)


def content(answer: Answer, language: str) -> dict[str, Any]:
    """What the template displays: words and figures, ready to print."""
    quote, levels = answer.quote, answer.level_names
    return {
        "frame": _frame(answer, language),
        "validity": text("quote.paper.validity", language, on=words.day(quote.on, language)),
        "facts": [[text(f"quote.fact.{name}", language), value] for name, value in _facts(answer, language)],
        "barred": wording.note(quote.barred, quote, levels, language) if quote.barred else None,
        "head": [text(f"quote.column.{name}", language) for name in ("part", "arithmetic", "clause", "amount")],
        "lines": [
            {
                "part": wording.part(line, levels, language),
                "arithmetic": wording.arithmetic(line, quote, language),
                "basis": wording.basis(line, quote, language),
                "clause": " ".join((line.clause, *line.assumptions)),
                "amount": wording.money(line.amount, quote.currency, language),
                "missing": line.amount is None,
            }
            for line in quote.lines
        ],
        "total": [
            wording.total(answer.includes_tax, language),
            wording.money(quote.total, quote.currency, language),
        ],
        "missing": [wording.missing(one, quote, language) for one in quote.missing],
        "missing_title": text("quote.paper.missing", language),
        "notes_title": text("quote.paper.notes", language),
        "notes": [wording.note(said, quote, levels, language) for said in quote.notes if said.code != "no_offer"],
        "rules": {"title": text("papers.rules", language), "lines": list(_rules(answer, language))},
    }


def _frame(answer: Answer, language: str) -> dict[str, str]:
    customer = answer.term["customer_name"] or answer.term["customer_id"]
    return {
        "language": language,
        "title": wording.title(answer.quote.kind, language),
        "customer": customer,
        "addressed": text("papers.addressed", language, customer=customer),
        "as_of": text("papers.as_of", language, instant=figures.instant(answer.as_of, language, year=True)),
        "version": text("papers.version", language, version=answer.version),
        "maker": text("papers.maker", language),
    }


def _facts(answer: Answer, language: str) -> Iterator[tuple[str, str]]:
    term, quote = answer.term, answer.quote
    yield "contract", term["id"]
    yield "product", term["product"] or figures.EMPTY
    yield "level", wording.level(term["level"], answer.level_names, language)
    yield "reseller", term["reseller"] or figures.EMPTY
    first, last = words.day(term["start_on"], language), words.day(term["end_on"], language)
    yield f"term_{quote.kind}", text("papers.span", language, first=first, last=last)
    yield f"on_{quote.kind}", words.day(quote.on, language)
    yield "annual_fee", wording.money(term["annual_fee"], quote.currency, language)
    tax = wording.tax(answer.includes_tax, language)
    yield "currency", text("quote.paper.currency", language, currency=quote.currency or figures.EMPTY, tax=tax)


def _rules(answer: Answer, language: str) -> Iterator[list[str]]:
    """The clauses and readings that the lines name, each once, in the contract's words where it has them."""
    for entry in answer.rules.cited(answer.quote):
        said = entry.quote if entry.quote and language == "ja" else (entry.text or entry.label)[language]
        yield [entry.clause, text("quote.paper.rule", language, label=entry.label[language], text=said)]
    for name in dict.fromkeys(name for line in answer.quote.lines for name in line.assumptions):
        yield [name, answer.rules.assumptions[name].text[language]]
