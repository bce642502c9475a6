"""Proposals for the sample data, loaded back as planned days: the ledgers then say what the proposals promised."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from metrics import trm
from planning import Day, Proposal, Task, Wish, propose
from planning.rows import as_csv, rows
from teirei.main import main
from warehouse import Warehouse, open_published

ROOT = Path(__file__).parents[2]
AS_OF = "2026-10-05T08:30:00+09:00"
TOMORROW = date(2026, 10, 6)
AROUND = timedelta(days=15)
"""No block of the samples is longer."""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("planning") / "samples.duckdb"
    assert main(["load", str(ROOT / "data" / "samples"), "--db", str(path), "--as-of", AS_OF]) == 0
    return path


def running(opened: Warehouse) -> list[dict]:
    return [row for row in trm.ledgers(opened).to_pylist() if row["is_current"]]


def task(opened: Warehouse, ledger: dict) -> Task:
    last = ledger["term_end"]
    calendar = trm.calendar(opened, ledger["subscription_id"], TOMORROW - AROUND, last + AROUND, None).to_pylist()
    days = [
        Day(day["date"], day["is_open"], day["own_mode"], day["own_days"], is_taken=day["days_elsewhere"] > 0)
        for day in calendar
    ]
    onsite_left = ledger["onsite_remaining"] - ledger["onsite_planned"]
    return Task(tuple(days), TOMORROW, last, ledger["uncommitted"], onsite_left, wish=Wish(onsite=30))


def test_the_planned_days_fill_the_ledgers(database, tmp_path):
    opened = open_published(database)
    before = {ledger["subscription_id"]: ledger for ledger in running(opened)}
    proposals: dict[str, Proposal] = {name: propose(task(opened, ledger)) for name, ledger in before.items()}
    assert sum(len(proposal.entries) for proposal in proposals.values()) > 100
    assert sum(entry.mode == "onsite" for proposal in proposals.values() for entry in proposal.entries) > 40
    for name, proposal in proposals.items():
        planned = rows(proposal.entries, name, consultant=before[name]["consultant"])
        (tmp_path / f"{name}.csv").write_bytes(as_csv(planned))
    assert main(["load", "--add", str(tmp_path), "--db", str(database), "--as-of", AS_OF]) == 0
    later = open_published(database)
    after = {ledger["subscription_id"]: ledger for ledger in running(later)}
    onsite_blocks = trm.blocks(later).to_pylist()
    for name, proposal in proposals.items():
        assert after[name]["uncommitted"] == (proposal.unplaced if proposal.entries else before[name]["uncommitted"])
        assert after[name]["planned"] == before[name]["planned"] + proposal.placed
        onsite = [entry.date for entry in proposal.entries if entry.mode == "onsite"]
        assert after[name]["onsite_planned"] == before[name]["onsite_planned"] + len(onsite)
        states = {
            block["state"]
            for block in onsite_blocks
            if block["subscription_id"] == name and any(block["first"] <= day <= block["last"] for day in onsite)
        }
        assert states <= {"valid"}
