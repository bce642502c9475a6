"""What it costs to cover the licences that a running support term does not cover (VI)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quotes.model import Line, Missing, Note, Quote, total_of
from quotes.money import rounded
from quotes.reinstating import LAPSED, currency_of, is_upgrade
from quotes.rules import Rules


def licences(term: Mapping[str, Any], rules: Rules, on: date, remaining: bool = False) -> Quote:
    """The quote for the shortfall of a support term of `metrics.renewals.terms`: annual fee / covered × shortfall.

    `remaining`: only the part of the term from a date to its end, both included, of the days of a year; never more than
    the whole. No shortfall: no lines, and a total of 0.
    """
    currency = currency_of(term)
    barred = _barred(term, rules, on)
    if barred or rules.licences_required is None:
        return Quote("licences", term["id"], on, currency, barred=barred)
    missing = tuple(_missing(term))
    shortfall = term["licences_shortfall"]
    if shortfall is None or shortfall <= 0:
        none = Note("no_shortfall", {name: term[f"licences_{name}"] for name in ("required", "covered")})
        notes = () if missing else (none, Note("no_offer"))
        return Quote("licences", term["id"], on, currency, (), total_of((), missing), missing, notes)
    lines = (_line(term, rules, on, remaining, not missing),)
    notes = tuple(_notes(term, rules, on, remaining, not missing))
    return Quote("licences", term["id"], on, currency, lines, total_of(lines, missing), missing, notes)


def _barred(term: Mapping[str, Any], rules: Rules, on: date) -> Note | None:
    if rules.licences_required is None:
        return Note("no_licence_rule")
    if term["state"] in LAPSED:
        return Note("term_over", {"end": term["end_on"]}, rules.parts.clause if rules.parts else None)
    if on > term["end_on"]:
        return Note("after_end", {"on": on, "end": term["end_on"]})
    if term["licences_covered"] == 0 and (term["licences_required"] or 0) > 0:
        return Note("none_covered", {"required": term["licences_required"]}, rules.licences_required.clause)
    return None


def _missing(term: Mapping[str, Any]) -> list[Missing]:
    figures = [Missing(f"licences_{name}", is_input=False) for name in ("required", "covered")]
    lacking = [one for one in figures if term[one.code] is None]
    if lacking or term["licences_shortfall"] <= 0:
        return lacking
    return [Missing(name, is_input=False) for name in ("currency", "annual_fee") if not term[name] and term[name] != 0]


def _line(term: Mapping[str, Any], rules: Rules, on: date, remaining: bool, is_known: bool) -> Line:
    clause = rules.licences_required.clause if rules.licences_required else ""
    values = {
        "fee": term["annual_fee"],
        "required": term["licences_required"],
        "covered": term["licences_covered"],
        "shortfall": term["licences_shortfall"],
    }
    if not remaining:
        amount = _whole(term) if is_known else None
        return Line("licences_term", amount, clause, values=values)
    first, last = max(on, term["start_on"]), term["end_on"]
    left = (last - first).days + 1
    per_year = rules.year()
    days = min(left, per_year)
    values |= {"days": days, "left": left, "per_year": per_year, "first": first, "last": last}
    part = rounded(_exact(term) * days / per_year, term["currency"]) if is_known else None
    return Line("licences_remaining", part, clause, rules.readings(), values)


def _exact(term: Mapping[str, Any]) -> Fraction:
    return Fraction(term["annual_fee"]) * term["licences_shortfall"] / term["licences_covered"]


def _whole(term: Mapping[str, Any]) -> Decimal:
    return rounded(_exact(term), term["currency"])


def _notes(term: Mapping[str, Any], rules: Rules, on: date, remaining: bool, is_known: bool) -> list[Note]:
    notes = [Note("licence_price")]
    if remaining:
        notes.append(Note("remaining_part"))
        if is_known:
            notes.append(Note("whole_term", {"amount": _whole(term), "currency": currency_of(term)}))
    else:
        notes.append(Note("term_whole"))
    if is_upgrade(rules, on):
        notes.append(Note("licences_not_sold", {"level": term["level"], "day": rules.sold_before}, rules.sold_clause))
    return [*notes, Note("rounding", {"currency": currency_of(term)}), Note("no_offer")]
