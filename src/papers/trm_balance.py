"""The balance of a TRM term as the documents show it: figures of the ledger, and what they mean in words (XII)."""

from collections.abc import Iterator
from typing import Any

from labels import figures, text
from papers import words
from papers.model import Conditions, Ledger


def steps(ledger: Ledger, language: str) -> list[dict[str, Any]]:
    """Entitled − used = left − planned = not booked; `alarm` where it is overuse."""
    amounts = (
        ("", "entitled", ledger.entitled),
        (words.MINUS, "used", ledger.used),
        ("=", "remaining", ledger.remaining),
        (words.MINUS, "planned", ledger.planned),
        ("=", "uncommitted", ledger.uncommitted),
    )
    return [
        {
            "sign": sign,
            "label": text(f"papers.balance.{name}", language),
            "amount": words.number(amount),
            "alarm": amount < 0,
            "strong": name == "uncommitted",
        }
        for sign, name, amount in amounts
    ]


def allowances(ledger: Ledger, language: str) -> dict[str, Any]:
    """Onsite days and coupons: allowance, used, planned, left, and what of it cannot be used."""
    onsite = (ledger.onsite_cap, ledger.onsite_used, ledger.onsite_planned, ledger.onsite_remaining)
    coupons = (ledger.coupons_entitled, ledger.coupons_used, ledger.coupons_planned, ledger.coupons_remaining)
    columns = ("cap", "used", "planned", "remaining", "stranded")
    return {
        "head": ["", *(text(f"papers.balance.{name}", language) for name in columns)],
        "rows": [
            [text("papers.balance.onsite", language), *map(words.number, (*onsite, ledger.stranded_onsite))],
            [text("papers.balance.coupons", language), *map(words.number, coupons), figures.EMPTY],
        ],
    }


def statements(ledger: Ledger, conditions: Conditions, language: str) -> list[dict[str, Any]]:
    """What the balance means, sentence by sentence; `alarm` marks what needs an answer."""
    return [
        {"text": text(f"papers.says.{key}", language, **values), "alarm": alarm}
        for key, alarm, values in _said(ledger, conditions, language)
    ]


def _said(ledger: Ledger, conditions: Conditions, language: str) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    end = words.day(ledger.term_end, language)
    if ledger.remaining < 0:
        yield "overused", True, {"days": words.days(ledger.remaining, language)}
    elif ledger.uncommitted < 0:
        yield "planned_beyond", True, {"days": words.days(ledger.uncommitted, language)}
    if ledger.onsite_used > ledger.onsite_cap:
        values = {"used": words.days(ledger.onsite_used, language), "cap": words.days(ledger.onsite_cap, language)}
        yield "over_cap", True, values
    elif ledger.onsite_remaining < ledger.onsite_cap - ledger.onsite_used:
        yield "onsite_limited", False, {"days": words.signed_days(ledger.onsite_remaining, language)}
    if ledger.is_over:
        coupons = words.coupons(ledger.coupons_expired, language)
        yield "expired", False, {"end": end, "days": words.days(ledger.expired, language), "coupons": coupons}
    else:
        yield from _still_open(ledger, conditions, end, language)


def _still_open(
    ledger: Ledger, conditions: Conditions, end: str, language: str
) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    if ledger.uncommitted > 0:
        yield "expires", False, {"end": end, "days": words.days(ledger.uncommitted, language)}
    if ledger.coupons_remaining > 0:
        yield "coupons_expire", False, {"end": end, "coupons": words.coupons(ledger.coupons_remaining, language)}
    run = conditions.onsite_run
    if ledger.stranded_onsite > 0:
        yield "stranded", True, {"days": words.days(ledger.stranded_onsite, language), "run": run}
    elif ledger.stranded_after_plan > 0:
        yield "stranded_after_plan", True, {"days": words.days(ledger.stranded_after_plan, language), "run": run}


def dates(ledger: Ledger, language: str) -> list[list[str]]:
    """Label and date: expiry, notice date by the text, the working day that is prudent, a notice that was given."""
    shown = [
        [text("papers.expires_on", language), words.day(ledger.term_end, language)],
        [text("papers.notice_by", language), words.day(ledger.notice_by, language)],
        [text("papers.notice_by_working_day", language), words.day(ledger.notice_by_working_day, language)],
    ]
    if ledger.notice_on:
        given = text("papers.notice_on", language, party=words.party(ledger, language))
        shown.append([given, words.day(ledger.notice_on, language)])
    return shown
