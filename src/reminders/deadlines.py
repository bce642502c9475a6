"""The deadlines of contracts, subscriptions and revised terms, one a day on which something must have happened."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from labels import figures, text
from metrics import renewals, trm
from metrics.renewals import RenewalFilters
from metrics.trm import TrmFilters
from refusals import Refusal, nearest
from reminders import contracts, owners, terms_said, words
from warehouse import Warehouse

Row = Mapping[str, Any]

KEPT = timedelta(days=30)
"""A deadline stays so long after it has passed."""

NOTICE_OPEN = (
    "active",
    "notice_window",
    "notice_passed",
    "expiring_unrenewed",
    "lapsed",
    "auto_renewal_fixed",
    "upcoming",
)
SUPPORT_END_OPEN = (
    "active", "notice_window", "notice_passed", "expiring_unrenewed", "lapsed", "payment_open", "late_notice",
    "upcoming",
)  # fmt: skip
END_TITLES = {
    "payment_open": "end_unpaid",
    "expiring_unrenewed": "end_unrenewed",
    "notice_passed": "end_unrenewed",
    "lapsed": "end_unrenewed",
}
TRM_RUNNING = ("active", "notice_window", "auto_renewal_fixed", "late_notice", "nonrenewal_notified")


@dataclass(frozen=True)
class Deadline:
    """`kind` support, trm or revision; `since`: the first day of the term (revision: the day of notification), which
    with kind, id and `what` (notice, notice-prudent, end, objection) names the deadline whatever its date."""

    kind: str
    id: str
    since: date
    what: str
    on: date
    title: str
    about: str


def of(
    warehouse: Warehouse,
    language: str,
    owner: str | None = None,
    customer: tuple[str, ...] = (),
    as_of: datetime | None = None,
) -> list[Deadline]:
    """The open deadlines by date; those of terms renewed, of notices given and objections made are not there.

    Refusal on an owner or a customer that nothing has.
    """
    rows = renewals.terms(warehouse, RenewalFilters(as_of=as_of)).to_pylist()
    owners.check(owner, rows)
    revisions = renewals.revisions(warehouse, RenewalFilters(as_of=as_of)).to_pylist()
    _check(customer, {row["customer_id"] for row in rows})
    today = figures.local(as_of or warehouse.as_of).date()
    texts = contracts.of(warehouse)

    def is_asked(row: Row) -> bool:
        return (owner is None or row["owner"] == owner) and (not customer or row["customer_id"] in customer)

    found: list[Deadline] = []
    for row in filter(is_asked, rows):
        if row["kind"] == "support":
            found += _support(row, terms_said.support(row, today, texts, language), language)
    terms = {(row["id"], row["start_on"]): row for row in rows if row["kind"] == "trm" and is_asked(row)}
    for ledger in trm.ledgers(warehouse, TrmFilters(as_of=as_of)).to_pylist():
        if row := terms.get((ledger["subscription_id"], ledger["term_start"])):
            found += _trm(row, ledger, terms_said.trm(ledger, today, texts, language), language)
    for row in filter(is_asked, revisions):
        if row["object_by"] and row["objected_on"] is None:
            found.append(_revision(row, terms_said.revision(row, today, language), language))
    kept = [deadline for deadline in found if deadline.on >= today - KEPT]
    return sorted(kept, key=lambda each: (each.on, each.kind, each.id, each.since, each.what))


def _support(row: Row, said: str, language: str) -> Iterator[Deadline]:
    make = _maker("support", row["id"], row["start_on"], row, language)
    about = (said, _known_as(row, language))
    if row["state"] in NOTICE_OPEN and row["notice_by"]:
        yield from _notices(make, row, about)
    if row["state"] in SUPPORT_END_OPEN:
        yield make("end", row["end_on"], *about, title=END_TITLES.get(row["state"], "end"))


def _trm(row: Row, ledger: Row, said: str, language: str) -> Iterator[Deadline]:
    make = _maker("trm", row["id"], row["start_on"], row, language)
    about = (said, _known_as(row, language))
    if row["state"] in NOTICE_OPEN and row["notice_by"]:
        yield from _notices(make, row, about)
    if row["state"] in TRM_RUNNING:
        left = max(0.0, ledger["remaining"])
        coupons = max(0, ledger["coupons_remaining"])
        figure = {"days": figures.days(left, language), "free": figures.days(max(0.0, ledger["uncommitted"]), language)}
        lost = text("ics.trm.lost", language, coupons=coupons, **figure)
        yield make("end", row["end_on"], *about[:1], lost, *about[1:], title="end" if left else "end_used", **figure)


def _notices(make: Callable[..., Deadline], row: Row, about: tuple[str, ...]) -> Iterator[Deadline]:
    yield make("notice", row["notice_by"], *about)
    if row["notice_by_working_day"] not in (None, row["notice_by"]):
        yield make("notice-prudent", row["notice_by_working_day"], *about, title="prudent")


def _revision(row: Row, said: str, language: str) -> Deadline:
    make = _maker("revision", row["contract_id"], row["notified_on"], row, language)
    return make("objection", row["object_by"], said, _known_as({**row, "id": row["contract_id"]}, language))


def _maker(kind: str, number: str, since: date, row: Row, language: str) -> Callable[..., Deadline]:
    def make(what: str, on: date, *about: str, title: str = "", **values: str) -> Deadline:
        named = text(f"ics.{kind}.{title or what}", language, customer=words.customer(row), **values)
        return Deadline(kind, number, since, what, on, named, "\n".join(filter(None, about)))

    return make


def _known_as(row: Row, language: str) -> str:
    """The contract's number, and whose it is."""
    values = {"id": words.one_line(row["id"]), "owner": words.one_line(row["owner"] or "") or figures.EMPTY}
    return text("ics.known_as", language, **values)


def _check(customer: tuple[str, ...], known: set[str]) -> None:
    for value in customer:
        if value not in known:
            hint = nearest(value, sorted(filter(None, known)))
            raise Refusal(f'--customer "{value}": no contract and no TRM subscription is of this customer{hint}')
