"""Whoever kills the loader at any moment leaves the old version readable, and nothing else behind."""

import errno
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from refusals import Refusal
from warehouse import new_version, open_published
from warehouse.opening import single
from warehouse.publishing import KEPT_VERSIONS, current, folder


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


def _failing(number):
    def fail(*given, **named):
        raise OSError(number, os.strerror(number))

    return fail


def _raised(error):
    if error:
        raise error


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


def test_a_version_that_is_open_is_read_on_after_it_was_cleared_away(sample_database, tmp_path):
    database = tmp_path / "teirei.duckdb"
    for _ in range(KEPT_VERSIONS + 1):
        with new_version(database) as file:
            shutil.copy(current(sample_database), file)
        if current(database).stem == "v-000001":
            first = open_published(database)
    assert not (folder(database) / "v-000001.duckdb").exists()
    assert single(first.cursor(), "select count(*) from facts") == 5000


def test_what_is_no_database_of_ours_is_refused_in_one_sentence(database):
    publish(database, 1)
    with pytest.raises(Refusal, match="written by another version of Teirei"):
        open_published(database)


def test_what_a_killed_load_left_is_cleared_away_by_the_next(database):
    publish(database, 1)
    home = folder(database)
    for name in (".building.duckdb", ".building.duckdb.wal", "v-000002.duckdb"):
        (home / name).write_bytes(b"half a database")
    (home / ".building.duckdb.tmp").mkdir()
    (home / ".building.duckdb.tmp" / "spilled").touch()
    (home / "CURRENT.new").write_text("v-000002.duckdb\n")
    assert published(database) == 1
    publish(database, 2)
    assert published(database) == 2
    assert sorted(path.name for path in home.iterdir()) == ["CURRENT", "LOCK", "v-000001.duckdb", "v-000002.duckdb"]


def test_a_version_that_was_published_once_is_not_taken_for_a_leftover(database):
    for value in (1, 2, 3):
        publish(database, value)
    (folder(database) / "CURRENT").write_text("v-000002.duckdb\n")  # somebody went back by hand
    publish(database, 4)
    assert current(database).name == "v-000004.duckdb"
    assert (folder(database) / "v-000003.duckdb").exists()


def test_a_number_is_not_given_twice(database):
    publish(database, 1)
    publish(database, 2)
    current(database).unlink()
    publish(database, 3)
    assert current(database).name == "v-000003.duckdb"


def test_files_of_other_names_are_left_alone(database):
    publish(database, 0)
    kept = folder(database) / "v-backup.duckdb"
    kept.touch()
    for value in range(KEPT_VERSIONS):
        publish(database, value)
    assert kept.exists()
    assert len(list(folder(database).glob("v-0*.duckdb"))) == KEPT_VERSIONS


@pytest.mark.parametrize("call", ["rename", "replace", "write_text"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_while_publishing_leaves_the_old_version_and_nothing_else(
    call, number, database, monkeypatch
):
    publish(database, 1)
    monkeypatch.setattr(Path, call, _failing(number))
    with pytest.raises(Refusal, match=r"could not be written .*; what was published before is unchanged"):
        publish(database, 2)
    monkeypatch.undo()
    assert published(database) == 1
    assert sorted(path.name for path in folder(database).iterdir()) == ["CURRENT", "LOCK", "v-000001.duckdb"]


def test_a_disk_that_fails_after_publishing_is_not_said_to_have_changed_nothing(database, monkeypatch):
    publish(database, 1)
    calls = iter([None, None, None, OSError(errno.EIO, "Input/output error")])
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: _raised(next(calls)) or sync(file))
    with pytest.raises(Refusal, match="v-000002 is published, but the disk does not confirm it"):
        publish(database, 2)
    assert published(database) == 2


def test_nothing_published_is_refused_with_the_command_to_run(database):
    with pytest.raises(Refusal, match="load exports first: teirei load"):
        open_published(database)
