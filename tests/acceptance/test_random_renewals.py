"""Random contracts and TRM subscriptions, loaded by the command: every term's row equals the oracle's."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from oracle.instants import local_date, parse
from oracle.renewals_retention import GONE, retention

from acceptance.renewal_agreement import (
    ask,
    ask_retention,
    differences,
    explained,
    key,
    load,
    reasons_of,
    retention_differences,
)
from acceptance.renewal_world import random_renewal_world
from metrics import renewals
from metrics.renewals import RenewalFilters
from warehouse import open_published

DAY = timedelta(days=1)
LOADED = "2026-10-05T08:30:00+09:00"
REPORTS = (
    LOADED,
    "2026-03-31T23:59:59+09:00",
    "2025-12-31T15:00:00Z",
    "2024-02-29T00:30:00+09:00",
    "2027-01-04T12:00:00+09:00",
    "2028-02-29T08:00:00+09:00",
)
STATES = {
    "support": (
        *["upcoming", "payment_open", "renewed", "late_notice", "nonrenewal_notified", "ended", "lapsed"],
        *["expiring_unrenewed", "notice_passed", "notice_window", "active"],
    ),
    "trm": (
        *["upcoming", "renewed", "late_notice", "nonrenewal_notified", "ended"],
        *["auto_renewal_fixed", "notice_window", "active"],
    ),
}


@pytest.fixture(scope="module")
def world():
    return random_renewal_world(400, 120, tuple(local_date(parse(as_of)) for as_of in REPORTS), seed=5)


@pytest.fixture(scope="module")
def database(world, tmp_path_factory):
    return load(world, tmp_path_factory.mktemp("renewals"), parse(LOADED))


@pytest.fixture(scope="module")
def wanted(world):
    return {as_of: world.rows(parse(as_of)) for as_of in REPORTS}


@pytest.mark.parametrize("as_of", REPORTS)
def test_every_term_equals_the_oracle(as_of, world, database, wanted):
    differ = differences(ask(database, as_of), wanted[as_of])
    assert not differ, explained(differ, world)


def test_one_customer_alone_and_a_period_of_end_dates_equal_the_oracle(world, database, wanted):
    own = [row for row in wanted[LOADED] if row["customer_id"] == "C-007"]
    assert {row["kind"] for row in own} == {"support", "trm"}
    answer = ask(database, LOADED, "--customer", "C-007")
    assert not differences(answer, own)
    first, last = date(2026, 11, 4), date(2027, 2, 28)
    own = [row for row in wanted[LOADED] if first <= row["end_on"] <= last]
    assert {first, last} <= {row["end_on"] for row in own}
    answer = ask(database, LOADED, "--from", first, "--to", last)
    differ = differences(answer, own)
    assert not differ, explained(differ, world)


@pytest.mark.parametrize("as_of", REPORTS)
@pytest.mark.parametrize("by", ["quarter", "month"])
def test_retention_equals_the_oracle(as_of, by, database, wanted):
    found = ask_retention(open_published(database), as_of, by)
    assert not retention_differences(found, retention(wanted[as_of], by))


def test_retention_of_a_period_of_end_dates_equals_the_oracle(database, wanted):
    first, last = date(2026, 11, 4), date(2027, 2, 28)
    own = [row for row in wanted[LOADED] if first <= row["end_on"] <= last]
    found = ask_retention(open_published(database), LOADED, start=first, end=last)
    assert not retention_differences(found, retention(own))


@pytest.mark.parametrize("as_of", REPORTS[:3])
def test_every_term_to_be_decided_gives_the_reasons_of_its_own_row(as_of, database, wanted):
    settled = {"upcoming", "renewed", *GONE}
    open_terms = {key(row): row for row in wanted[as_of] if row["state"] not in settled}
    own = {"notice_window", "payment_open", "licence_shortfall"}
    found = {key(row): own.intersection(row["reasons"]) for row in _terms(database, as_of)}
    assert {place: found[place] for place in open_terms} == {
        place: reasons_of(row) for place, row in open_terms.items()
    }


def _terms(database, as_of: str) -> list[dict]:
    filters = RenewalFilters(as_of=datetime.fromisoformat(as_of))
    return renewals.terms(open_published(database), filters).to_pylist()


def _to_notice(row: dict) -> int | None:
    today = row["end_on"] - timedelta(days=row["days_left"])
    return None if row["notice_by"] is None else (row["notice_by"] - today).days


SITUATIONS = {
    "the notice day itself": lambda row: _to_notice(row) == 0 and row["state"] == "notice_window",
    "the day after support's notice day": lambda row: _to_notice(row) == -1 and row["state"] == "notice_passed",
    "the day after TRM's notice day": lambda row: _to_notice(row) == -1 and row["state"] == "auto_renewal_fixed",
    "30 days to the notice day": lambda row: _to_notice(row) == 30 and row["state"] == "notice_window",
    "31 days to the notice day": lambda row: _to_notice(row) == 31 and row["state"] == "active",
    "30 days to the end": lambda row: row["days_left"] == 30 and row["state"] == "expiring_unrenewed",
    "31 days to the end": lambda row: row["days_left"] == 31 and row["state"] == "notice_passed",
    "unpaid 30 days before the end": lambda row: row["days_left"] == 30 and row["state"] == "payment_open",
    "unpaid 31 days before the end": lambda row: row["days_left"] == 31 and row["state"] == "renewed",
    "the last day": lambda row: row["days_left"] == 0 and row["state"] == "expiring_unrenewed",
    "lapsed yesterday": lambda row: row["days_left"] == -1 and row["state"] == "lapsed",
    "notice on its last possible day": lambda row: row["notice_by"] and row["notice_on"] == row["notice_by"],
    "notice a day late": lambda row: row["notice_by"] and row["notice_on"] == row["notice_by"] + DAY,
    "ended after a late notice": lambda row: (
        row["state"] == "ended" and row["notice_by"] and row["notice_on"] > row["notice_by"]
    ),
    "renewed after a gap": lambda row: row["next_start"] and (row["next_start"] - row["end_on"]).days > 1,
    "overlapped": lambda row: row["next_start"] and row["next_start"] <= row["end_on"],
    "a week of closed days before the notice day": lambda row: (
        row["notice_by"] and row["notice_by"] - row["notice_by_working_day"] >= 5 * DAY
    ),
    "ends on a leap day": lambda row: (row["end_on"].month, row["end_on"].day) == (2, 29),
    "no fee": lambda row: row["annual_fee"] is None,
    "renewed in another currency": lambda row: row["state"] == "renewed" and row["next_currency"] != row["currency"],
    "licences missing": lambda row: (row["licences_shortfall"] or 0) > 0,
    "more covered than needed": lambda row: (row["licences_shortfall"] or 0) < 0,
    "Asgent": lambda row: row["program"] == "asgent" and row["state"] in ("expiring_unrenewed", "ended"),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_random_exports_hold_every_situation(situation, wanted):
    fits = SITUATIONS[situation]
    assert sum(bool(fits(row)) for rows in wanted.values() for row in rows) >= 3


def test_the_random_exports_hold_every_state(wanted):
    found = Counter((row["kind"], row["state"]) for rows in wanted.values() for row in rows)
    assert {kind: {state for k, state in found if k == kind} for kind in STATES} == {
        kind: set(states) for kind, states in STATES.items()
    }
    assert min(found.values()) >= 3
