"""Renewals at their edges: reasons, pipeline, retention, revisions, cover, what the settings and the terms move.

Every expectation is counted by hand as of Monday 2026-10-05 08:30. A standard contract answers an S2 within 240 minutes
of business time; Friday 2026-10-02 was a working day of 09:00–17:00.
"""

import re
import shutil
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from renewal_exports import TODAY, contract, ends_in, load, next_term, purchased, ticket, tokyo, unpaid

from loading import work
from metrics import actions, customers, renewals
from metrics.renewals import RenewalFilters

TERMS = Path(__file__).parents[2] / "data" / "terms"
SETTINGS = Path(__file__).parents[2] / "data" / "settings.toml"
FAR = 300
"""Days to an end that is near to nothing."""


def day(name: str, on: str, days: str = "1", status: str = "delivered") -> dict[str, str]:
    return {"subscription_id": name, "date": on, "days": days, "mode": "remote", "status": status}


def judged(name: str, of: int, met: int, on: str = "2026-09-15") -> list[dict[str, str]]:
    """So many tickets of a contract, opened on a morning; the first answered in time, the others two days later."""
    later = date.fromisoformat(on) + timedelta(2)
    answered = [f"{on} 09:30"] * met + [f"{later} 16:30"] * (of - met)
    return [ticket(f"{name}-{number}", name, f"{on} 09:00", each) for number, each in enumerate(answered)]


# reasons

PAID = ends_in("paid-next", 30)
CONTRACTS = [
    # an end in 120 days has its notice date in 30
    *(ends_in(f"ends-{left}", left) for left in (FAR, 121, 120, 90, 89, 30)),
    *(
        ends_in(name, FAR)
        for name in (
            "nine", "ten", "19-of-20", "18-of-20", "s1-resolved", "s1-later", "s1-closed", "s1-status", "s2", "overdue",
            "equal", "not-measured",
        )
    ),
    *(contract(name, "2027-08-01", "2025-04-01") for name in ("old", "a-year", "s1")),
    ends_in("lapsed-with-s1", -1),
    ends_in("covered", FAR, licences_purchased="10", licences_in_use="10", licences_covered="10"),
    ends_in("one-in-use-more", FAR, licences_purchased="10", licences_in_use="11", licences_covered="10"),
    ends_in("more-covered", FAR, licences_purchased="10", licences_in_use="9", licences_covered="12"),
    ends_in("purchased-alone", FAR, licences_purchased="10", licences_covered="7"),
    ends_in("cover-unknown", FAR, licences_purchased="10", licences_in_use="11"),
    ends_in("asgent-short", FAR, program="asgent", tier="saas", licences_purchased="10", licences_covered="1"),
    *unpaid("unpaid-30", 30), *unpaid("unpaid-31", 31), *unpaid("unpaid--1", -1),
    PAID, next_term(PAID, payment_confirmed_on="2026-10-05"),
    ends_in("paid-tomorrow", 30), next_term(ends_in("paid-tomorrow", 30), payment_confirmed_on="2026-10-06"),
]  # fmt: skip
S1 = {"severity": "S1", "channel": "phone"}
TICKETS = [
    *judged("nine", 9, 0),
    *judged("ten", 10, 9),
    *judged("19-of-20", 20, 19),
    *judged("18-of-20", 20, 18),
    *judged("old", 10, 0, "2025-10-05"),  # a year ago, and the last twelve months begin on 2025-10-06
    *judged("a-year", 10, 0, "2025-10-06"),
    ticket("open", "s1", "2025-09-01 10:00", "2025-09-01 10:30", **S1),  # open for longer than a year
    ticket("now", "s1-resolved", "2026-10-01 10:00", "2026-10-01 10:30", resolved_at="2026-10-05 08:30:00", **S1),
    ticket("later", "s1-later", "2026-10-01 10:00", "2026-10-01 10:30", resolved_at="2026-10-05 08:30:01", **S1),
    ticket("closed", "s1-closed", "2026-10-01 10:00", "2026-10-01 10:30", closed_at="2026-10-02 10:00", **S1),
    ticket("told", "s1-status", "2026-10-01 10:00", "2026-10-01 10:30", status="resolved", **S1),
    ticket("s2", "s2", "2026-10-01 10:00", "2026-10-01 10:30"),
    ticket("240-minutes", "equal", "2026-10-02 13:00"),
    ticket("240-minutes-1", "overdue", "2026-10-02 12:59:59"),
    ticket("portal", "not-measured", "2026-10-02 09:00", severity="S1"),  # not by phone: open, but never overdue
    ticket("late-s1", "lapsed-with-s1", "2026-09-30 09:00", **S1),
]
SUBSCRIPTIONS = [
    purchased("trm-90", 90),
    purchased("trm-91", 91),
    purchased("trm-booked", 90),
    purchased("trm-cancelled", 90),
    purchased("trm-0", 0),
    purchased("trm-notice-0", 60),
    purchased("trm-notice-gone", 59),
    purchased("trm-beside", 90, customer_id="C-ends-300", customer_name="会社ends-300"),
]
DAYS = [
    *(day("trm-booked", f"2026-11-{n:02}", status="planned") for n in (9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 24, 25)),
    *(day("trm-cancelled", f"2026-09-{n:02}") for n in (1, 2, 3)),
    day("trm-cancelled", "2026-11-10", status="cancelled"),
]
REASONS = {
    "ends-121": [],
    "ends-120": ["notice_window 30 VIII"],
    "ends-90": ["notice_window 0 VIII"],  # the day itself is still in time
    "ends-89": [],
    "ends-30": [],
    "nine": [],
    "ten": ["attainment_below 0.9 V"],
    "19-of-20": [],  # 95 %: the guide value itself is not below it
    "18-of-20": ["attainment_below 0.9 V"],
    "old": [],
    "a-year": ["attainment_below 0 V"],
    "s1": ["open_s1 1 V"],
    "s1-resolved": [],
    "s1-later": ["open_s1 1 V"],
    "s1-closed": [],
    "s1-status": [],
    "s2": [],
    "overdue": ["overdue_ticket 1 V"],
    "equal": [],
    "not-measured": ["open_s1 1 V"],
    "lapsed-with-s1": [],
    "covered": [],
    "one-in-use-more": ["licence_shortfall 1 VI"],
    "more-covered": [],
    "purchased-alone": ["licence_shortfall 3 VI"],
    "cover-unknown": [],
    "asgent-short": [],  # its text has no licence clause
    "unpaid-30": ["payment_open - VI"],
    "unpaid-31": [],
    "unpaid--1": ["payment_open - VI"],
    "paid-next": [],
    "paid-tomorrow": ["payment_open - VI"],
    "trm-90": ["notice_window 30 XII", "trm_expiring 12 XII"],
    "trm-91": [],
    "trm-booked": ["notice_window 30 XII"],
    "trm-cancelled": ["notice_window 30 XII", "trm_expiring 9 XII"],
    "trm-0": ["trm_expiring 12 XII"],
    "trm-notice-0": ["notice_window 0 XII", "trm_expiring 12 XII"],
    "trm-notice-gone": ["trm_expiring 12 XII"],
    "trm-beside": ["notice_window 30 XII", "trm_expiring 12 XII"],
    "ends-300": ["trm_expiring 12 XII"],  # the customer's TRM days are a reason for the support contract too
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    place = tmp_path_factory.mktemp("renewals") / "reasons.duckdb"
    return load(place, CONTRACTS, TICKETS, SUBSCRIPTIONS, DAYS)


@pytest.fixture(scope="module")
def found(world):
    """id → its reasons as "code amount clause", of all its terms."""
    told = {name: [] for name in REASONS}
    for row in renewals.reasons(world).to_pylist():
        amount = "-" if row["amount"] is None else f"{row['amount']:g}"
        told[row["id"]].append(f"{row['code']} {amount} {row['clause']}")
    return told


@pytest.mark.parametrize("name", REASONS)
def test_reasons_at_their_edges(found, name):
    assert found[name] == REASONS[name]


def test_every_named_reason_stands_in_some_case():
    codes = {reason.split()[0] for reasons in REASONS.values() for reason in reasons}
    assert codes == {
        "payment_open", "notice_window", "open_s1", "overdue_ticket", "attainment_below", "trm_expiring",
        "licence_shortfall",
    }  # fmt: skip


def test_a_term_carries_the_codes_of_its_reasons_and_one_that_does_not_run_none(world):
    told = {}
    for row in renewals.reasons(world).to_pylist():
        told.setdefault((row["kind"], row["id"], row["start_on"]), []).append(row["code"])
    rows = {(row["kind"], row["id"], row["start_on"]): row for row in renewals.terms(world).to_pylist()}
    assert set(told) < set(rows)
    for key, row in rows.items():
        assert row["reasons"] == told.get(key, []), key
        assert not row["reasons"] or row["state"] not in ("upcoming", "renewed", "ended", "lapsed")


def test_an_instant_before_the_tickets_knows_none_of_them(world):
    (row,) = renewals.terms(world, RenewalFilters(customer=("C-s1",), as_of=tokyo("2025-08-31T12:00"))).to_pylist()
    assert row["reasons"] == []
    later = renewals.reasons(world, RenewalFilters(as_of=tokyo("2026-10-05T08:30:01"))).to_pylist()
    assert "s1-later" not in {row["id"] for row in later if row["code"] == "open_s1"}
    assert "equal" not in {row["id"] for row in later}  # nothing counts before 09:00
    opened = renewals.reasons(world, RenewalFilters(as_of=tokyo("2026-10-05T09:00:01"))).to_pylist()
    assert "equal" in {row["id"] for row in opened if row["code"] == "overdue_ticket"}


# the pipeline

STAGED = [
    contract("a", "2026-11-30", annual_fee="1000", renewal_stage="quoted", renewal_probability="0.3"),
    contract("b", "2026-11-01", annual_fee="2000", renewal_stage="quoted", renewal_probability="0.15"),
    contract("b-usd", "2026-11-01", annual_fee="500", currency="USD", renewal_stage="quoted", renewal_probability="1"),
    contract("no-probability", "2026-11-15", annual_fee="4000", renewal_stage="quoted"),
    contract("no-fee", "2026-11-15", annual_fee="", renewal_stage="quoted", renewal_probability="0.5"),
    contract("no-stage", "2026-12-31", annual_fee="700", renewal_probability="0.5"),
    contract("next-quarter", "2027-01-01", annual_fee="900", renewal_stage="ordered", renewal_probability="0.9"),
    contract("lapsed", "2026-10-04", renewal_stage="contacted", renewal_probability="0.5"),
    contract("ended", "2026-10-04", nonrenewal_notice_on="2026-01-01", renewal_probability="0.5"),
    contract("told", "2026-12-15", annual_fee="60", nonrenewal_notice_on="2026-09-01", renewal_stage="declined",
             renewal_probability="0"),
    contract("renewed", "2026-12-31", renewal_probability="0.5"),
    next_term(contract("renewed", "2026-12-31"), payment_confirmed_on="2026-10-01", annual_fee="80"),
]  # fmt: skip


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    place = tmp_path_factory.mktemp("renewals") / "staged.duckdb"
    return load(place, STAGED, subscriptions=[purchased("trm", 40)])


def test_pipeline_sums_what_is_not_decided_by_month_stage_and_currency(staged):
    found = {
        (row["month"], row["quarter"], row["stage"], row["currency"]): (
            row["terms"], row["amount"], row["weighted"], row["unweighted_terms"]
        )
        for row in renewals.pipeline(staged).to_pylist()
    }  # fmt: skip
    assert found == {
        # 1000 × 0.3 + 2000 × 0.15; the one without probability and the one without fee are left out and counted
        ("2026-11", "FY2026Q3", "quoted", "JPY"): (4, 7000, 600, 2),
        ("2026-11", "FY2026Q3", "quoted", "USD"): (1, 500, 500, 0),
        ("2026-12", "FY2026Q3", None, "JPY"): (1, 700, 350, 0),
        ("2026-12", "FY2026Q3", "declined", "JPY"): (1, 60, 0, 0),
        ("2027-01", "FY2026Q4", "ordered", "JPY"): (1, 900, 810, 0),
        ("2027-12", "FY2027Q3", None, "JPY"): (1, 80, None, 1),  # the successor, whose own renewal is to come
    }


@pytest.mark.parametrize(
    ("filters", "terms"),
    [
        (RenewalFilters(kind=("trm",)), 0),
        (RenewalFilters(kind=("support",)), 9),
        (RenewalFilters(customer=("C-a", "C-b")), 2),
        (RenewalFilters(owner=("owner of a",)), 1),
        (RenewalFilters(end=TODAY + timedelta(27)), 2),  # until 2026-11-01, that day included
        (RenewalFilters(level=("premium",)), 0),
    ],
)
def test_pipeline_of_filters(staged, filters, terms):
    assert sum(row["terms"] for row in renewals.pipeline(staged, filters).to_pylist()) == terms


# retention

OLD = {
    "renewed": "2026-04-30",
    "up": "2026-05-15",
    "down": "2026-06-30",
    "to-usd": "2026-06-01",
    "no-fee": "2026-06-02",
}
KEPT = {name: contract(name, end, annual_fee="1000") for name, end in OLD.items()}
DOLLARS = contract("usd", "2026-06-30", annual_fee="50", currency="USD")
RETAINED = [
    *KEPT.values(),
    *(
        next_term(KEPT[name], payment_confirmed_on="2026-07-01", **after)
        for name, after in {
            "renewed": {"annual_fee": "1000"},
            "up": {"annual_fee": "1500"},
            "down": {"annual_fee": "600"},
            "to-usd": {"annual_fee": "10", "currency": "USD"},
            "no-fee": {"annual_fee": ""},
        }.items()
    ),
    contract("ended", "2026-06-15", annual_fee="300", nonrenewal_notice_on="2026-01-31"),
    contract("lapsed", "2026-06-30", annual_fee="200"),
    contract("lapsed-without-fee", "2026-06-30", annual_fee=""),
    DOLLARS, next_term(DOLLARS, annual_fee="40", payment_confirmed_on="2026-07-01"),
    contract("unpaid", "2026-06-29", annual_fee="7000"), next_term(contract("unpaid", "2026-06-29"), annual_fee="7000"),
    contract("runs", "2026-10-31", annual_fee="90"),
]  # fmt: skip


@pytest.fixture(scope="module")
def retained(tmp_path_factory):
    return load(tmp_path_factory.mktemp("renewals") / "retained.duckdb", RETAINED)


def quarters(warehouse, by="quarter", **filters):
    rows = renewals.retention(warehouse, RenewalFilters(**filters), by).to_pylist()
    return {(row["period"], row["currency"]): row for row in rows}


def test_retention_of_a_quarter_by_hand(retained):
    row = quarters(retained)["FY2026Q1", "JPY"]
    assert (row["terms"], row["renewed_terms"], row["gone_terms"], row["undecided_terms"]) == (9, 5, 3, 1)
    assert (row["due"], row["decided_due"], row["undecided_due"]) == (12500, 5500, 7000)
    assert (row["renewed_due"], row["ended_due"], row["lapsed_due"]) == (5000, 300, 200)
    # in amounts: 3 × 1000 + 300 + 200; not the renewal in dollars, the one without a fee, and the lapse without one
    assert (row["other_terms"], row["counted_due"]) == (3, 3500)
    assert (row["kept"], row["renewed"]) == (1000 + 1000 + 600, 1000 + 1500 + 600)
    assert (row["grr"], row["nrr"], row["logo_rate"]) == (2600 / 3500, 3100 / 3500, 5 / 8)


def test_currencies_stand_apart(retained):
    row = quarters(retained)["FY2026Q1", "USD"]
    assert (row["terms"], row["due"], row["kept"], row["renewed"], row["grr"]) == (1, 50, 40, 40, 0.8)


def test_nothing_decided_is_no_rate(retained):
    row = quarters(retained)["FY2026Q3", "JPY"]
    assert (row["terms"], row["due"], row["undecided_due"]) == (1, 90, 90)
    assert (row["grr"], row["nrr"], row["logo_rate"]) == (None, None, None)


@pytest.mark.parametrize("by", ["quarter", "month"])
@pytest.mark.parametrize("world_name", ["retained", "staged", "world"])
def test_retention_adds_up(request, world_name, by):
    opened = request.getfixturevalue(world_name)
    rows = renewals.retention(opened, by=by).to_pylist()
    assert sum(row["terms"] for row in rows) == renewals.terms(opened).num_rows
    for row in rows:
        assert row["renewed_due"] + row["ended_due"] + row["lapsed_due"] == row["decided_due"]
        assert row["decided_due"] + row["undecided_due"] == row["due"]
        assert row["renewed_terms"] + row["gone_terms"] + row["undecided_terms"] == row["terms"]
        assert row["kept"] <= min(row["renewed"], row["counted_due"]) <= row["decided_due"]


def test_months_add_up_to_their_quarter(retained):
    months, whole = quarters(retained, "month"), quarters(retained)["FY2026Q1", "JPY"]
    assert {period for period, _ in months} >= {"2026-04", "2026-05", "2026-06", "2026-10"}
    for name in ("terms", "due", "decided_due", "renewed_due", "undecided_due", "counted_due", "kept", "renewed"):
        parts = [months[month, "JPY"][name] for month in ("2026-04", "2026-05", "2026-06")]
        assert sum(parts) == whole[name], name
    assert months["2026-05", "JPY"]["nrr"] == 1.5 and months["2026-05", "JPY"]["grr"] == 1


def test_amounts_are_exact(retained):
    assert all(isinstance(quarters(retained)["FY2026Q1", "JPY"][name], Decimal) for name in ("due", "kept", "renewed"))


def test_retention_of_filters(retained):
    assert quarters(retained, customer=("C-down", "C-ended"))["FY2026Q1", "JPY"]["grr"] == 600 / 1300
    june = quarters(retained, start=date(2026, 6, 15), end=date(2026, 6, 29))
    assert june["FY2026Q1", "JPY"]["terms"] == 2  # ended, unpaid: both ends included


def test_retention_as_it_stood(retained):
    before = quarters(retained, as_of=tokyo("2026-06-30T23:59"))["FY2026Q1", "JPY"]
    assert before["ended_due"] == 300 and before["lapsed_due"] == 0  # the last day still runs


# revised terms

NOTIFIED = {
    # 2026-09-05 and thirty days are 2026-10-05
    "open-today": ("2026-09-05", ""),
    "over-yesterday": ("2026-09-04", ""),
    "objected-on-the-last-day": ("2026-08-01", "2026-08-31"),
    "objected-a-day-later": ("2026-08-01", "2026-09-01"),
    "objects-tomorrow": ("2026-09-05", "2026-10-06"),
    "notified-tomorrow": ("2026-10-06", ""),
    "asgent": ("2026-09-05", ""),
}


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    contracts = [ends_in(name, FAR) for name in NOTIFIED]
    contracts[-1] |= {"program": "asgent", "tier": "saas"}
    moved = next_term(contracts[0], account_owner="the owner of now", customer_name="会社 新")
    notices = [
        {"contract_id": name, "notified_on": notified, "objected_on": objected}
        for name, (notified, objected) in NOTIFIED.items()
    ]
    notices.append({"contract_id": "unknown", "notified_on": "2026-09-05", "objected_on": ""})
    return load(tmp_path_factory.mktemp("renewals") / "revised.duckdb", [*contracts, moved], notices=notices)


def test_objections_to_the_day(revised):
    found = {row["contract_id"]: row for row in renewals.revisions(revised).to_pylist()}
    assert {name: row["state"] for name, row in found.items()} == {
        "open-today": "open",
        "over-yesterday": "deemed_agreed",
        "objected-on-the-last-day": "objected",
        "objected-a-day-later": "objected_late",
        "objects-tomorrow": "open",  # an objection after as_of is not there yet; neither is a notice
        "asgent": "not_set",
    }
    assert [f"{found[name]['object_by']}" for name in ("open-today", "over-yesterday")] == ["2026-10-05", "2026-10-04"]
    assert found["asgent"]["object_by"] is None
    assert (found["open-today"]["owner"], found["open-today"]["customer_name"]) == ("the owner of now", "会社 新")


def test_revisions_at_other_instants(revised):
    states = {row["contract_id"]: row["state"] for row in _revisions(revised, "2026-10-06T00:00")}
    assert states["open-today"] == "deemed_agreed"
    assert (states["objects-tomorrow"], states["notified-tomorrow"]) == ("objected_late", "open")
    assert _revisions(revised, "2026-07-31T23:59") == []
    assert {row["state"] for row in _revisions(revised, "2026-08-31T00:00") if "objected" in row["contract_id"]} == {
        "objected",
        "open",
    }


def _revisions(warehouse, at):
    return renewals.revisions(warehouse, RenewalFilters(as_of=tokyo(at))).to_pylist()


# tickets without cover

UNCOVERED = [
    ends_in("ends-30", 30), ends_in("ends-31", 31), ends_in("gone", -5),
    ends_in("gap", -40), next_term(ends_in("gap", -40), gap=10),
    ends_in("told", -5, nonrenewal_notice_on="2026-01-05"),
    ends_in("leaves-30", 30, nonrenewal_notice_on="2026-06-01"),
    contract("to-come", "2027-11-30"), next_term(contract("to-come", "2027-11-30")),
]  # fmt: skip
OF_UNCOVERED = [
    ticket("open", "ends-30", "2026-09-01 10:00", "2026-09-01 11:00"),
    ticket("resolved", "ends-30", "2026-09-01 10:00", "2026-09-01 11:00", resolved_at="2026-09-02 10:00"),
    ticket("closed", "ends-30", "2026-09-01 10:00", "2026-09-01 11:00", closed_at="2026-09-02 10:00"),
    ticket("said-to-be-closed", "ends-30", "2026-09-01 10:00", "2026-09-01 11:00", status="closed"),
    ticket("resolved-later", "ends-30", "2026-09-01 10:00", "2026-09-01 11:00", resolved_at="2026-10-05 08:31"),
    ticket("far", "ends-31", "2026-09-01 10:00", "2026-09-01 11:00"),
    ticket("open-since", "gone", "2026-09-30 10:00", "2026-09-30 11:00"),  # the last day
    ticket("after", "gone", "2026-10-01 10:00", "2026-10-01 11:00", resolved_at="2026-10-02 10:00"),
    ticket("in-the-gap", "gap", "2026-08-27 10:00"),
    ticket("before-the-gap", "gap", "2026-08-26 10:00"),
    ticket("told", "told", "2026-09-30 10:00"),
    ticket("leaving", "leaves-30", "2026-09-30 10:00"),
]


@pytest.fixture(scope="module")
def lapsing(tmp_path_factory):
    place = tmp_path_factory.mktemp("renewals") / "uncovered.duckdb"
    deliveries = [
        {"contract_id": "gap", "item": "mentoring", "date": "2026-10-05", "note": "n"},
        {"contract_id": "gap", "item": "academy", "date": "2026-10-05"},
        {"contract_id": "gap", "item": "academy", "date": "2026-10-06"},
        {"contract_id": "gone", "item": "academy", "date": "2025-10-06"},
        {"contract_id": "unknown", "item": "academy", "date": "2025-10-06"},
    ]
    return load(place, UNCOVERED, OF_UNCOVERED, deliveries=deliveries)


def test_tickets_without_cover(lapsing):
    found = {row["ticket_id"]: row["why"] for row in renewals.uncovered(lapsing).to_pylist()}
    assert found == {
        "open": "open_at_end",
        "resolved-later": "open_at_end",
        "open-since": "open_at_end",
        "after": "opened_in_lapse",
        "in-the-gap": "opened_in_lapse",
        "told": "open_at_end",
        "leaving": "open_at_end",  # the notice was given: it ends within thirty days
    }


def test_contracts_now_is_the_running_term_else_the_nearest(lapsing):
    found = {row["contract_id"]: f"{row['start_on']}" for row in customers.contracts(lapsing).to_pylist()}
    assert set(found) == {row["contract_id"] for row in UNCOVERED}
    assert found["gap"] == f"{TODAY - timedelta(29)}"  # ended 40 days ago, ten days of gap: it began on 2026-09-06
    assert found["to-come"] == "2026-12-01"


def test_deliveries_up_to_as_of_the_latest_first(lapsing):
    rows = customers.deliveries(lapsing).to_pylist()
    assert [(row["customer_id"], row["item"], f"{row['date']}", row["note"]) for row in rows] == [
        ("C-gap", "academy", "2026-10-05", None),
        ("C-gap", "mentoring", "2026-10-05", "n"),
        ("C-gone", "academy", "2025-10-06", None),
    ]


# what the settings and the terms say


def states(warehouse):
    return {
        (row["id"], f"{row['start_on']}"): row["state"]
        for row in renewals.terms(warehouse).to_pylist()
        if row["state"] not in ("renewed", "upcoming")
    }


SHIFTED = [
    *(ends_in(f"ends-{left}", left) for left in (20, 21, 96, 97, 120)),
    *unpaid("unpaid-20", 20), *unpaid("unpaid-21", 21),
]  # fmt: skip
SHIFTED_TRM = [purchased(f"trm-{left}", left) for left in (66, 67)]


def with_settings(monkeypatch, folder, **settings):
    lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(" = ")[0] not in settings]
    folder.mkdir()
    (folder / "settings.toml").write_text("\n".join([*kept, *(f"{k} = {v}" for k, v in settings.items())]), "utf-8")
    monkeypatch.setattr(work, "DATA", folder)


def test_the_windows_and_the_tax_label_are_settings(world, tmp_path, monkeypatch):
    with_settings(monkeypatch, tmp_path / "data", notice_window_days=6, ending_days=20, fees_include_tax="true")
    opened = load(tmp_path / "x.duckdb", SHIFTED, subscriptions=SHIFTED_TRM)
    found = {name: state for (name, _), state in states(opened).items()}
    assert found == {
        "ends-20": "expiring_unrenewed",
        "ends-21": "notice_passed",
        "ends-96": "notice_window",
        "ends-97": "active",
        "ends-120": "active",
        "unpaid-20": "payment_open",
        "trm-66": "notice_window",
        "trm-67": "active",
    }
    codes = {(row["id"], row["code"]) for row in actions.due(opened).to_pylist()}
    assert ("trm-66", "notice_near") in codes and ("trm-67", "notice_near") not in codes
    assert ("ends-96", "notice_window") in codes and ("ends-97", "notice_window") not in codes
    assert (renewals.notice_window(world), renewals.notice_window(opened)) == (30, 6)
    assert (renewals.fees_include_tax(world), renewals.fees_include_tax(opened)) == (False, True)


def test_the_deadlines_are_those_of_the_terms(tmp_path, monkeypatch):
    shutil.copytree(TERMS, tmp_path / "terms")
    file = tmp_path / "terms" / "ivanti-3.20.toml"
    text = file.read_text(encoding="utf-8")
    for path, value in (("renewal.notice_days", 45), ("trm.notice_days", 10), ("revision.objection_days", 14)):
        before, after = text.split(f'path = "{path}"')
        text = before + f'path = "{path}"' + re.sub(r"value = \d+", f"value = {value}", after, count=1)
    file.write_text(re.sub(r'quote = ".*(90|60|30)日.*"\n', "", text), encoding="utf-8")
    monkeypatch.setenv("TEIREI_TERMS", str(tmp_path / "terms"))
    notices = [{"contract_id": "a", "notified_on": "2026-09-21", "objected_on": ""}]
    opened = load(tmp_path / "x.duckdb", [ends_in("a", 45)], subscriptions=[purchased("t", 10)], notices=notices)
    rows = {row["id"]: row for row in renewals.terms(opened).to_pylist()}
    assert rows["a"]["notice_by"] == rows["t"]["notice_by"] == TODAY
    assert {row["state"] for row in rows.values()} == {"notice_window"}
    (revision,) = renewals.revisions(opened).to_pylist()
    assert (revision["object_by"], revision["state"]) == (TODAY, "open")
