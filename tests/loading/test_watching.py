"""What a watcher gives to a load, turn by turn: settled files, once, in their order; the folder stays as it is."""

import os

import pytest

from loading.memory import Memory
from loading.watching import Loads, Watcher
from refusals import Refusal
from warehouse.publishing import Unpublished


class Desk:
    """A load that only writes down what it was given. `bad`: names that are refused; `busy`: another load at work."""

    def __init__(self):
        self.loaded, self.refusals, self.waited = [], [], []
        self.bad, self.busy = set(), False

    def load(self, files):
        if self.busy:
            raise Unpublished("another load is writing this database")
        for file in files:
            self.check(file)
        self.loaded.append([file.name for file in files])
        return f"v-{len(self.loaded):06}"

    def check(self, file):
        if file.name in self.bad:
            raise Refusal(f"{file.name} is empty: export it again.")

    def refused(self, file, sentence):
        self.refusals.append((file.name, sentence))

    def waiting(self, sentence):
        self.waited.append(sentence)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "landing"
    place.mkdir()
    return place


@pytest.fixture
def watcher(folder, desk, tmp_path):
    return start(folder, desk, tmp_path)


def start(folder, desk, tmp_path):
    return Watcher(folder, Memory(tmp_path / "teirei.duckdb"), Loads(desk.load, desk.check), desk)


def land(folder, name, text="a,b\n1,2\n", at=1_000):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, (at, at))
    return file


def turns(watcher, number=2):
    for _ in range(number):
        watcher.turn()


def test_a_file_is_loaded_once_it_has_stopped_growing(folder, desk, watcher):
    land(folder, "a.csv", "a,b\n")
    watcher.turn()
    land(folder, "a.csv", "a,b\n1,2\n")
    watcher.turn()
    assert desk.loaded == []
    watcher.turn()
    assert desk.loaded == [["a.csv"]]
    turns(watcher, 3)
    assert desk.loaded == [["a.csv"]]


def test_a_file_of_the_same_size_but_another_time_still_grows(folder, desk, watcher):
    for at in (1, 2, 3):
        land(folder, "a.csv", at=at)
        watcher.turn()
    assert desk.loaded == []


@pytest.mark.skipif(os.name == "nt", reason="leases are of Linux")
def test_a_file_that_is_open_for_writing_is_left_until_it_is_closed(folder, desk, watcher):
    land(folder, "a.csv")
    with (folder / "a.csv").open("a"):
        turns(watcher, 3)
        assert desk.loaded == []
    watcher.turn()
    assert desk.loaded == [["a.csv"]]


def test_files_that_land_together_are_loaded_together_in_the_order_of_their_time(folder, desk, watcher):
    land(folder, "late.csv", at=30)
    land(folder, "below/early.csv", at=10)
    land(folder, "middle.csv", at=20)
    turns(watcher)
    assert desk.loaded == [["early.csv", "middle.csv", "late.csv"]]


@pytest.mark.parametrize(
    "name",
    [
        ".a.csv",
        "~$a.csv",
        "a.csv.part",
        "a.csv.tmp",
        "a.csv.crdownload",
        ".hidden/a.csv",
        "notes.docx",
        "a.csv.filepart",
    ],
)
def test_what_is_hidden_temporary_or_no_export_is_not_looked_at(name, folder, desk, watcher):
    land(folder, name)
    turns(watcher, 3)
    assert desk.loaded == []
    assert desk.refusals == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_what_is_no_ordinary_file_is_not_looked_at(folder, desk, watcher):
    os.mkfifo(folder / "pipe.csv")
    turns(watcher, 3)
    assert desk.loaded == []


def test_a_refused_file_is_said_once_and_keeps_no_other_from_being_loaded(folder, desk, watcher):
    desk.bad = {"bad.csv"}
    land(folder, "bad.csv", at=1)
    land(folder, "good.csv", at=2)
    turns(watcher, 5)
    assert desk.loaded == [["good.csv"]]
    assert desk.refusals == [("bad.csv", "bad.csv is empty: export it again.")]
    assert desk.waited == []


def test_a_refused_file_is_tried_again_when_it_has_changed(folder, desk, watcher):
    desk.bad = {"bad.csv"}
    land(folder, "bad.csv")
    turns(watcher, 3)
    desk.bad = set()
    turns(watcher, 3)
    assert desk.loaded == []
    land(folder, "bad.csv", "a,b\n3,4\n", at=2_000)
    turns(watcher, 2)
    assert desk.loaded == [["bad.csv"]]


def test_a_changed_file_is_loaded_again_a_touched_one_is_not(folder, desk, watcher):
    land(folder, "a.csv")
    turns(watcher)
    os.utime(folder / "a.csv", (5_000, 5_000))
    turns(watcher, 3)
    assert desk.loaded == [["a.csv"]]
    land(folder, "a.csv", "a,b\n1,3\n", at=6_000)
    turns(watcher, 3)
    assert desk.loaded == [["a.csv"], ["a.csv"]]


def test_a_file_that_vanishes_changes_nothing_and_one_that_comes_back_is_known(folder, desk, watcher):
    land(folder, "a.csv")
    turns(watcher)
    (folder / "a.csv").unlink()
    turns(watcher)
    land(folder, "a.csv")
    turns(watcher, 3)
    assert desk.loaded == [["a.csv"]]


def test_a_restart_forgets_nothing(folder, desk, tmp_path):
    desk.bad = {"bad.csv"}
    land(folder, "a.csv")
    land(folder, "bad.csv")
    turns(start(folder, desk, tmp_path))
    land(folder, "new.csv")
    turns(start(folder, desk, tmp_path), 3)
    assert desk.loaded == [["a.csv"], ["new.csv"]]
    assert len(desk.refusals) == 1


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": {"x": 1}}', '{"files": {"x": {"state": {}}}}'])
def test_a_damaged_memory_is_an_empty_one(damage, folder, desk, tmp_path):
    land(folder, "a.csv")
    turns(start(folder, desk, tmp_path))
    (tmp_path / "teirei.duckdb.d" / "watch.json").write_text(damage)
    turns(start(folder, desk, tmp_path))
    assert desk.loaded == [["a.csv"], ["a.csv"]]


def test_two_watchers_of_one_database_keep_what_the_other_has_noted(folder, desk, tmp_path):
    other_folder, other_desk = tmp_path / "other", Desk()
    first, second = start(folder, desk, tmp_path), start(other_folder, other_desk, tmp_path)
    land(folder, "a.csv")
    land(other_folder, "b.csv")
    turns(first)
    turns(second)
    again = Desk()
    turns(start(folder, again, tmp_path))
    turns(start(other_folder, again, tmp_path))
    assert again.loaded == []


def test_while_another_load_is_at_work_it_waits_says_so_once_and_then_loads(folder, desk, watcher):
    desk.busy = True
    land(folder, "a.csv")
    turns(watcher, 12)
    assert desk.waited == ["another load is writing this database"]
    desk.busy = False
    turns(watcher, 16)
    assert desk.loaded == [["a.csv"]]
    assert desk.refusals == []


def test_a_file_that_changes_while_it_is_loaded_is_loaded_again(folder, desk, tmp_path):
    def load(files):
        version = desk.load(files)
        if len(desk.loaded) == 1:
            land(folder, "a.csv", "a,b\n9,9\n", at=9_000)
        return version

    watcher = Watcher(folder, Memory(tmp_path / "teirei.duckdb"), Loads(load, desk.check), desk)
    land(folder, "a.csv")
    turns(watcher, 5)
    assert desk.loaded == [["a.csv"], ["a.csv"]]


def test_an_unexpected_failure_is_not_the_end_of_watching(folder, desk, tmp_path):
    def load(files):
        if any(file.name == "odd.csv" for file in files):
            raise ZeroDivisionError
        return desk.load(files)

    def check(file):
        load([file])

    watcher = Watcher(folder, Memory(tmp_path / "teirei.duckdb"), Loads(load, check), desk)
    land(folder, "odd.csv", at=1)
    land(folder, "a.csv", at=2)
    turns(watcher)
    assert ["a.csv"] in desk.loaded
    assert desk.refusals == [("odd.csv", "failed (ZeroDivisionError)")]


def test_a_folder_that_goes_away_is_said_once_and_watched_when_it_is_back(folder, desk, watcher):
    away = folder.rename(folder.with_name("away"))
    turns(watcher, 3)
    assert len(desk.waited) == 1
    away.rename(folder)
    land(folder, "a.csv")
    turns(watcher)
    assert desk.loaded == [["a.csv"]]


def test_nothing_in_the_folder_is_moved_or_changed(folder, desk, watcher):
    desk.bad = {"bad.csv"}
    for name in ("a.csv", "bad.csv", "below/b.csv"):
        land(folder, name)
    before = {
        file: (file.stat().st_mtime_ns, file.read_bytes() if file.is_file() else b"") for file in folder.rglob("*")
    }
    turns(watcher, 4)
    after = {
        file: (file.stat().st_mtime_ns, file.read_bytes() if file.is_file() else b"") for file in folder.rglob("*")
    }
    assert after == before
