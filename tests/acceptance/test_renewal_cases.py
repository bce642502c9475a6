"""The worked cases of tests/cases/renewals/*.toml, loaded into one database and asked of `metrics.renewals`."""

from datetime import datetime

import pytest
from oracle import renewals_cases
from oracle.instants import parse
from oracle.renewals import RenewalWorld
from oracle.trm_cases import AS_OF, CLOSURES

from acceptance.renewal_agreement import ask_retention, load
from metrics import renewals
from metrics.renewals import RenewalFilters
from warehouse import open_published

CASES = renewals_cases.read()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    parts = [[row for case in CASES for row in getattr(case.world, name)] for name in ("contracts", "subscriptions")]
    return open_published(load(RenewalWorld(*parts, CLOSURES), tmp_path_factory.mktemp("renewal-cases"), parse(AS_OF)))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_worked_case(case, warehouse):
    filters = RenewalFilters(customer=(case.id,), as_of=datetime.fromisoformat(case.as_of))
    retention = ask_retention(warehouse, case.as_of, customer=(case.id,)) if case.retention else {}
    rows = renewals.terms(warehouse, filters).to_pylist()
    assert renewals_cases.differences(case, rows, retention) == [], case.title
