"""The public clock cases, asked of `teirei clock --batch` all at once."""

import pytest
from oracle.clock_cases import CASES, calendar_table
from oracle.instants import parse

from acceptance.command import clock_batch


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, dict]:
    columns = ("start", "end", "add_seconds")
    rows = [{"calendar": case["id"]} | {name: case[name] for name in columns if name in case} for case in CASES]
    calendars = {case["id"]: calendar_table(case) for case in CASES}
    return {row["calendar"]: row for row in clock_batch(tmp_path_factory.mktemp("clock"), calendars, rows)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_public_case(case, answers):
    answer = answers[case["id"]]
    assert not answer["error"]
    if case["op"] == "between":
        assert int(answer["result"]) == case["expected_seconds"]
    else:
        assert parse(answer["result"]) == parse(case["expected_end"], case["tz"])
        assert answer["result"][-6] in "+-" or answer["result"].endswith("Z")
