"""A database that was damaged from outside: one sentence with the remedy, and the remedy works."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from refusals import Refusal
from teirei.main import main
from warehouse import open_published
from warehouse.opening import _open, single
from warehouse.publishing import current, folder, new_version

HEADINGS = "ticket_id,contract_id,severity,channel,opened_at\n"
REMEDY = "load the exports again: teirei load PATH… --db "


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("made")
    assert _load(home, 3) == 0
    return home


@pytest.fixture
def home(made, tmp_path):
    """A folder of its own with a database of three tickets."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def database(home):
    return home / "teirei.duckdb"


def _load(home, tickets):
    rows = [f"T-{number},K-1,S2,portal,2026-09-18T16:40:00+09:00\n" for number in range(tickets)]
    (home / "tickets.csv").write_text(HEADINGS + "".join(rows), encoding="utf-8")
    place = ["--db", str(home / "teirei.duckdb"), "--as-of", "2026-10-01T00:00:00+09:00"]
    return main(["load", str(home / "tickets.csv"), *place])


def _tickets(database):
    return single(open_published(database).cursor(), "select count(*) from facts")


def _pointer(text):
    return lambda database: (folder(database) / "CURRENT").write_bytes(text)


def _cut(share):
    def cut(database):
        file = current(database)
        os.truncate(file, int(file.stat().st_size * share))

    return cut


DAMAGE = {
    "CURRENT deleted": (lambda database: (folder(database) / "CURRENT").unlink(), "CURRENT: is gone, though versions"),
    "CURRENT empty": (_pointer(b""), "CURRENT: names no version"),
    "CURRENT names what is not there": (_pointer(b"v-000099.duckdb\n"), "names v-000099.duckdb, which is not there"),
    "CURRENT is garbage": (_pointer(b"\xff\xfe\x00"), "CURRENT: cannot be read"),
    "CURRENT leads elsewhere": (_pointer(b"../../v-000001.duckdb"), "CURRENT: names no version"),
    "version deleted": (lambda database: current(database).unlink(), "names v-000001.duckdb, which is not there"),
    "version empty": (_cut(0), "v-000001.duckdb: cannot be opened"),
    "version cut in the middle": (_cut(0.5), "v-000001.duckdb: cannot be opened (it ends after"),
    "version cut at the end": (_cut(0.9999), "v-000001.duckdb: cannot be opened (it ends after"),
    "version is text": (lambda database: current(database).write_text("ticket_id\n"), "duckdb: cannot be opened"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_one_sentence_and_loading_again_mends_it(damage, home, database, capsys):
    harm, said = DAMAGE[damage]
    harm(database)
    capsys.readouterr()
    assert main(["sla", "--db", str(database)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert REMEDY + str(database) in error
    assert len(error.splitlines()) == 1
    assert _load(home, 4) == 0
    assert _tickets(database) == 4


def test_a_damaged_block_is_one_sentence_and_loading_again_mends_it(home, database, capsys):
    file = current(database)
    content = bytearray(file.read_bytes())
    for place in range(3 * 4096 + 1000, len(content), 5000):
        content[place] ^= 0xFF
    file.write_bytes(content)
    capsys.readouterr()
    assert main(["tickets", "--db", str(database)]) == 1
    error = capsys.readouterr().err
    assert "Corrupt database file" in error
    assert len(error.splitlines()) == 1
    assert _load(home, 4) == 0
    assert _tickets(database) == 4


def test_a_version_of_another_format_is_refused_and_loading_again_mends_it(home, database):
    with new_version(database) as file, duckdb.connect(str(file)) as connection:
        connection.execute("create table loads as select 'older' as format, 1 as load_id")
    with pytest.raises(Refusal, match=f"written by another version of Teirei; {REMEDY}"):
        open_published(database)
    assert _load(home, 4) == 0
    assert _tickets(database) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_a_folder_that_is_for_reading_only_can_be_read(home, database, monkeypatch):
    monkeypatch.setattr(os, "open", _denied(os.open))  # whoever runs the tests may be allowed to write anywhere
    with pytest.raises(Refusal, match=r"could not be written .*Permission denied"), new_version(database):
        pass
    assert _tickets(database) == 3


def _denied(opened):
    def denied(path, flags, *more, **named):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *more, **named)

    return denied


def test_a_version_in_the_place_of_another_of_the_same_name_is_seen(home, database):
    assert _tickets(database) == 3
    shutil.rmtree(folder(database))
    assert _load(home, 4) == 0
    assert current(database).name == "v-000001.duckdb"
    assert _tickets(database) == 4


def test_old_versions_do_not_stay_open_for_ever(home, database):
    for tickets in range(1, 7):
        assert _load(home, tickets) == 0
        assert _tickets(database) == tickets
    here = str(Path(folder(database)).resolve())
    assert len([file for file in _open if str(file).startswith(here)]) <= 3
