"""One ticket in one sentence: what started the clock, what the target was, what happened."""

from datetime import datetime

import pandas as pd

from labels import figures, text
from screens import names
from terms import Terms


def explained(ticket: pd.Series, terms: Terms, as_of: datetime, language: str) -> str:
    """The sentence for a row of the ticket facts: measured, or the reason why not."""
    return _measured(ticket, terms, as_of, language) if pd.isna(ticket["reason"]) else _unmeasured(ticket, language)


def _measured(ticket: pd.Series, terms: Terms, as_of: datetime, language: str) -> str:
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
        answered=figures.instant(ticket["answered_at"], language) if pd.notna(ticket["answered_at"]) else "",
        as_of=figures.instant(as_of, language),
        beyond=beyond,
    )
    return counted + text("unit.sentence_gap", language) + happened


def _unmeasured(ticket: pd.Series, language: str) -> str:
    channel = ticket["channel"]
    sentence = text(
        f"explain.{ticket['reason']}",
        language,
        opened=figures.instant(ticket["opened_at"], language),
        severity=ticket["severity"] if pd.notna(ticket["severity"]) else figures.EMPTY,
        label=ticket["severity_label"] if pd.notna(ticket["severity_label"]) else figures.EMPTY,
        channel=text(f"terms.channel.{channel}", language) if pd.notna(channel) else figures.EMPTY,
        contract=ticket["contract_id"] if pd.notna(ticket["contract_id"]) else figures.EMPTY,
        clause=ticket["clause"] if pd.notna(ticket["clause"]) else figures.EMPTY,
        code=ticket["exclusion_reason"] if pd.notna(ticket["exclusion_reason"]) else figures.EMPTY,
    )
    if pd.isna(ticket["if_counted"]):
        return sentence
    outcome = text(f"outcome.{ticket['if_counted']}", language)
    return sentence + text("unit.sentence_gap", language) + text("sentence.if_counted", language, outcome=outcome)
