"""Random TRM exports, loaded by the command: every ledger, block and day outside equals the oracle's."""

from collections import Counter
from datetime import timedelta

import pytest
from oracle.instants import local_date, parse

from acceptance.trm_agreement import ask, explained, load, trm_differences
from acceptance.trm_world import random_trm_world

LOADED, TODAY = "2026-10-05T08:30:00+09:00", "2026-10-05"
REPORTS = (
    LOADED,
    "2026-03-31T23:59:59+09:00",
    "2026-04-01T00:00:00+09:00",
    "2028-02-29T12:00:00+09:00",
    "2024-02-29T00:30:00+09:00",
    "2025-12-31T15:00:00Z",
    "2027-02-28T18:00:00+09:00",
)


@pytest.fixture(scope="module")
def world():
    return random_trm_world(400, tuple(local_date(parse(as_of)) for as_of in REPORTS))


@pytest.fixture(scope="module")
def database(world, tmp_path_factory):
    return load(world, tmp_path_factory.mktemp("trm"), parse(LOADED))


@pytest.fixture(scope="module")
def wanted(world):
    return world.answer(parse(LOADED))


@pytest.mark.parametrize("as_of", REPORTS)
def test_every_ledger_block_and_day_outside_equals_the_oracle(as_of, world, database):
    differ = trm_differences(ask(database, as_of), world.answer(parse(as_of)))
    assert not differ, explained(differ, world)


def test_one_customer_alone_equals_the_oracle(world, wanted, database):
    mine = {row["subscription_id"] for row in world.subscriptions if row["customer_id"] == "K-007"}
    assert len(mine) == 3
    own = {name: [row for row in rows if row["subscription_id"] in mine] for name, rows in wanted.items()}
    differ = trm_differences(ask(database, LOADED, "--customer", "K-007"), own)
    assert not differ, explained(differ, world)


SITUATIONS = {
    "begins on a leap day": lambda row: row["term_start"].endswith("02-29"),
    "begins today": lambda row: row["term_start"] == TODAY,
    "ends today": lambda row: row["term_end"] == TODAY,
    "ended yesterday": lambda row: row["term_end"] == "2026-10-04" and row["expired"],
    "has not begun": lambda row: row["term_start"] > TODAY,
    "notice is due today": lambda row: row["notice_by"] == TODAY,
    "overused": lambda row: row["remaining"] < 0,
    "more coupons than there are": lambda row: row["coupons_remaining"] < 0,
    "more onsite days than the share": lambda row: row["onsite_remaining"] < 0 <= row["remaining"],
    "days left are fewer than the onsite share": lambda row: (
        0 <= row["onsite_remaining"] == row["remaining"] and row["trm_type"] != "dedicated"
    ),
    "stranded": lambda row: 0 < row["stranded_onsite"] < 2,
    "stranded by the plan": lambda row: row["stranded_after_plan"] > 0 == row["stranded_onsite"],
    "no forecast yet": lambda row: row["forecast_expiring"] is None and row["term_start"] <= TODAY,
    "all will be used": lambda row: row["forecast_expiring"] == 0,
    "some will expire": lambda row: row["forecast_expiring"],
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_random_exports_hold_ledgers_in_every_situation(situation, wanted):
    assert sum(bool(SITUATIONS[situation](row)) for row in wanted["ledgers"]) >= 3


def test_the_random_exports_hold_every_type_and_state(wanted):
    assert {row["trm_type"] for row in wanted["ledgers"]} == {"basic", "premier", "enterprise", "dedicated"}
    states = Counter(row["state"] for row in wanted["blocks"])
    assert all(states[state] >= 50 for state in ("valid", "bridged", "short"))
    assert len(wanted["outside_term"]) >= 100


def test_the_random_exports_hold_notices_around_their_deadline(world):
    notices = Counter()
    for as_of in REPORTS:
        day = local_date(parse(as_of))
        for row in world.subscriptions:
            if notice := row.get("nonrenewal_notice_on"):
                notices[(local_date(parse(notice)) - day).days] += 1
    assert all(notices[days] for days in (-1, 0, 1))
    deadlines = {(row["subscription_id"], row["notice_by"]) for row in world.answer(parse(REPORTS[3]))["ledgers"]}
    for late in (-1, 0, 1):
        shift = timedelta(days=late)
        given = [
            (row["subscription_id"], (local_date(parse(row["nonrenewal_notice_on"])) - shift).isoformat())
            for row in world.subscriptions
            if row.get("nonrenewal_notice_on")
        ]
        assert len(deadlines.intersection(given)) >= 5
