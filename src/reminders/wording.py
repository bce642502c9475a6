"""A digest in words: by area for the one who leads the desk, by customer for the one who calls them."""

from labels import figures, text
from reminders import tickets_said, words
from reminders.actions import Item
from reminders.contracts import Contracts
from reminders.digest import Digest
from reminders.headlines import headlines
from reminders.items_said import about, entries
from reminders.page import Entry, Group, Page


def page(digest: Digest, contracts: Contracts, language: str) -> Page:
    """The digest of everybody by area, that of an owner by customer; the group of the most urgent item comes first."""
    now = figures.instant(digest.as_of, language, year=True)
    owner = words.one_line(digest.owner or "")
    summary = list(headlines(digest, language))
    if not digest.items:
        key = "digest.nothing_of" if owner else "digest.nothing"
        summary.insert(0, text(key, language, as_of=now, days=figures.days(digest.days, language), owner=owner))
    key = "digest.subtitle_of" if owner else "digest.subtitle"
    groups = _groups(digest, contracts, language)
    if digest.breaches:
        groups.append(_late(digest, contracts, language))
    return Page(language, text("digest.title", language), text(key, language, as_of=now, owner=owner), summary, groups)


def _groups(digest: Digest, contracts: Contracts, language: str) -> list[Group]:
    today, by_customer = figures.local(digest.as_of).date(), digest.owner is not None
    found: dict[str | None, list[Item]] = {}
    for item in digest.items:
        found.setdefault(item.facts["customer_id"] if by_customer else item.area, []).append(item)
    return [
        Group(_title(items, by_customer, language), entries(items, today, contracts, language, not by_customer))
        for items in found.values()
    ]


def _title(items: list[Item], by_customer: bool, language: str) -> str:
    first = items[0]
    name = words.customer(first.facts) if by_customer else text(f"digest.area.{first.area}", language)
    return text("digest.group", language, name=name, count=len(items))


def _late(digest: Digest, contracts: Contracts, language: str) -> Group:
    since = figures.instant(digest.since, language)
    badge = text("digest.badge.breached", language)
    told = [
        Entry(badge, "news", tickets_said.ticket(row, "breached", contracts, language), about(row, language))
        for row in digest.breaches
    ]
    return Group(text("digest.late", language, since=since, count=len(told)), told)
