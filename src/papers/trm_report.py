"""実施報告・残日数表: what was done on each TRM day of a term, what is left, and where both sides sign (XII)."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from labels import figures, text
from papers import trm_balance, words
from papers.model import Entry, TrmReport
from papers.typesetting import typeset


def document(report: TrmReport, language: str) -> bytes:
    """The report of one subscription and term as PDF, in "ja" or "en"."""
    return typeset("trm_report", content(report, language), report.basis.as_of)


def content(report: TrmReport, language: str) -> dict[str, Any]:
    """What the template displays: words and figures, ready to print."""
    ledger, basis = report.ledger, report.basis
    delivered = report.counted("used")
    return {
        "frame": words.frame(text("papers.report.title", language), ledger, basis, language),
        "facts": words.facts(ledger, basis, language),
        "balance": {
            "title": text("papers.balance.title", language),
            "unit": text("papers.balance.unit", language),
            "steps": trm_balance.steps(ledger, language),
            "allowances": trm_balance.allowances(ledger, language),
            "statements": trm_balance.statements(ledger, basis.conditions, language),
            "dates": trm_balance.dates(ledger, language),
        },
        "delivered": _delivered(report, delivered, language),
        "planned": _listed("planned", report.counted("planned"), report, language),
        "outside": _listed("outside", report.outside(), report, language),
        "coupons": _coupons(report, language),
        "notes": list(_notes(report, delivered, language)),
        "rules": words.rules(basis, language),
        "signing": {
            "sentence": text("papers.signing.sentence", language),
            "what": _signed(report, language),
            "seal": text("papers.signing.seal", language),
            "parties": [text(f"papers.signing.{party}", language) for party in ("customer", "consultant")],
            "fields": [text(f"papers.signing.{field}", language) for field in ("date", "position", "name")],
        },
    }


def _signed(report: TrmReport, language: str) -> str:
    ledger = report.ledger
    return text(
        "papers.signing.what",
        language,
        subscription=ledger.subscription_id,
        type=words.type_name(ledger, report.basis, language),
        term=words.term(ledger, language),
        as_of=figures.instant(report.basis.as_of, language, year=True),
        **{name: words.number(getattr(ledger, name)) for name in ("entitled", "used", "planned", "remaining")},
    )


def _delivered(report: TrmReport, entries: list[Entry], language: str) -> dict[str, Any]:
    ledger = report.ledger
    left = list(accumulate((entry.days for entry in entries), lambda rest, days: rest - days, initial=ledger.entitled))
    if left[-1] != ledger.remaining:
        raise ValueError(
            f"the entries of {ledger.subscription_id} leave {left[-1]} days, its ledger {ledger.remaining}"
        )
    columns = ("date", "days", "mode", "topic", "deliverable", "confirmed", "left")
    return {
        "title": text("papers.report.delivered", language),
        "head": [text(f"papers.column.{name}", language) for name in columns],
        "start": [text("papers.report.entitled", language), words.aligned(ledger.entitled)],
        "rows": [
            _entry(entry, report, language)
            | {
                "confirmed": words.day(entry.customer_confirmed_on, language) if entry.customer_confirmed_on else None,
                "left": words.aligned(rest),
                "over": rest < 0,
            }
            for entry, rest in zip(entries, left[1:], strict=True)
        ],
        "sum": [
            text("papers.report.sum", language),
            words.aligned(ledger.used),
            text("papers.balance.remaining", language),
            words.aligned(ledger.remaining),
        ],
        "none": text("papers.report.none_delivered", language),
    }


def _listed(kind: str, entries: list[Entry], report: TrmReport, language: str) -> dict[str, Any]:
    return {
        "title": text(f"papers.report.{kind}", language),
        "head": [
            text(f"papers.column.{name}", language) for name in (f"{kind}_on", "days", "mode", "topic", "deliverable")
        ],
        "rows": [_entry(entry, report, language) for entry in entries],
    }


def _entry(entry: Entry, report: TrmReport, language: str) -> dict[str, Any]:
    elsewhere = entry.consultant if entry.consultant != report.ledger.consultant else None
    return {
        "date": words.day(entry.date, language),
        "days": words.aligned(entry.days),
        "mode": text(f"papers.mode.{entry.mode}", language),
        "block": _block(entry, report, language),
        "remarks": [text(f"papers.remark.{name}", language) for name in _remarks(entry)],
        "topic": entry.topic or "",
        "by": text("papers.by", language, consultant=elsewhere) if elsewhere else "",
        "deliverable": entry.deliverable or "",
    }


def _block(entry: Entry, report: TrmReport, language: str) -> str:
    if entry.block_state not in ("bridged", "short"):
        return ""
    return text(f"papers.block.{entry.block_state}", language, run=report.basis.conditions.onsite_run)


def _remarks(entry: Entry) -> Iterator[str]:
    if entry.is_closed_day:
        yield "closed_day"
    if entry.is_planned_behind:
        yield "planned_behind"
    if entry.is_delivered_ahead:
        yield "delivered_ahead"


def _coupons(report: TrmReport, language: str) -> dict[str, Any]:
    used = [coupon for coupon in report.coupons if coupon.term_start == report.ledger.term_start]
    columns = ("used_on", "quantity", "course", "attendee")
    return {
        "title": text("papers.report.coupons", language),
        "head": [text(f"papers.column.{name}", language) for name in columns],
        "rows": [
            {
                "date": words.day(coupon.used_on, language),
                "planned": text("papers.balance.planned", language) if coupon.counted_as == "planned" else "",
                "quantity": str(coupon.quantity),
                "course": coupon.course or "",
                "attendee": coupon.attendee or "",
            }
            for coupon in sorted(used, key=lambda coupon: coupon.used_on)
        ],
    }


def _notes(report: TrmReport, delivered: list[Entry], language: str) -> Iterator[str]:
    if any(entry.customer_confirmed_on is None for entry in delivered):
        yield text("papers.report.unconfirmed", language)
    states = {entry.block_state for entry in report.entries if entry.term_start == report.ledger.term_start}
    for state in ("short", "bridged"):
        if state in states:
            yield text(f"papers.report.note_{state}", language, run=report.basis.conditions.onsite_run)
    cancelled = len(report.counted("cancelled"))
    if cancelled:
        yield text("papers.report.cancelled", language, number=cancelled)
