"""`teirei watch` with real files and a real database."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from warehouse import new_version, open_published
from warehouse.publishing import current, folder
from warehouse.statements import single

ROOT = Path(__file__).parents[2]
TICKETS = "ticket_id,contract_id,severity,opened_at,subject\n"
CONTRACTS = "contract_id,customer_id,program,tier,start_on,end_on\nK-1,C-1,ivanti,standard,2026-04-01,2027-03-31\n"


@pytest.fixture
def landing(tmp_path):
    place = tmp_path / "landing"
    place.mkdir()
    return place


@pytest.fixture
def database(tmp_path):
    return tmp_path / "db" / "teirei.duckdb"


@pytest.fixture
def once(teirei, landing, database):
    """Two looks and what has settled: (exit code, the loads, stderr)."""

    def watched(*more):
        options = ("--db", database, "--once", "--every", "0.05", "--format", "json")
        code, out, err = teirei("watch", landing, *options, *more)
        return code, [json.loads(line) for line in out.splitlines()], err

    return watched


def ticket(number, subject="a"):
    return f"T-{number},K-1,S2,2026-09-18T16:40:00+09:00,{subject}\n"


def names(load):
    return [Path(file["file"]).name for file in load["files"]]


def subjects(database):
    return open_published(database).cursor().execute("select subject from tickets order by ticket_id").fetchall()


def test_what_lies_there_is_loaded_in_one_call_and_a_second_run_loads_nothing(landing, database, once):
    (landing / "tickets.csv").write_text(TICKETS + ticket(1) + "T-2,K-1,S2,yesterday,b\n")
    (landing / "contracts.csv").write_text(CONTRACTS)
    os.utime(landing / "contracts.csv", (1, 1))
    code, (load,), err = once()
    assert (code, err, names(load)) == (0, "", ["contracts.csv", "tickets.csv"])
    assert (load["version"], load["read"], load["loaded"], load["rejected"]) == ("v-000001", 3, 2, 1)
    assert once() == (0, [], "")
    assert current(database).stem == "v-000001"


def test_later_files_are_added_and_the_newer_export_wins(landing, database, once):
    (landing / "tickets.csv").write_text(TICKETS + ticket(1, "old") + ticket(2, "kept"))
    once()
    (landing / "more.csv").write_text(TICKETS + ticket(1, "new") + ticket(3, "added"))
    code, (load,), _ = once()
    assert (code, names(load), load["files"][0]["replaced"]) == (0, ["more.csv"], 1)
    assert subjects(database) == [("new",), ("kept",), ("added",)]


def test_a_file_that_changed_is_loaded_again(landing, database, once):
    (landing / "tickets.csv").write_text(TICKETS + ticket(1, "old"))
    once()
    (landing / "tickets.csv").write_text(TICKETS + ticket(1, "newer"))
    assert len(once()[1]) == 1
    assert subjects(database) == [("newer",)]


def test_a_refused_file_is_one_line_and_exit_code_1_once_and_the_others_are_loaded(landing, database, once):
    (landing / "bad.csv").write_text("a,b\n1,2\n")
    (landing / "tickets.csv").write_text(TICKETS + ticket(1))
    code, (load,), err = once()
    assert (code, names(load)) == (1, ["tickets.csv"])
    assert err.count("\n") == 1
    assert "refused: " in err
    assert "bad.csv" in err
    assert once() == (0, [], "")
    kept = json.loads((folder(database) / "watch.json").read_text(encoding="utf-8"))["files"]
    assert {Path(name).name: each["result"] for name, each in kept.items()} == {
        "bad.csv": "refused",
        "tickets.csv": "loaded",
    }


def test_a_file_that_lacks_the_heading_of_map_is_no_error(landing, once):
    (landing / "a.csv").write_text("ticket_id,contract_id,opened_at,who\nT-1,K-1,2026-09-18,Ann\n")
    assert once("--map", "assignee=who")[0] == 0
    (landing / "b.csv").write_text(TICKETS + ticket(2))
    code, (load,), err = once("--map", "assignee=who")
    assert (code, names(load), err) == (0, ["b.csv"], "")


def test_while_the_lock_is_held_nothing_is_refused_and_it_is_loaded_later(landing, database, once):
    (landing / "tickets.csv").write_text(TICKETS + ticket(1))
    with pytest.raises(ZeroDivisionError), new_version(database):
        code, loads, err = once()
        raise ZeroDivisionError
    assert (code, loads) == (0, [])
    assert "waiting: " in err
    assert "another load is writing" in err
    assert len(once()[1]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere is no folder"),
        ([".", "--every", "0"], "--every 0: give seconds from 0.01 to 86400"),
        ([".", "--timezone", "Tokyo"], '--timezone "Tokyo"'),
        ([".", "--map", "customer"], '--map "customer": give COLUMN=HEADER'),
        ([".", "--terms", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_request_is_one_sentence_at_once(arguments, said, database, teirei):
    code, out, err = teirei("watch", *arguments, "--db", database)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err


@pytest.mark.skipif(os.name == "nt", reason="SIGTERM can be caught on POSIX only")
def test_a_growing_file_is_awaited_and_sigterm_ends_it_cleanly(landing, database):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "teirei", "watch", str(landing), "--db", str(database), "--every", "0.1"]
    watching = subprocess.Popen(
        [*command, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    ended = threading.Timer(300, watching.kill)
    ended.start()
    try:
        with (landing / "tickets.csv").open("w") as file:
            file.write(TICKETS)
            for number in range(20):
                file.write(ticket(number))
                file.flush()
                time.sleep(0.02)
        load = json.loads(watching.stdout.readline())
        assert load["read"] == 20
        (landing / "more.csv.part").write_text(TICKETS + ticket(20))
        (landing / "more.csv.part").rename(landing / "more.csv")
        load = json.loads(watching.stdout.readline())
        assert (names(load), load["read"]) == (["more.csv"], 1)
        watching.send_signal(signal.SIGTERM)
        rest, err = watching.communicate()
    finally:
        ended.cancel()
        watching.kill()
    assert (watching.returncode, rest, err) == (0, "", "")
    assert single(open_published(database).cursor(), "select count(*) from tickets") == 21
