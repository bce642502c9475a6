"""One ticket in a sentence: its target, how late it is or how much of the target is gone (V, IX)."""

from collections.abc import Mapping
from typing import Any

from labels import figures, text
from reminders import words
from reminders.contracts import Contracts

SUBJECT = 60
"""Letters of a subject that are shown."""


def ticket(row: Mapping[str, Any], code: str, contracts: Contracts, language: str) -> str:
    """The sentence of a ticket that is `overdue`, `near_due` or was `breached`."""
    seconds, elapsed = int(row["target_minutes"]) * 60, int(row["elapsed_seconds"])
    return text(
        f"digest.ticket.{code}",
        language,
        customer=words.customer(row),
        ticket=words.one_line(row["ticket_id"]),
        severity=row["severity"],
        tier=contracts.tier(row["tier"], language),
        target=_target(row, language),
        due=figures.instant(row["due_at"], language),
        answered=figures.instant(row["answered_at"], language) if row["answered_at"] else "",
        difference=figures.duration(abs(elapsed - seconds), language),
        share=share(row),
        clause=words.cited(row["clause"], language),
    )


def share(row: Mapping[str, Any]) -> str:
    """The part of its target that a ticket has used, in whole percent, rounded down."""
    seconds = int(row["target_minutes"]) * 60
    return str(int(row["elapsed_seconds"]) * 100 // seconds) if seconds else "100"


def subject(row: Mapping[str, Any]) -> str:
    shown = words.one_line(row["subject"] or "")
    return shown if len(shown) <= SUBJECT else shown[: SUBJECT - 1] + "…"


def _target(row: Mapping[str, Any], language: str) -> str:
    if row["calendar"] == "always":
        return figures.target(row["target_minutes"], "always", language)
    return figures.duration(int(row["target_minutes"]) * 60, language)
