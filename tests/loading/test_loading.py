"""One load as the command line and the pages ask for it."""

import pytest

import warehouse
from loading import Request, load
from refusals import Refusal


def test_a_load_publishes_a_version_and_says_which(tmp_path):
    file, database = tmp_path / "tickets.csv", tmp_path / "t.duckdb"
    file.write_text("ticket_id,opened_at\nA,2026-04-01 10:00\nB,someday\n", encoding="utf-8")
    loaded = load(Request([file], database))
    assert (loaded.version, loaded.as_of.isoformat(), loaded.as_of_found) == (
        "v-000001",
        "2026-04-01T01:00:00+00:00",
        True,
    )
    assert (loaded.batch.files[0].loaded, loaded.batch.files[0].rejected) == (1, 1)
    assert warehouse.open_published(database).version == "v-000001"


def test_a_refused_file_changes_nothing(tmp_path):
    good, bad, database = tmp_path / "tickets.csv", tmp_path / "bad.csv", tmp_path / "t.duckdb"
    good.write_text("ticket_id,opened_at\nA,2026-04-01 10:00\n", encoding="utf-8")
    bad.write_text("what,is,this\n1,2,3\n", encoding="utf-8")
    load(Request([good], database))
    with pytest.raises(Refusal, match=r"bad\.csv"):
        load(Request([good, bad], database))
    assert warehouse.open_published(database).version == "v-000001"


def test_progress_is_told_of_each_file_and_of_the_building(tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text("ticket_id,opened_at\nA,2026-04-01 10:00\n", encoding="utf-8")
    told = []

    class Told:
        def reading(self, file, done, total):
            told.append((file, done == total))

        def building(self):
            told.append("building")

    load(Request([file], tmp_path / "t.duckdb"), Told())
    assert told[-2:] == [(str(file), True), "building"]
