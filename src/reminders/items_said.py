"""Items to act on as entries: a badge, the sentence, what it is known by, the reasons. Equal dates are told once."""

from collections.abc import Hashable, Iterable
from datetime import date

from labels import text
from reminders import terms_said, tickets_said, words
from reminders.actions import Item
from reminders.contracts import Contracts
from reminders.known import Row
from reminders.page import Entry
from reminders.reasons_said import reasons

TOLD_ONCE = 3
"""From so many contracts on, one sentence names the date that they share."""


def entries(items: Iterable[Item], today: date, contracts: Contracts, language: str, together: bool) -> list[Entry]:
    """An entry an item, in their order; `together`: one for those that share their dates, where the first stands."""
    bunches: dict[Hashable, list[Item]] = {}
    for number, item in enumerate(items):
        bunches.setdefault(_shared(item) if together else number, []).append(item)
    found: list[Entry] = []
    for bunch in bunches.values():
        if len(bunch) >= TOLD_ONCE:
            found.append(_bunch(bunch, today, language))
        else:
            found += [entry(item, today, contracts, language) for item in bunch]
    return found


def entry(item: Item, today: date, contracts: Contracts, language: str) -> Entry:
    if item.area == "sla":
        badge = text(f"digest.badge.{item.code}", language, share=tickets_said.share(item.facts))
        return Entry(
            badge,
            item.band,
            tickets_said.ticket(item.facts, item.code, contracts, language),
            about(item.facts, language),
        )
    if item.code == "revision_open":
        sentence = terms_said.revision(item.facts, today, language)
    elif item.area == "trm":
        sentence = terms_said.trm(item.facts, today, contracts, language)
    else:
        sentence = terms_said.support(item.facts, today, contracts, language)
    why = reasons(item, language)
    because = text("digest.because", language, reasons=why) if why else ""
    return Entry(
        _badge(item, today, language),
        item.band,
        sentence,
        tuple(filter(None, (_known_as(item, contracts, language), because))),
    )


def about(ticket: Row, language: str) -> tuple[str, ...]:
    """The subject of a ticket, and who has it."""
    assignee = words.one_line(ticket["assignee"] or ticket["team"] or "")
    who = text("digest.assignee", language, name=assignee) if assignee else ""
    return tuple(filter(None, (words.joined((tickets_said.subject(ticket), who), language),)))


def _known_as(item: Item, contracts: Contracts, language: str) -> str:
    facts, level = item.facts, ""
    if item.area == "renewal" and item.code != "revision_open":
        level = contracts.tier(facts["level"], language)
    stage = text(f"digest.stage.{facts['stage']}", language) if facts.get("stage") else ""
    stage = text("digest.stage_is", language, stage=stage) if stage else ""
    owner = text("digest.owner", language, name=words.one_line(item.owner)) if item.owner else ""
    reseller = words.one_line(facts.get("reseller") or "")
    sold_by = text("digest.reseller", language, name=reseller) if reseller else ""
    return words.joined((words.one_line(item.id), level, owner, sold_by, stage), language)


def _shared(item: Item) -> Hashable:
    """What items told in one sentence have in common; of others nothing."""
    facts = item.facts
    if item.code == "notice_window":
        return item.code, item.band, facts["end_on"], facts["notice_by"], facts["notice_by_working_day"]
    if item.code == "revision_open":
        return item.code, item.band, facts["object_by"]
    return item.area, item.id, item.facts.get("start_on"), item.facts.get("term_start")


def _bunch(items: list[Item], today: date, language: str) -> Entry:
    facts = items[0].facts
    if items[0].code == "notice_window":
        end, notice = words.day(facts["end_on"], today, language), terms_said.notice(facts, today, language)
        sentence = text("digest.bunch.notice", language, end=end, count=len(items), notice=notice)
    else:
        clause, by = words.cited("preamble", language), words.day(facts["object_by"], today, language)
        sentence = text("digest.bunch.revision", language, count=len(items), object_by=by, clause=clause)
    return Entry(
        _badge(items[0], today, language),
        items[0].band,
        sentence,
        (words.joined((_short(item, language) for item in items), language),),
    )


def _short(item: Item, language: str) -> str:
    """ "千鳥浜電鉄 K-1013(保守対象ライセンス不足 150)"."""
    why = reasons(item, language)
    named = f"{words.customer(item.facts)} {words.one_line(item.id)}"
    return named + (text("digest.in_brackets", language, what=why) if why else "")


def _badge(item: Item, today: date, language: str) -> str:
    days = (item.due_on - today).days
    if days in (-1, 0, 1):
        return text(f"digest.badge.{('yesterday', 'today', 'tomorrow')[days + 1]}", language)
    return text("digest.badge.past" if days < 0 else "digest.badge.ahead", language, days=abs(days))
