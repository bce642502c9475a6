"""The worked cases of tests/cases/trm/*.toml, loaded into one database and asked of `teirei trm`."""

import pytest
from oracle import trm_cases
from oracle.instants import parse
from oracle.trm import TrmWorld

from acceptance.trm_agreement import ask, load

CASES = trm_cases.read()


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    parts = [
        [row for case in CASES for row in getattr(case.world, name)] for name in ("subscriptions", "days", "coupons")
    ]
    world = TrmWorld(*parts, trm_cases.CLOSURES)
    database = load(world, tmp_path_factory.mktemp("trm-cases"), parse(trm_cases.AS_OF))
    return {as_of: ask(database, as_of) for as_of in {case.as_of for case in CASES}}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_worked_case(case, answers):
    own = {
        name: [row for row in rows if row["subscription_id"] == case.id] for name, rows in answers[case.as_of].items()
    }
    assert trm_cases.differences(case, own["ledgers"], own["blocks"], own["outside_term"]) == [], case.title
