"""What it costs to take up support again after a lapse (VII): back fees, reinstatement fee, fee of the new term."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quotes.model import Line, Missing, Note, Quote, total_of
from quotes.money import code, fits, rounded
from quotes.rules import Rules
from refusals import Refusal

LAPSED = ("lapsed", "ended")
"""States of a term that ended without a successor: VII names both the lapse and the cancellation."""


def reinstatement(
    term: Mapping[str, Any],
    rules: Rules,
    on: date,
    reinstatement_fee: Decimal | None = None,
    new_term_fee: Decimal | None = None,
    upgrade_fee: Decimal | None = None,
) -> Quote:
    """The quote for a support term of `metrics.renewals.terms` whose new term starts on a date.

    Back fees run from the day after the term's end to the day before the new term, both included. Amounts that no text
    names are given, or listed as missing. Refusal for a given amount that cannot be paid in the term's currency.
    """
    barred = _barred(term, rules, on)
    if barred:
        return Quote("reinstatement", term["id"], on, currency_of(term), barred=barred)
    given = {"reinstatement_fee": reinstatement_fee, "new_term_fee": new_term_fee, "upgrade_fee": upgrade_fee}
    parts = [*rules.part_names, *(["upgrade_fee"] if is_upgrade(rules, on) else [])]
    lines = tuple(_line(part, term, rules, on, given.get(part)) for part in parts)
    missing = (*_missing_data(term, parts), *_missing_inputs(lines, term, rules, on))
    return Quote(
        "reinstatement",
        term["id"],
        on,
        currency_of(term),
        lines,
        total_of(lines, missing),
        missing,
        tuple(_notes(term, rules, on, lines)),
    )


def currency_of(term: Mapping[str, Any]) -> str | None:
    """The code of the term's currency; None where the exports name none."""
    return code(term["currency"]) if term["currency"] else None


def is_upgrade(rules: Rules, on: date) -> bool:
    """Whether the level can no longer be bought on a date, so that its upgrade is what is left (IX)."""
    return rules.sold_before is not None and on >= rules.sold_before


def _barred(term: Mapping[str, Any], rules: Rules, on: date) -> Note | None:
    clause = rules.before_end.clause if rules.before_end else None
    if not rules.part_names:
        return Note("no_reinstatement")
    if term["state"] == "upcoming":
        return Note("upcoming", {"start": term["start_on"]})
    if term["state"] in ("renewed", "payment_open"):
        return Note(f"has_successor_{term['state']}", {"start": term["next_start"]}, clause)
    if term["state"] not in LAPSED:
        return Note("not_lapsed", {"end": term["end_on"]}, clause)
    if on <= term["end_on"]:
        return Note("before_lapse", {"on": on, "end": term["end_on"]})
    if is_upgrade(rules, on) and rules.upgrade_to is None:
        return Note("not_sold", {"level": term["level"], "day": rules.sold_before}, rules.sold_clause)
    return None


def _line(part: str, term: Mapping[str, Any], rules: Rules, on: date, given: Decimal | None) -> Line:
    if part == "back_fees":
        return _back_fees(term, rules, on)
    source = rules.upgrade_to if part == "upgrade_fee" else rules.parts
    if given is not None and not fits(given, currency_of(term) or ""):
        raise Refusal(f"{part} = {given}: give an amount of 0 or more in whole units of {term['currency']}")
    is_same = part == "new_term_fee" and given is not None and given == term["annual_fee"]
    values = {"is_last_fee": is_same, "level": _level(part, term, rules, on), "on": on}
    return Line(part, given, source.clause if source else "", values=values, is_given=True)


def _level(part: str, term: Mapping[str, Any], rules: Rules, on: date) -> str | None:
    if part in ("new_term_fee", "upgrade_fee") and rules.upgrade_to and is_upgrade(rules, on):
        return rules.upgrade_to.value if isinstance(rules.upgrade_to.value, str) else None
    return term["level"]


def _back_fees(term: Mapping[str, Any], rules: Rules, on: date) -> Line:
    per_year = rules.year()
    days = (on - term["end_on"]).days - 1
    fee, currency = term["annual_fee"], currency_of(term)
    amount = None if fee is None or not currency else rounded(Fraction(fee) * days / per_year, currency)
    one = timedelta(days=1)
    values = {
        "fee": fee,
        "days": days,
        "per_year": per_year,
        "first": term["end_on"] + one,
        "last": on - one,
    }
    clause, readings = (rules.parts.clause if rules.parts else ""), rules.readings()
    return Line("back_fees", amount, clause, readings, values)


def _missing_data(term: Mapping[str, Any], parts: list[str]) -> list[Missing]:
    needed = ["currency", *(["annual_fee"] if "back_fees" in parts else [])]
    return [Missing(name, is_input=False) for name in needed if not term[name] and term[name] != 0]


def _missing_inputs(lines: tuple[Line, ...], term: Mapping[str, Any], rules: Rules, on: date) -> list[Missing]:
    return [
        Missing(
            line.part,
            is_input=True,
            clause=line.clause,
            proposal=term["annual_fee"] if line.part == "new_term_fee" and not is_upgrade(rules, on) else None,
        )
        for line in lines
        if line.is_given and line.amount is None
    ]


def _notes(term: Mapping[str, Any], rules: Rules, on: date, lines: tuple[Line, ...]) -> list[Note]:
    parts = {line.part for line in lines}
    notes = []
    if "back_fees" in parts:
        notes += [Note("new_term", {"on": on}), Note("last_fee", {"start": term["start_on"], "end": term["end_on"]})]
    if any(line.is_given for line in lines):
        notes.append(Note("given_amounts"))
    if is_upgrade(rules, on) and rules.upgrade_to:
        values = {"level": term["level"], "day": rules.sold_before, "upgrade": rules.upgrade_to.value}
        notes.append(Note("upgrade", values, rules.sold_clause))
    shortfall = term["licences_shortfall"] or 0
    if shortfall > 0 and rules.licences_required:
        short = {"shortfall": shortfall, "required": term["licences_required"]}
        notes.append(Note("licences_short", short, rules.licences_required.clause))
    return [*notes, Note("rounding", {"currency": currency_of(term)}), Note("no_offer")]
