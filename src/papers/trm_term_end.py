"""The sheet before a TRM term ends: what is left, until when it can be used, what happens by itself (XII)."""

from collections.abc import Iterator
from typing import Any

from labels import figures, text
from papers import trm_balance, words
from papers.model import Basis, Ledger, TrmTermEnd
from papers.typesetting import typeset


def document(sheet: TrmTermEnd, language: str) -> bytes:
    """One page per subscription of the customer as PDF, in "ja" or "en"."""
    return typeset("trm_term_end", content(sheet, language), sheet.basis.as_of)


def content(sheet: TrmTermEnd, language: str) -> dict[str, Any]:
    """What the template displays: words and figures, ready to print."""
    title = text("papers.end.title", language)
    return {
        "frame": words.frame(title, sheet.ledgers[0], sheet.basis, language),
        "pages": [_page(ledger, sheet.basis, language) for ledger in sheet.ledgers],
        "rules": words.rules(sheet.basis, language),
    }


def course(ledger: Ledger, basis: Basis) -> str:
    """What happens by itself: "ends", "renews_late_notice", "renewal_fixed", or "renews" unless notice is given."""
    if ledger.is_last:
        return "ends"
    if ledger.notice_on and ledger.notice_on > ledger.notice_by:
        return "renews_late_notice"
    return "renewal_fixed" if figures.local(basis.as_of).date() > ledger.notice_by else "renews"


def _page(ledger: Ledger, basis: Basis, language: str) -> dict[str, Any]:
    return {
        "facts": words.facts(ledger, basis, language),
        "balance": {
            "title": text("papers.end.left", language),
            "unit": text("papers.balance.unit", language),
            "steps": trm_balance.steps(ledger, language),
            "statements": trm_balance.statements(ledger, basis.conditions, language),
            "allowances": trm_balance.allowances(ledger, language),
        },
        "bookable": {
            "title": text("papers.end.bookable", language),
            "statements": list(_bookable(ledger, language)),
        },
        "notice": {
            "title": text("papers.end.notice", language),
            "dates": trm_balance.dates(ledger, language),
            "statements": [_by_whom(ledger, basis, language)],
        },
        "by_itself": {
            "title": text("papers.end.by_itself", language),
            "statements": [{"text": said, "alarm": False} for said in _by_itself(ledger, basis, language)],
        },
        "next": {
            "title": text("papers.end.next", language),
            "head": [text(f"papers.end.column.{name}", language) for name in ("done", "step", "until", "who")],
            "rows": [list(step) for step in _next_steps(ledger, basis, language)],
        },
    }


def _bookable(ledger: Ledger, language: str) -> Iterator[dict[str, Any]]:
    if ledger.is_over or ledger.bookable_days is None:
        yield {"text": text("papers.end.over", language, end=words.day(ledger.term_end, language)), "alarm": False}
        return
    values = {
        "end": words.day(ledger.term_end, language),
        "bookable": words.days(ledger.bookable_days, language),
        "remaining": words.days(ledger.remaining, language),
    }
    yield {"text": text("papers.end.bookable_days", language, **values), "alarm": False}
    if not ledger.is_feasible:
        yield {"text": text("papers.end.infeasible", language, **values), "alarm": True}


def _by_whom(ledger: Ledger, basis: Basis, language: str) -> dict[str, Any]:
    days = words.days(basis.conditions.notice_days, language)
    return {"text": text("papers.end.by_whom", language, days=days), "alarm": False}


def _by_itself(ledger: Ledger, basis: Basis, language: str) -> Iterator[str]:
    end = words.day(ledger.term_end, language)
    yield text(
        f"papers.end.course.{course(ledger, basis)}",
        language,
        end=end,
        notice_by=words.day(ledger.notice_by, language),
        notice_on=words.day(ledger.notice_on, language),
        party=words.party(ledger, language),
        months=basis.conditions.renewal_months,
    )
    yield text("papers.end.expiry", language, end=end)


def _next_steps(ledger: Ledger, basis: Basis, language: str) -> Iterator[tuple[str, str]]:
    end = words.day(ledger.term_end, language)
    if not ledger.is_over:
        if ledger.uncommitted > 0:
            days = words.days(ledger.uncommitted, language)
            yield text("papers.end.step.book", language, days=days), end
        if ledger.planned > 0:
            yield text("papers.end.step.deliver", language, days=words.days(ledger.planned, language)), end
        if ledger.stranded_onsite > 0 or ledger.stranded_after_plan > 0:
            yield text("papers.end.step.stranded", language), end
        if ledger.coupons_remaining > 0:
            coupons = words.coupons(ledger.coupons_remaining, language)
            yield text("papers.end.step.coupons", language, coupons=coupons), end
    if course(ledger, basis) == "renews":
        prudent = ledger.notice_by_working_day or ledger.notice_by
        yield text("papers.end.step.notice", language), words.day(prudent, language)
    yield text("papers.end.step.report", language), end
