"""One TRM term in sentences: what is left, until when, whether it can still be used."""

from datetime import date

from labels import figures, text
from screens import names
from screens.trm_data import Row, customer
from terms import Terms


def sentences(ledger: Row, today: date, terms: Terms, language: str) -> list[str]:
    """The sentences of a ledger, the most important first."""
    if ledger["is_over"]:
        return [_used(ledger, terms, language), _ended(ledger, language)]
    found = [_used(ledger, terms, language)]
    if ledger["term_start"] > today:
        found.append(_say("future", language, start=_day(ledger["term_start"], language)))
    found.append(_end(ledger, today, language))
    if ledger["bookable_days"] is not None and ledger["remaining"] > 0:
        found.append(_room(ledger, language))
    found.append(_onsite(ledger, language))
    return found


def _used(ledger: Row, terms: Terms, language: str) -> str:
    values = {name: figures.days_number(ledger[name]) for name in ("entitled", "used", "planned", "uncommitted")}
    key = "used" if ledger["planned"] else "used_none_planned"
    if ledger["remaining"] < 0:
        key = "overused"
    over = figures.days_number(-ledger["remaining"])
    kind = names.trm_type(ledger["trm_type"], terms, language)
    return _say(key, language, customer=customer(ledger), type=kind, over=over, **values)


def _end(ledger: Row, today: date, language: str) -> str:
    """When it expires, and what becomes of the subscription then."""
    end, notice = _day(ledger["term_end"], language), _day(ledger["notice_by"], language)
    working, given = ledger["notice_by_working_day"], ledger["notice_on"]
    joint = text("unit.sentence_gap", language)
    expires = _say("expires", language, end=end)
    if ledger["is_last"]:
        return joint.join((expires, _say("ends", language, given=_day(given, language), end=end)))
    if given is not None and given > ledger["notice_by"]:
        return joint.join((expires, _say("late_notice", language, given=_day(given, language), notice=notice)))
    if today > ledger["notice_by"]:
        return joint.join((expires, _say("renewal_fixed", language, notice=notice)))
    if working is None or working == ledger["notice_by"]:
        return joint.join((expires, _say("renews_same", language, notice=notice)))
    return joint.join((expires, _say("renews", language, notice=notice, working=_day(working, language))))


def _room(ledger: Row, language: str) -> str:
    values = {
        "bookable": int(ledger["bookable_days"]),
        "taken": int(ledger["taken_elsewhere"]),
        "remaining": figures.days_number(ledger["remaining"]),
        "missing": figures.days_number(ledger["remaining"] - ledger["bookable_days"]),
    }
    return _say("feasible" if ledger["is_feasible"] else "infeasible", language, **values)


def _onsite(ledger: Row, language: str) -> str:
    left = ledger["onsite_remaining"] - ledger["onsite_planned"]
    over = ledger["onsite_used"] + ledger["onsite_planned"] - ledger["onsite_cap"]
    cap = figures.days_number(ledger["onsite_cap"])
    if over > 0:
        return _say("over_cap", language, cap=cap, over=figures.days_number(over))
    found = _say(
        "onsite",
        language,
        cap=cap,
        used=figures.days_number(ledger["onsite_used"]),
        planned=figures.days_number(ledger["onsite_planned"]),
        left=figures.days_number(left),
    )
    if ledger["stranded_after_plan"]:
        stranded = figures.days_number(ledger["stranded_after_plan"])
        found += text("unit.sentence_gap", language) + _say("stranded", language, stranded=stranded)
    return found


def _ended(ledger: Row, language: str) -> str:
    end = _day(ledger["term_end"], language)
    if not ledger["expired"] and not ledger["coupons_expired"]:
        return _say("expired_nothing", language, end=end)
    return _say(
        "expired" if ledger["expired"] else "expired_coupons",
        language,
        end=end,
        expired=figures.days_number(ledger["expired"]),
        coupons=int(ledger["coupons_expired"]),
    )


def expires_on(end: date, language: str) -> str:
    """ "2026/12/6" or "6 Dec 2026": the end of a term with its year."""
    month = text("unit.months", language).split()[end.month - 1]
    return text("trm.tile.expires_on", language, year=end.year, number=end.month, month=month, day=end.day)


def _day(day: date, language: str) -> str:
    return figures.day(day, language)


def _say(key: str, language: str, **values: object) -> str:
    return text(f"trm.said.{key}", language, **values)
