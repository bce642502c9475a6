"""The sentence of a reason, in Japanese and English."""

from datetime import date

from labels import figures, text
from planning.model import Reason


def reason_text(reason: Reason, language: str) -> str:
    """One sentence: how many days are not proposed, and why."""
    values = {name: _shown(value, language) for name, value in reason.values.items()}
    return text(f"planning.reason.{reason.code}", language, amount=_shown(reason.amount, language), **values)


def _shown(value: float | date, language: str) -> str:
    return figures.day(value, language) if isinstance(value, date) else f"{value:g}".replace("-", "−")
