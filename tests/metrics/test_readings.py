"""A reading can be changed in the terms data, and the figures follow (A10, A11, A12)."""

import json
import shutil
from pathlib import Path

import pytest

from teirei.main import main

TERMS = Path(__file__).parents[2] / "data" / "terms"
CONTRACT = "contract_id,customer_id,program,tier,start_on,end_on\nK-1,C-1,ivanti,standard,2026-04-01,2027-03-31\n"
TICKETS = """ticket_id,contract_id,severity,reported_severity,channel,opened_at,first_response_at,resolved_at
resolved,K-1,S2,,portal,2026-09-28T09:00:00+09:00,,2026-09-28T12:00:00+09:00
claimed,K-1,S4,S2,portal,2026-09-28T09:00:00+09:00,2026-09-28T14:00:00+09:00,
raised,K-1,S2,,portal,2026-09-28T09:00:00+09:00,2026-09-28T14:00:00+09:00,
"""
EVENTS = """ticket_id,at,field,old,new
raised,2026-09-28T12:00:00+09:00,severity,S4,S2
"""


@pytest.fixture
def outcome(tmp_path, capsys, monkeypatch):
    """The outcomes by ticket when one line of the Ivanti terms is changed."""

    def load(change=None):
        terms = tmp_path / "terms"
        shutil.copytree(TERMS, terms)
        file = terms / "ivanti-3.20.toml"
        text = file.read_text(encoding="utf-8")
        if change:
            assert text.count(change[0]) == 1
            text = text.replace(*change)
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("TEIREI_TERMS", str(terms))
        exports = tmp_path / "exports"
        exports.mkdir()
        for name, content in (("contracts", CONTRACT), ("tickets", TICKETS), ("events", EVENTS)):
            (exports / f"{name}.csv").write_text(content, encoding="utf-8")
        database = str(tmp_path / "readings.duckdb")
        assert main(["load", str(exports), "--db", database, "--as-of", "2026-09-28T16:00:00+09:00"]) == 0
        capsys.readouterr()
        assert main(["tickets", "--db", database, "--format", "json"]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        return {row["ticket_id"]: (row["outcome"], row["elapsed_seconds"], row["due_at"]) for row in rows}

    return load


def test_as_shipped(outcome):
    assert outcome() == {
        "resolved": ("met", 10_800, "2026-09-28T13:00:00+09:00"),
        "claimed": ("met", 18_000, "2026-09-29T17:00:00+09:00"),
        "raised": ("breached", 18_000, "2026-09-28T13:00:00+09:00"),
    }


def test_a_resolution_need_not_count_as_an_answer(outcome):
    found = outcome(('value = true\nassumptions = ["A11"]', 'value = false\nassumptions = ["A11"]'))
    assert found["resolved"] == ("overdue", 25_200, "2026-09-28T13:00:00+09:00")


def test_the_claimed_severity_may_be_the_measured_one(outcome):
    found = outcome(('value = "exported"', 'value = "reported"'))
    assert found["claimed"] == ("breached", 18_000, "2026-09-28T13:00:00+09:00")


def test_a_raise_may_count_from_itself(outcome):
    found = outcome(('value = "opened_at"\ntext', 'value = "raise"\ntext'))
    assert found["raised"] == ("met", 7_200, "2026-09-28T16:00:00+09:00")
