"""The sentences that sum a digest up: today's work, what is past its date, what comes, what falls due today."""

from collections.abc import Iterable, Iterator
from datetime import date

from labels import figures, text
from metrics.actions import ORDER
from reminders import words
from reminders.actions import BANDS, NOTICES, Item
from reminders.digest import Digest

MOST_DATES = 3


def headlines(digest: Digest, language: str) -> Iterator[str]:
    """One sentence a band that has items, then one on tickets that are still in time; every item is counted once."""
    today = figures.local(digest.as_of).date()
    for band in BANDS:
        if items := [item for item in digest.items if item.band == band]:
            names = dict.fromkeys(
                _name(code, language) for code in sorted({item.code for item in items}, key=ORDER.index)
            )
            parts = words.joined((_part(name, items, today, language) for name in names), language)
            yield text(f"digest.headline.{band}", language, count=len(items), parts=parts)
    if digest.running:
        first = figures.instant(digest.running[0]["due_at"], language)
        yield text("digest.headline.running", language, count=len(digest.running), first=first)


def _name(code: str, language: str) -> str:
    return text(f"digest.code.{code}", language)


def _part(name: str, items: Iterable[Item], today: date, language: str) -> str:
    """ "TRM不更新通知期限(10/7)1", "" for what nothing is about."""
    found = [item for item in items if _name(item.code, language) == name]
    if not found:
        return ""
    key = "part" if found[0].area == "sla" else "dated_part"
    dates = sorted({item.facts["notice_by"] if item.code in NOTICES else item.due_on for item in found})
    return text(
        f"digest.headline.{key}",
        language,
        what=name,
        count=len(found),
        dates=_dates([words.day(each, today, language) for each in dates], language),
    )


def _dates(shown: list[str], language: str) -> str:
    if len(shown) > MOST_DATES:
        return text("digest.headline.span", language, first=shown[0], last=shown[-1])
    return words.joined(shown, language)
