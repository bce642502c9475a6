"""Whoever kills the loader at any moment leaves the old version readable, and nothing else behind."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from refusals import Refusal
from warehouse import new_version, open_published
from warehouse.opening import single
from warehouse.publishing import KEPT_VERSIONS, current, folder

TICKETS = "ticket_id,contract_id,severity,channel,opened_at\nT-1,K-1,S2,portal,2026-09-18T16:40:00+09:00\n"


@pytest.fixture
def database(tmp_path):
    return tmp_path / "teirei.duckdb"


def publish(database, value):
    with new_version(database) as file, duckdb.connect(str(file)) as connection:
        connection.execute("create table marker as select ? as value", [value])
        connection.execute("checkpoint")


def published(database):
    with duckdb.connect(str(current(database)), read_only=True) as connection:
        return single(connection, "select value from marker")


def test_the_pointer_names_the_new_version(database):
    publish(database, 1)
    first = current(database)
    publish(database, 2)
    assert (first.name, current(database).name) == ("v-000001.duckdb", "v-000002.duckdb")
    assert published(database) == 2


def test_a_failed_build_changes_nothing_and_leaves_nothing(database):
    publish(database, 1)
    with pytest.raises(RuntimeError), new_version(database) as file:
        file.write_bytes(b"half a database")
        raise RuntimeError
    assert published(database) == 1
    assert sorted(path.name for path in folder(database).iterdir()) == ["CURRENT", "LOCK", "v-000001.duckdb"]


def test_old_versions_are_cleared_away_but_some(database):
    for value in range(KEPT_VERSIONS + 3):
        publish(database, value)
    assert len(list(folder(database).glob("v-*.duckdb"))) == KEPT_VERSIONS
    assert published(database) == KEPT_VERSIONS + 2


def test_no_write_ahead_log_is_left(database):
    publish(database, 1)
    assert not list(folder(database).glob("*.wal"))


def test_a_second_loader_is_refused(database):
    publish(database, 1)
    with new_version(database) as file:
        file.touch()
        with pytest.raises(Refusal, match="another load is writing"), new_version(database):
            pass


def test_a_reader_keeps_its_version_while_a_new_one_is_published(sample_database):
    warehouse = open_published(sample_database)
    before = single(warehouse.cursor(), "select count(*) from facts")
    assert before == 5000
    assert single(warehouse.cursor(), "select count(*) from facts") == before


def test_what_is_no_database_of_ours_is_refused_in_one_sentence(database):
    publish(database, 1)
    with pytest.raises(Refusal, match="written by another version of Teirei"):
        open_published(database)


def test_nothing_published_is_refused_with_the_command_to_run(database):
    with pytest.raises(Refusal, match="load exports first: teirei load"):
        open_published(database)


@pytest.mark.skipif(os.name == "nt", reason="signals that cannot be caught exist on POSIX only")
def test_killed_at_any_moment_the_old_version_stays(tmp_path, database):
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    command = [sys.executable, "-m", "teirei", "load", str(tmp_path / "tickets.csv"), "--db", str(database)]
    began = time.perf_counter()
    subprocess.run([*command, "--as-of", "2026-10-01T00:00:00+09:00"], check=True, capture_output=True)
    whole = time.perf_counter() - began
    moments = random.Random(20261005)
    killed = 0
    for _ in range(12):
        old = current(database).name
        loader = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.4, 1.0) * whole)
        loader.send_signal(signal.SIGKILL)
        killed += loader.wait() == -signal.SIGKILL
        number = int(Path(current(database).name).stem.removeprefix("v-"))
        assert number - int(old.removeprefix("v-").removesuffix(".duckdb")) in (0, 1)
        with duckdb.connect(str(current(database)), read_only=True) as connection:
            assert single(connection, "select count(*) from facts") == 1
    assert killed > 0
    subprocess.run(command, check=True, capture_output=True)
    assert not (folder(database) / ".building.duckdb").exists()
