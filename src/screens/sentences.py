"""One ticket in one sentence: what started the clock, what the target was, what happened."""

from datetime import datetime
from typing import Any

from labels import figures, text
from screens import names
from terms import Terms


def explained(ticket: dict[str, Any], terms: Terms, as_of: datetime, language: str) -> str:
    """The sentence for the facts of a ticket: measured, or the reason why not."""
    return _measured(ticket, terms, as_of, language) if ticket["reason"] is None else _unmeasured(ticket, language)


def _measured(ticket: dict[str, Any], terms: Terms, as_of: datetime, language: str) -> str:
    clock, minutes = names.clock(ticket["calendar"]), int(ticket["target_minutes"])
    elapsed = int(ticket["elapsed_seconds"])
    counted = text(
        "sentence.counted",
        language,
        opened=figures.instant(ticket["opened_at"], language),
        severity=ticket["severity"],
        tier=names.tier(ticket["tier"], terms, language),
        target=text(f"sentence.target_{clock}", language, time=figures.duration(minutes * 60, language)),
        clause=ticket["clause"],
        due=figures.instant(ticket["due_at"], language),
    )
    beyond = figures.duration(abs(elapsed - minutes * 60), language)
    happened = text(
        f"sentence.{ticket['outcome']}",
        language,
        answered=figures.instant(ticket["answered_at"], language) if ticket["answered_at"] else "",
        as_of=figures.instant(as_of, language),
        beyond=beyond,
    )
    return counted + text("unit.sentence_gap", language) + happened


def _unmeasured(ticket: dict[str, Any], language: str) -> str:
    channel = ticket["channel"]
    sentence = text(
        f"explain.{ticket['reason']}",
        language,
        opened=figures.instant(ticket["opened_at"], language),
        severity=ticket["severity"] or figures.EMPTY,
        label=ticket["severity_label"] or figures.EMPTY,
        channel=text(f"terms.channel.{channel}", language) if channel else figures.EMPTY,
        contract=ticket["contract_id"] or figures.EMPTY,
        clause=ticket["clause"] or figures.EMPTY,
        code=ticket["exclusion_reason"] or figures.EMPTY,
    )
    if ticket["if_counted"] is None:
        return sentence
    outcome = text(f"outcome.{ticket['if_counted']}", language)
    return sentence + text("unit.sentence_gap", language) + text("sentence.if_counted", language, outcome=outcome)
