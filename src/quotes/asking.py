"""From a contract's id to its quote: the term it is about, the rules of its programme, the day it is for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.compute import field

import terms as contracts
from metrics import loads, renewals
from metrics.renewals import RenewalFilters
from quotes.licensing import licences
from quotes.model import Quote
from quotes.money import read
from quotes.reinstating import reinstatement
from quotes.rules import Rules, rules_of
from refusals import Refusal, nearest
from terms import Terms
from warehouse import Warehouse

KINDS = ("reinstatement", "licences")
INPUTS = ("reinstatement_fee", "new_term_fee", "upgrade_fee")
"""The amounts that no text names."""


@dataclass(frozen=True)
class Asked:
    """What is asked for. Without `on`: the local day of the as-of instant. Fees as entered, "" for none."""

    contract_id: str
    kind: str = KINDS[0]
    on: date | None = None
    reinstatement_fee: str = ""
    new_term_fee: str = ""
    upgrade_fee: str = ""
    remaining: bool = False


@dataclass(frozen=True)
class Answer:
    """The quote with what it is about: the row of `metrics.renewals.terms`, its rules, how its amounts are labelled."""

    term: Mapping[str, Any]
    rules: Rules
    quote: Quote
    includes_tax: bool
    as_of: datetime
    version: str
    level_names: Mapping[str, Mapping[str, str]]


def answer(warehouse: Warehouse, terms: Terms, asked: Asked, as_of: datetime | None = None) -> Answer:
    """The quote of a support contract. Refusal for an unknown contract, or an amount that is none of its currency."""
    term = term_of(renewals.terms(warehouse, RenewalFilters(as_of=as_of)), asked.contract_id)
    on = asked.on or today_of(term)
    if asked.kind == "licences":
        rules = rules_of(terms, term["program"], term["level"], term["start_on"])
        quote = licences(term, rules, on, asked.remaining)
    else:
        rules = rules_of(terms, term["program"], term["level"], on)
        fees = [getattr(asked, name) for name in INPUTS]
        currency = term["currency"]  # without one no amount can be read, and the quote lists it as missing
        quote = reinstatement(term, rules, on, *(read(fee, currency) if currency else None for fee in fees))
    names = {tier.id: tier.name for tier in terms.programme(term["program"]).tiers.values()}
    return Answer(
        term, rules, quote, renewals.fees_include_tax(warehouse), as_of or warehouse.as_of, warehouse.version, names
    )


def begun_last(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """contract → its term that began last, or its first one where none has begun; of rows with id, state, start_on."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=_start):
        if row["id"] not in found or row["state"] != "upcoming":
            found[row["id"]] = row
    return found


def term_of(table: pyarrow.Table, contract_id: str) -> Mapping[str, Any]:
    """The term of a support contract that began last. Refusal for an id that `metrics.renewals.terms` does not have."""
    of_it = table.filter(field("id") == contract_id)
    rows = of_it.filter(field("kind") == "support").to_pylist()
    if rows:
        return begun_last(rows)[contract_id]
    if of_it.num_rows:
        raise Refusal(f'"{contract_id}" is a TRM subscription; quotes are for support contracts: give one of those')
    known = table.filter(field("kind") == "support")["id"].unique().to_pylist()
    hint = nearest(contract_id, known) or "; give the contract_id of a support contract in the exports"
    raise Refusal(f'"{contract_id}": there is no such support contract{hint}')


def today_of(term: Mapping[str, Any]) -> date:
    """The local day of the as-of instant on the term's calendar."""
    return term["end_on"] - timedelta(days=term["days_left"])


def terms_of(warehouse: Warehouse) -> Terms:
    """The contracts from the folders that the database was loaded with, as far as they are still there."""
    base, *added = loads.latest(warehouse).terms_folders
    folders = [Path(folder) for folder in added if Path(folder).exists()]
    return contracts.read(*folders, base=Path(base) if Path(base).is_dir() else None)


def _start(row: Mapping[str, Any]) -> date:
    return row["start_on"]
