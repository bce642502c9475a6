"""The worked cases against the oracle: the arithmetic written out by hand is what it finds."""

import pytest

from oracle import worked_cases
from oracle.instants import parse

CASES = worked_cases.read()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_worked_case(case):
    found = case.world().judge(case.ticket, parse(case.as_of))
    assert {name: found[name] for name in case.expected} == case.wanted()


def test_titles_are_told_apart():
    assert len({case.title for case in CASES}) == len(CASES)
