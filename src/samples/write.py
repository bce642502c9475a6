"""Writes the exports: one CSV file a kind, UTF-8, LF, the same bytes for the same number of tickets and seed."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from random import Random
from typing import TextIO

from refusals import Refusal
from samples import contracts, information, review_story, story, trm
from samples import tickets as bulk
from samples.desk import Draw

COLUMNS = {
    "tickets": "ticket_id contract_id customer_id severity reported_severity channel opened_at first_response_at "
    "resolved_at closed_at status enquiry_kind subject product category assignee team region language closure_reason "
    "exclusion_reason escalated_to_manager_at escalated_to_vendor_at vendor_answered_at vendor_declined "
    "transferred_regions parent_ticket_id reopened_count csat next_action_on source_sla_met",
    "ticket_events": "ticket_id at field old new",
    "contracts": "contract_id customer_id customer_name reseller program tier product purchased_on start_on end_on "
    "annual_fee currency licences_purchased licences_in_use licences_covered payment_confirmed_on "
    "nonrenewal_notice_on renewal_stage renewal_probability account_owner region calendar system_administrator",
    "trm_subscriptions": "subscription_id customer_id customer_name trm_type purchased_on consultant annual_fee "
    "currency nonrenewal_notice_on notice_by_party calendar",
    "trm_days": "subscription_id date days mode status consultant topic deliverable customer_confirmed_on note",
    "trm_coupons": "subscription_id used_on quantity course attendee",
    "entitlement_deliveries": "contract_id item date note",
    "terms_notices": "contract_id notified_on objected_on",
    "information": "date kind title product",
    "closures": "calendar date name",
}


def write(out: Path, tickets: int = 5000, seed: int = 1) -> list[Path]:
    """Writes every kind of export into the folder `out`, made where it is missing, and returns the files.

    `tickets` is the number of rows of tickets.csv; the story's tickets are always among them, so that there are never
    fewer than those. Refusal for a negative number or a folder that cannot be written.
    """
    if tickets < 0:
        raise Refusal(f"--tickets {tickets} is negative: give the number of tickets to write, for example 5000.")
    draw = Random(seed).random
    try:
        out.mkdir(parents=True, exist_ok=True)
        small = {
            "contracts": contracts.rows(draw),
            "trm_subscriptions": trm.subscription_rows(),
            "trm_days": trm.day_rows(draw),
            "trm_coupons": trm.coupon_rows(),
            "entitlement_deliveries": information.delivery_rows(draw),
            "terms_notices": information.terms_notice_rows(),
            "information": information.information_rows(),
            "closures": information.closure_rows(),
        }
        for kind, rows in small.items():
            _write_rows(out, kind, rows)
        _write_tickets(out, draw, tickets)
    except OSError as problem:
        raise Refusal(f"{out}: {problem.strerror}; choose a folder that can be written with --out.") from problem
    return [_path(out, kind) for kind in COLUMNS]


def _path(out: Path, kind: str) -> Path:
    return out / f"{kind}.csv"


def _open(out: Path, kind: str) -> TextIO:
    file = _path(out, kind).open("w", encoding="utf-8", newline="\n")
    file.write(COLUMNS[kind].replace(" ", ",") + "\n")
    return file


def _write_rows(out: Path, kind: str, rows: Iterable[bulk.Row]) -> None:
    names = COLUMNS[kind].split()
    with _open(out, kind) as file:
        file.writelines(_line(row, names) for row in rows)


def _write_tickets(out: Path, draw: Draw, count: int) -> None:
    told = [*story.rows(), *review_story.rows(draw)]
    names, event_names = COLUMNS["tickets"].split(), COLUMNS["ticket_events"].split()
    with _open(out, "tickets") as file, _open(out, "ticket_events") as history:
        for row, events in chain(told, bulk.rows(draw, max(0, count - len(told)))):
            file.write(_line(row, names))
            for event in events:
                history.write(_line(event, event_names))


def _line(row: bulk.Row, names: list[str]) -> str:
    """No value holds a comma, a quote or a line break (the tests see to it), so none needs quoting."""
    get = row.get
    return ",".join([get(name, "") for name in names]) + "\n"
