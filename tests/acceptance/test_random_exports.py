"""Random exports, loaded by the command: every ticket and every count equals the oracle's."""

from collections import Counter

import pytest
from oracle.instants import parse

from acceptance.agreement import attainment_differences, explained, load, ticket_differences
from acceptance.exports import random_world
from acceptance.strategies import LOADED_AS_OF

EARLIER = ("2026-06-08T11:00:00+09:00", "2026-03-08T07:30:00Z", "2026-09-18T17:00:00+09:00")
OUTCOMES = {"met", "breached", "overdue", "running", "not_measured"}
REASONS = {
    "no_contract",
    "ambiguous_contract",
    "out_of_term",
    "no_target",
    "no_severity",
    "excluded",
    "withdrawn",
    "merged",
    "opened_by_vendor",
    "not_by_phone",
    "invalid_times",
}


@pytest.fixture(scope="module")
def world():
    return random_world(customers=200)


@pytest.fixture(scope="module")
def database(world, tmp_path_factory):
    return load(world, tmp_path_factory.mktemp("exports"), LOADED_AS_OF)


def test_the_random_exports_hold_every_outcome_and_reason(world):
    facts = world.facts(LOADED_AS_OF)
    assert {fact["outcome"] for fact in facts} == OUTCOMES
    assert {fact["reason"] for fact in facts} == REASONS | {None}
    assert {fact["escalation"] for fact in facts} == {None, "not_due", "escalated", "missing", "running"}
    measured = [fact for fact in facts if fact["reason"] is None]
    to_the_second = Counter(fact["elapsed_seconds"] - fact["target_minutes"] * 60 for fact in measured)
    assert to_the_second[0] >= 3 and to_the_second[1] >= 1


def test_every_ticket_equals_the_oracle(world, database):
    differ = ticket_differences(world.facts(LOADED_AS_OF), database, LOADED_AS_OF)
    assert not differ, explained(differ, world)


@pytest.mark.parametrize("as_of", EARLIER)
def test_every_ticket_equals_the_oracle_at_an_earlier_time(as_of, world, database):
    differ = ticket_differences(world.facts(parse(as_of)), database, parse(as_of), "--as-of", as_of)
    assert not differ, explained(differ, world)


@pytest.mark.parametrize(
    "by",
    [
        (),
        ("tier", "severity"),
        ("program", "quarter", "reason"),
        ("month", "customer"),
        ("product", "team", "assignee"),
    ],
    ids=",".join,
)
def test_every_count_equals_the_oracle(by, world, database):
    differ = attainment_differences(world.facts(LOADED_AS_OF), database, by)
    assert not differ, "\n".join(differ[:20])


def test_counts_at_an_earlier_time_equal_the_oracle(world, database):
    facts = world.facts(parse(EARLIER[0]))
    by = ("channel", "tier", "reason")
    differ = attainment_differences(facts, database, by, "--as-of", EARLIER[0])
    assert not differ, "\n".join(differ[:20])


def test_a_period_takes_opening_dates_with_both_ends(world, database):
    first, last = "2026-03-31", "2026-06-08"
    facts = [f for f in world.facts(LOADED_AS_OF) if first <= f["opened_on"].isoformat() <= last]
    assert facts
    differ = attainment_differences(facts, database, ("month", "severity"), "--from", first, "--to", last)
    assert not differ, "\n".join(differ[:20])
