"""The TRM documents of the published data: which rows and rules of the contract a report and a term-end sheet take."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from metrics import trm
from metrics.trm import TrmFilters
from papers import trm_report, trm_term_end
from papers.model import Basis, Conditions, Coupon, Entry, Ledger, Rule, TrmReport, TrmTermEnd
from terms import Terms
from warehouse import Warehouse

TYPES = "trm.types"
STATED = ("trm.onsite_min_consecutive_days", "trm.unused_days", "trm.renews_automatically")
READ = (
    "trm.day_step",
    "trm.onsite_multiples_only",
    "trm.onsite_half_days_count_as_days",
    "trm.onsite_across_closed_days",
)
READ_FROM = ("trm.first_day", "trm.notice_working_day")


def day_report(
    warehouse: Warehouse, terms: Terms, subscription: str, term: date, language: str, as_of: datetime | None = None
) -> bytes:
    """The report that customer and consultant sign, as PDF. ValueError where the subscription has no such term."""
    only = TrmFilters(subscription=(subscription,), as_of=as_of)
    found = trm.answers(warehouse, only, ("ledgers", "entries", "coupons"))
    row = next((row for row in found["ledgers"].to_pylist() if row["term_start"] == term), None)
    if row is None:
        raise ValueError(f"{subscription} has no term that starts on {term}")
    report = TrmReport(
        Ledger.of(row),
        tuple(map(Entry.of, found["entries"].to_pylist())),
        tuple(map(Coupon.of, found["coupons"].to_pylist())),
        _basis(warehouse, terms, term, as_of),
    )
    return trm_report.document(report, language)


def term_end(
    warehouse: Warehouse, terms: Terms, customer: str, language: str, as_of: datetime | None = None
) -> bytes | None:
    """One page per running term of a customer, as PDF; None where none runs."""
    rows = trm.ledgers(warehouse, TrmFilters(customer=(customer,), as_of=as_of)).to_pylist()
    running = tuple(Ledger.of(row) for row in rows if row["is_current"])
    if not running:
        return None
    basis = _basis(warehouse, terms, running[0].term_start, as_of)
    return trm_term_end.document(TrmTermEnd(running, basis), language)


def _basis(warehouse: Warehouse, terms: Terms, on: date, as_of: datetime | None) -> Basis:
    rules = trm.rules(warehouse, on)
    program = rules["program"]
    return Basis(
        as_of=as_of or warehouse.as_of,
        version=warehouse.version,
        conditions=_conditions(rules),
        type_names=terms.columns(program, TYPES),
        rules=(*_stated(terms, program, on), *_readings(terms, program, on)),
    )


def _conditions(rules: Mapping[str, Any]) -> Conditions:
    return Conditions(rules["onsite_run"], rules["renewal_months"], rules["notice_days"])


def _stated(terms: Terms, program: str, on: date) -> list[Rule]:
    """The clauses in the contract's own words, each text once."""
    found = [terms.find(program, path, max(on, terms.programmes[program].valid_from)) for path in STATED]
    quoted = {entry.quote: entry for entry in found if entry is not None and entry.quote}
    return [Rule(entry.clause, {"ja": f"「{quote}」", "en": entry.label["en"]}) for quote, entry in quoted.items()]


def _readings(terms: Terms, program: str, on: date) -> list[Rule]:
    found = [terms.find(program, path, max(on, terms.programmes[program].valid_from)) for path in (*READ, *READ_FROM)]
    ids = sorted({name for entry in found if entry is not None for name in entry.assumptions}, key=_number)
    return [Rule(name, terms.assumptions[name].text) for name in ids]


def _number(name: str) -> tuple[int, str]:
    digits = name.removeprefix("A")
    return (int(digits) if digits.isdecimal() else 999, name)
