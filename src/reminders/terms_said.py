"""One support term, TRM term or revision in sentences: what ends when, what happens by itself, until when to act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from labels import figures, text
from reminders import words
from reminders.contracts import Contracts

Row = Mapping[str, Any]


def support(term: Row, today: date, contracts: Contracts, language: str) -> str:
    """The sentences of a support term, as `metrics.renewals.terms` gives it (VI, VII, VIII)."""
    values = {"customer": words.customer(term), "end": words.day(term["end_on"], today, language)}

    def cited(path: str) -> str:
        return words.cited(contracts.clause(term["program"], path, term["start_on"]), language)

    match term["state"]:
        case "payment_open":
            following = words.day(term["next_start"], today, language)
            clause = cited("renewal.access_stops_unpaid")
            key = "support.payment_open" if term["notice_by"] else "support.payment_unset"
            return _say(key, language, next=following, clause=clause if term["notice_by"] else "", **values)
        case "late_notice":
            given, notice = (words.day(term[name], today, language) for name in ("notice_on", "notice_by"))
            clause = cited("renewal.notice_days")
            return _say("support.late_notice", language, given=given, notice=notice, clause=clause, **values)
        case "lapsed":
            key = "support.lapsed" if term["notice_by"] else "support.lapsed_unset"
            return _say(key, language, clause=cited("reinstatement.parts"), **values)
    is_ordered = term["stage"] == "ordered" and term["state"] not in ("active", "upcoming")
    order = _say("support.ordered" if is_ordered else "support.unrenewed", language, **values)
    return words.sentences((order, _notice(term, today, cited("renewal.automatic"), language)), language)


def _notice(term: Row, today: date, clause: str, language: str) -> str:
    if term["notice_by"] is None:
        return _say("support.notice_unset", language)
    if term["days_to_notice"] < 0:
        return _say(
            "support.notice_past", language, clause=clause, notice=words.day(term["notice_by"], today, language)
        )
    return _say("support.notice", language, notice=notice(term, today, language))


def notice(term: Row, today: date, language: str) -> str:
    """ "12/31、実務上は12/28(月)": the literal date, and the working day before it where it is another one (A7)."""
    literal, working = term["notice_by"], term["notice_by_working_day"]
    shown = words.day(literal, today, language)
    if working is None or working == literal:
        return shown
    return _say("notice_twin", language, notice=shown, prudent=words.weekday(working, today, language))


def trm(ledger: Row, today: date, contracts: Contracts, language: str) -> str:
    """The sentences of a TRM term, as `metrics.trm.ledgers` gives it (XII)."""
    return words.sentences((_used(ledger, contracts, language), _end(ledger, today, language)), language)


def _used(ledger: Row, contracts: Contracts, language: str) -> str:
    key = "used" if ledger["planned"] else "used_none_planned"
    return text(
        f"trm.said.{'overused' if ledger['remaining'] < 0 else key}",
        language,
        customer=words.customer(ledger),
        type=contracts.trm_type(ledger["trm_type"], language),
        over=figures.days_number(-ledger["remaining"]),
        **{name: figures.days_number(ledger[name]) for name in ("entitled", "used", "planned", "uncommitted")},
    )


def _end(ledger: Row, today: date, language: str) -> str:
    """What becomes of the days and of the subscription at the term's end."""
    key = "trm.expires" if ledger["remaining"] > 0 else "trm.ends"
    end = _say(key, language, end=words.day(ledger["term_end"], today, language))
    given, by = ledger["notice_on"], ledger["notice_by"]
    dates = {"given": words.day(given, today, language) if given else "", "notice": words.day(by, today, language)}
    if ledger["is_last"]:
        return _say("trm.noticed", language, end=end, **dates)
    if given is not None and given > by:
        return _say("trm.late_notice", language, end=end, **dates)
    if today > by:
        return _say("trm.fixed", language, end=end, **dates)
    prudent = ledger["notice_by_working_day"]
    if prudent is None or prudent == by:
        return _say("trm.renews", language, end=end, **dates)
    return _say("trm.renews_twin", language, end=end, prudent=words.weekday(prudent, today, language), **dates)


def revision(row: Row, today: date, language: str) -> str:
    """Until when a customer may object to revised terms, and what silence means (preamble)."""
    values = {name: words.day(row[name], today, language) for name in ("notified_on", "object_by")}
    clause = words.cited("preamble", language)
    return _say("revision.open", language, customer=words.customer(row), clause=clause, **values)


def _say(key: str, language: str, **values: object) -> str:
    return text(f"digest.{key}", language, **values)
