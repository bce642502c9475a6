"""Readers and loaders at the same time: nobody sees an error, or a mix of two versions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from teirei.main import main
from warehouse import new_version
from warehouse.publishing import current, folder

ROOT = Path(__file__).parents[2]
AS_OF = "2026-10-05T08:30:00+09:00"
PUBLISHED = 200
READER = """
import sys
from pathlib import Path
from warehouse import open_published

seen, asked = set(), 0
while not Path(sys.argv[2]).exists():
    cursor = open_published(Path(sys.argv[1])).cursor()
    found = cursor.execute("select (select count(*) from tickets), count(*), max(product) from facts").fetchall()
    assert found in ([(3, 3, "before")], [(7, 7, "after")]), found
    seen.add(found[0])
    asked += 1
print(asked, len(seen))
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two databases that differ in every ticket."""
    return [_made(tmp_path_factory.mktemp(name), name, tickets) for name, tickets in (("before", 3), ("after", 7))]


def _made(home, product, tickets):
    rows = [f"T-{number},K-1,S2,2026-09-18T16:40:00+09:00,{product}\n" for number in range(tickets)]
    text = "ticket_id,contract_id,severity,opened_at,product\n" + "".join(rows)
    (home / "tickets.csv").write_text(text, encoding="utf-8")
    assert main(["load", str(home / "tickets.csv"), "--db", str(home / "teirei.duckdb"), "--as-of", AS_OF]) == 0
    return current(home / "teirei.duckdb")


def _python(*arguments):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def _publish(database, file):
    with new_version(database) as building:
        shutil.copy(file, building)


def test_readers_see_whole_versions_only_while_others_are_published(versions, tmp_path):
    database, end = tmp_path / "teirei.duckdb", tmp_path / "end"
    _publish(database, versions[0])
    readers = [_python("-c", READER, database, end) for _ in range(2)]
    try:
        for number in range(PUBLISHED):
            _publish(database, versions[number % 2])
        end.touch()
        for reader in readers:
            out, err = reader.communicate()
            assert (reader.returncode, err) == (0, "")
            assert int(out.split()[0]) > 0
    finally:
        for reader in readers:
            reader.kill()


def test_of_loaders_that_start_together_each_publishes_or_says_that_another_is_at_work(versions, tmp_path):
    database = tmp_path / "teirei.duckdb"
    exports = [file.parent.parent / "tickets.csv" for file in versions]
    options = ("--db", database, "--as-of", AS_OF)
    loaders = [_python("-m", "teirei", "load", exports[number % 2], *options) for number in range(4)]
    codes = []
    for loader in loaders:
        _, err = loader.communicate()
        codes.append(loader.returncode)
        assert loader.returncode == 0 or "another load is writing this database" in err
        assert "Traceback" not in err
    assert set(codes) <= {0, 1}
    assert 0 in codes
    names = sorted(path.name for path in folder(database).iterdir())
    assert names == ["CURRENT", "LOCK", *(f"v-{number:06}.duckdb" for number in range(1, codes.count(0) + 1))]
