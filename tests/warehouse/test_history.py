"""Every load stays on record, and a version tells what it changed against the one before."""

from pathlib import Path

import pytest

from metrics import loads
from teirei.main import main
from warehouse import open_published
from warehouse.publishing import current

CONTRACTS = "contract_id,customer_id,program,tier,start_on,end_on\n{id},C-1,ivanti,standard,2026-04-01,2027-03-31\n"
HEADING = "ticket_id,contract_id,severity,channel,opened_at,first_response_at,subject\n"
SAME = "SAME,K-1,S2,portal,2026-09-01T10:00:00+09:00,2026-09-01T11:00:00+09:00,as it was\n"
LATE = "LATE,K-1,S2,portal,2026-09-01T10:00:00+09:00,{answer},late\n"
GONE = "GONE,K-1,S3,portal,2026-09-02T10:00:00+09:00,2026-09-02T10:30:00+09:00,to vanish\n"
NEWS = "NEWS,K-1,S3,portal,2026-09-10T10:00:00+09:00,2026-09-10T10:30:00+09:00,new\n"
EARLY = "2026-09-01T11:00:00+09:00"
FAR = "2026-09-02T16:00:00+09:00"  # 14 business hours after the opening


@pytest.fixture
def load(tmp_path, capsys):
    """Loads a folder of named files into one database and gives it."""

    def run(files, *options):
        exports = tmp_path / "exports"
        exports.mkdir(exist_ok=True)
        for old in exports.iterdir():
            old.unlink()
        for name, text in files.items():
            (exports / name).write_text(text, encoding="utf-8")
        database = tmp_path / "t.duckdb"
        assert main(["load", str(exports), "--db", str(database), *options]) == 0
        capsys.readouterr()
        return database

    return run


def exports(*tickets, contract="K-1", **more):
    events = {"events.csv": "ticket_id,at,field,old,new\n" + more["events"]} if "events" in more else {}
    return {"contracts.csv": CONTRACTS.format(id=contract), "tickets.csv": HEADING + "".join(tickets), **events}


def changed(database: Path) -> dict[str, tuple]:
    rows = loads.changes(open_published(database)).to_pylist()
    return {
        row["ticket_id"]: (row["kind"], row["fields"], row["old_outcome"], row["new_outcome"], row["restated"])
        for row in rows
    }


def test_the_first_load_has_nothing_to_compare_with(load):
    database = load(exports(SAME))
    (first,) = loads.history(open_published(database)).to_pylist()
    assert (first["load_id"], first["version"], first["how"]) == (1, "v-000001", "full")
    assert (first["files"], first["read"], first["loaded"], first["tickets"]) == (2, 2, 2, 1)
    assert (first["added"], first["restated"]) == (None, None)
    assert changed(database) == {}


def test_a_full_load_keeps_the_history_and_tells_what_changed(load):
    load(exports(SAME, LATE.format(answer=EARLY), GONE), "--as-of", "2026-09-05T09:00:00+09:00")
    database = load(exports(SAME, LATE.format(answer=FAR), NEWS), "--as-of", "2026-09-15T09:00:00+09:00")
    latest, first = loads.history(open_published(database)).to_pylist()
    assert (latest["load_id"], first["load_id"], latest["version"]) == (2, 1, "v-000002")
    counts = {name: latest[name] for name in ("tickets", "added", "changed", "vanished", "restated")}
    assert counts == {"tickets": 3, "added": 1, "changed": 1, "vanished": 1, "restated": 2}
    assert changed(database) == {
        "LATE": ("changed", ["first_response_at"], "met", "breached", True),
        "GONE": ("vanished", None, "met", None, True),
        "NEWS": ("added", None, None, None, False),  # opened after the earlier as_of: no reported figure moves
    }
    assert list(changed(database)) == ["GONE", "LATE", "NEWS"]  # restated first
    files = loads.history_files(open_published(database)).to_pylist()
    assert [file["load_id"] for file in files] == [2, 2, 1, 1]
    assert loads.files(open_published(database)).num_rows == 2


def test_a_contract_that_changes_restates_tickets_whose_export_is_the_same(load):
    load(exports(SAME), "--as-of", "2026-09-05T09:00:00+09:00")
    database = load(exports(SAME, contract="K-2"), "--as-of", "2026-09-05T09:00:00+09:00")
    assert changed(database) == {"SAME": ("recalculated", [], "met", "not_measured", True)}


def test_a_clock_that_runs_on_is_no_restatement(load):
    load(exports(LATE.format(answer="")), "--as-of", "2026-09-01T11:00:00+09:00")
    database = load(exports(LATE.format(answer="")), "--as-of", "2026-09-20T11:00:00+09:00")
    assert changed(database) == {}


def test_an_answer_given_since_is_a_change_but_no_restatement(load):
    load(exports(LATE.format(answer="")), "--as-of", "2026-09-01T11:00:00+09:00")
    database = load(exports(LATE.format(answer=FAR)), "--as-of", "2026-09-20T11:00:00+09:00")
    fields = ["first_response_at", "response_source"]
    assert changed(database) == {"LATE": ("changed", fields, "running", "running", False)}


def test_another_history_of_a_ticket_is_a_change(load):
    load(exports(SAME), "--as-of", "2026-09-05T09:00:00+09:00")
    events = "SAME,2026-09-01T10:20:00+09:00,status,new,open\n"
    database = load(exports(SAME, events=events), "--as-of", "2026-09-05T09:00:00+09:00")
    assert changed(database) == {"SAME": ("changed", ["history"], "met", "met", False)}


def test_what_was_turned_away_is_that_of_the_content(load):
    load(exports(SAME, "BAD,K-1,S2,portal,soon,,\n"))
    assert loads.rejects(open_published(load(exports(SAME)))).num_rows == 0


def test_an_earlier_version_that_cannot_be_read_does_not_hinder_a_full_load(load):
    database = load(exports(SAME))
    current(database).write_bytes(b"no database")
    database = load(exports(SAME))
    assert [row["load_id"] for row in loads.history(open_published(database)).to_pylist()] == [1]
