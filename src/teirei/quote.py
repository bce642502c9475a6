"""`teirei quote`: what a lapsed support contract costs to reinstate (VII), or what its uncovered licences cost (VI)."""

import argparse
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

import quotes
from labels import LANGUAGES
from loading.places import database
from papers import quote as paper
from quotes import Answer, Asked, Missing, Quote, Unreadable, wording
from refusals import Refusal
from teirei.filters import day, moment
from teirei.output import FORMATS, instant, write
from warehouse import Warehouse, open_published

COLUMNS = ("part", "name", "basis", "arithmetic", "clause", "assumptions", "amount", "currency")
SHORT = ("name", "arithmetic", "clause", "assumptions", "amount", "currency")
OPTIONS = {
    "reinstatement_fee": "--reinstatement-fee",
    "new_term_fee": "--new-term-fee",
    "upgrade_fee": "--upgrade-fee",
}


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--contract", required=True, metavar="ID", help="a support contract")
    command.add_argument("--kind", choices=quotes.KINDS, default=quotes.KINDS[0])
    command.add_argument(
        "--on", metavar="DATE", help="first day of the new term, or from which licences are covered (default: as-of)"
    )
    command.add_argument(
        "--reinstatement-fee", default="", metavar="N", help="in the contract's currency; the text names no amount"
    )
    command.add_argument("--new-term-fee", default="", metavar="N", help="of the term that starts on --on")
    command.add_argument("--upgrade-fee", default="", metavar="N", help="of a level that is no longer sold")
    command.add_argument("--remaining", action="store_true", help="licences: from --on to the end of the term only")
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument("--as-of", metavar="INSTANT", help="what was known at this instant (default: the load's own)")
    command.add_argument("--format", choices=(*FORMATS, "pdf"), default="table")
    command.add_argument("--out", type=Path, metavar="FILE", help="write there; a PDF needs it")
    command.add_argument("--lang", choices=LANGUAGES, default="ja", help="of the words (default: ja)")


def run(chosen: argparse.Namespace) -> int:
    if chosen.format == "pdf" and not chosen.out:
        raise Refusal("--format pdf: name the file with --out FILE.pdf")
    warehouse = open_published(database(chosen.db))
    asked = Asked(
        chosen.contract,
        chosen.kind,
        day(chosen.on, "--on"),
        chosen.reinstatement_fee,
        chosen.new_term_fee,
        chosen.upgrade_fee,
        chosen.remaining,
    )
    as_of = moment(chosen.as_of, "--as-of", warehouse.zone)
    try:
        answer = quotes.answer(warehouse, quotes.terms_of(warehouse), asked, as_of)
    except Unreadable as refusal:
        wrong = next(option for name, option in OPTIONS.items() if getattr(chosen, name) == refusal.given)
        raise Refusal(f"{wrong} {refusal}") from None
    _check(answer)
    if chosen.format == "pdf":
        _save(chosen.out, paper.document(answer, chosen.lang))
        return 0
    written = io.StringIO()
    with redirect_stdout(written):
        _write(chosen.format, answer, warehouse, chosen.lang)
    if chosen.out:
        _save(chosen.out, written.getvalue().encode())
    else:
        sys.stdout.write(written.getvalue())
    if chosen.format != "json":
        for said in answer.quote.notes:
            print(wording.note(said, answer.quote, answer.level_names, chosen.lang), file=sys.stderr)
    return 0


def _check(answer: Answer) -> None:
    """Refusal where there is nothing to quote, or for everything that is missing at once."""
    quote = answer.quote
    if quote.barred:
        raise Refusal(f"{quote.contract_id}: {wording.note(quote.barred, quote, answer.level_names, 'en')}")
    lacking = [_lacking(one, quote) for one in quote.missing]
    if lacking:
        raise Refusal(f"{quote.contract_id}: {len(lacking)} missing; give {', '.join(lacking)}")


def _lacking(one: Missing, quote: Quote) -> str:
    if not one.is_input:
        column = "licences_purchased or licences_in_use" if one.code == "licences_required" else one.code
        return f"{column} in the contracts export"
    last = f"; the last annual fee was {wording.money(one.proposal, quote.currency, 'en')}" if one.proposal else ""
    return f"{OPTIONS[one.code]} N ({one.clause} names no amount{last})"


def _write(form: str, answer: Answer, warehouse: Warehouse, language: str) -> None:
    quote, levels = answer.quote, answer.level_names
    lines = [
        {
            "part": line.part,
            "name": wording.part(line, levels, language),
            "basis": wording.basis(line, quote, language),
            "arithmetic": wording.arithmetic(line, quote, language),
            "clause": line.clause,
            "assumptions": list(line.assumptions) if form == "json" else " ".join(line.assumptions),
            "amount": line.amount,
            "currency": quote.currency,
        }
        for line in quote.lines
    ]
    if form == "json":
        said = {
            "as_of": instant(answer.as_of, warehouse.zone),
            "contract_id": quote.contract_id,
            "customer_id": answer.term["customer_id"],
            "kind": quote.kind,
            "on": quote.on,
            "state": answer.term["state"],
            "currency": quote.currency,
            "includes_tax": answer.includes_tax,
            "lines": lines,
            "total": quote.total,
            "notes": [wording.note(note, quote, levels, language) for note in quote.notes],
        }
        write(form, said, [])
        return
    total = {
        "part": "total",
        "name": wording.total(answer.includes_tax, language),
        "amount": quote.total,
        "currency": quote.currency,
    }
    write(form, {"rows": [*lines, total]}, list(SHORT if form == "table" else COLUMNS))


def _save(file: Path, content: bytes) -> None:
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise Refusal(f"{file} is there already; name another file") from None
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror or error}") from None
    print(file)
