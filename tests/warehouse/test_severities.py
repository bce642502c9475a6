"""Severity histories with the labels that exports really have: unknown, empty, several at one instant."""

import json

import pytest

from teirei.main import main

CONTRACT = "contract_id,customer_id,program,tier,start_on,end_on\nK-1,C-1,ivanti,standard,2026-04-01,2027-03-31\n"


@pytest.fixture
def ticket(tmp_path, capsys):
    """The facts of one ticket opened 10:00 and answered 13:00, from its exported severity and its changes."""

    def load(exported, *changes):
        exports = tmp_path / "exports"
        exports.mkdir()
        opened, answered = "2026-09-01T10:00:00+09:00", "2026-09-01T13:00:00+09:00"
        (exports / "contracts.csv").write_text(CONTRACT, encoding="utf-8")
        (exports / "tickets.csv").write_text(
            "ticket_id,contract_id,severity,channel,opened_at,first_response_at\n"
            f"T,K-1,{exported},phone,{opened},{answered}\n",
            encoding="utf-8",
        )
        rows = "".join(f"T,2026-09-01T{at}:00+09:00,severity,{old},{new}\n" for at, old, new in changes)
        (exports / "events.csv").write_text("ticket_id,at,field,old,new\n" + rows, encoding="utf-8")
        database = str(tmp_path / "t.duckdb")
        assert main(["load", str(exports), "--db", database, "--as-of", "2026-09-02T09:00:00+09:00"]) == 0
        capsys.readouterr()
        assert main(["tickets", "--db", database, "--format", "json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["rows"]
        return row["severity"], row["outcome"], row["reason"]

    return load


def test_an_unknown_label_in_force_at_the_answer_is_not_guessed(ticket):
    assert ticket("S2", ("11:00", "S2", "緊急")) == (None, "not_measured", "no_severity")


def test_a_history_that_begins_with_nothing(ticket):
    assert ticket("", ("10:20", "", "重大")) == ("S1", "breached", None)


def test_a_change_after_the_answer_is_not_in_force(ticket):
    assert ticket("S1", ("13:01", "S2", "S1")) == ("S2", "met", None)


def test_a_change_at_the_answer_is_in_force(ticket):
    assert ticket("S1", ("13:00", "S2", "S1")) == ("S1", "breached", None)
