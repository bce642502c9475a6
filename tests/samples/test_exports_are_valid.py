"""Every file against the canonical columns, the closed lists of codes, and the other files."""

from collections import Counter
from datetime import date, datetime

import pytest

from exports.kinds import KINDS

AS_OF = datetime.fromisoformat("2026-10-05T08:30:00+09:00")
OUTCOMES_OF_THE_TEXTS = {
    "exclusion_reason": {"x_i", "x_ii", "x_iii", "x_iv", "x_services"}
    | {f"as_scope_{n}" for n in range(1, 6)}
    | {f"as_end_{n}" for n in range(1, 5)},
    "closure_reason": {"withdrawn", "merged", "duplicate", "other"} | {f"as_done_{n}" for n in range(1, 11)},
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_columns_are_the_canonical_ones(exports, kind):
    header = (exports.folder / f"{kind.name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [column.name for column in kind.columns]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_required_values_are_there_and_keys_are_unique(exports, kind):
    rows = exports.rows(kind.name)
    assert rows
    assert all(row[name] for row in rows for name in kind.required)
    assert max(Counter(tuple(row[name] for name in kind.key) for row in rows).values()) == 1


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_codes_are_of_the_closed_lists(exports, kind):
    for row in exports.rows(kind.name):
        for column in kind.columns:
            listed = set(column.codes or ()) or OUTCOMES_OF_THE_TEXTS.get(column.name)
            if listed and row[column.name]:
                assert row[column.name] in listed, (column.name, row)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_instants_carry_their_offset_and_none_is_later_than_the_exports(exports, kind):
    for row in exports.rows(kind.name):
        for column in kind.columns:
            value = row[column.name]
            if value and column.type == "instant":
                assert value.endswith("+09:00")
                assert datetime.fromisoformat(value) <= AS_OF, (column.name, row)
            if value and column.type == "date":
                date.fromisoformat(value)


def test_what_has_happened_is_not_dated_after_the_exports(exports):
    happened = {
        "contracts": ("payment_confirmed_on", "nonrenewal_notice_on"),
        "trm_subscriptions": ("purchased_on", "nonrenewal_notice_on"),
        "trm_days": ("customer_confirmed_on",),
        "trm_coupons": ("used_on",),
        "entitlement_deliveries": ("date",),
        "terms_notices": ("notified_on", "objected_on"),
        "information": ("date",),
    }
    for kind, names in happened.items():
        assert all(row[name] <= "2026-10-05" for row in exports.rows(kind) for name in names), kind


def test_the_latest_instant_is_the_as_of_of_the_story(exports):
    assert max(row["opened_at"] for row in exports.rows("tickets")) == AS_OF.isoformat()


def test_times_of_a_ticket_follow_each_other(exports):
    for row in exports.rows("tickets"):
        order = [row[name] for name in ("opened_at", "first_response_at", "resolved_at", "closed_at") if row[name]]
        assert order == sorted(order) or row["first_response_at"] < row["opened_at"], row
        assert bool(row["resolved_at"]) == (row["status"] in ("resolved", "closed")), row
        assert bool(row["closed_at"]) == (row["status"] == "closed"), row


def test_events_belong_to_tickets_lie_after_the_opening_and_end_in_the_tickets_state(exports):
    tickets = {row["ticket_id"]: row for row in exports.rows("tickets")}
    last: dict[tuple[str, str], tuple[str, str]] = {}
    for row in exports.rows("ticket_events"):
        assert row["at"] >= tickets[row["ticket_id"]]["opened_at"], row
        key = row["ticket_id"], row["field"]
        assert key not in last or (last[key][0] <= row["at"] and last[key][1] == row["old"]), row
        last[key] = row["at"], row["new"]
    for (id, field), (_, new) in last.items():
        if field in ("status", "assignee") and tickets[id]["closed_at"] == "":
            assert tickets[id][field] == new, id


def test_references_lead_to_rows_but_for_the_unknown_contract(exports):
    contracts = {row["contract_id"] for row in exports.rows("contracts")}
    customers = {row["customer_id"] for row in exports.rows("contracts")}
    subscriptions = {row["subscription_id"] for row in exports.rows("trm_subscriptions")}
    tickets = {row["ticket_id"] for row in exports.rows("tickets")}
    assert {row["contract_id"] for row in exports.rows("tickets")} - contracts == {"", "K-1999"}
    assert {row["parent_ticket_id"] for row in exports.rows("tickets")} - tickets == {""}
    assert {row["customer_id"] for row in exports.rows("trm_subscriptions")} <= customers
    for kind in ("trm_days", "trm_coupons"):
        assert {row["subscription_id"] for row in exports.rows(kind)} <= subscriptions
    for kind in ("entitlement_deliveries", "terms_notices"):
        assert {row["contract_id"] for row in exports.rows(kind)} <= contracts


def test_terms_are_one_year_and_those_of_a_contract_do_not_overlap(exports):
    terms: dict[str, list[tuple[date, date]]] = {}
    for row in exports.rows("contracts"):
        start, end = date.fromisoformat(row["start_on"]), date.fromisoformat(row["end_on"])
        assert 364 <= (end - start).days <= 365, row
        assert terms.get(row["contract_id"], [(start, date.min)])[-1][1] < start, row
        terms.setdefault(row["contract_id"], []).append((start, end))


def test_a_consultant_is_nowhere_twice_a_day(exports):
    booked = Counter((row["consultant"], row["date"]) for row in exports.rows("trm_days"))
    assert max(booked.values()) == 1
