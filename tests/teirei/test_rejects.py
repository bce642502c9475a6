"""Load, write the rejects, mend a field, load both."""

import csv
import json


def test_rejects_are_written_mended_and_loaded_again(tmp_path, teirei):
    tickets, database, out = tmp_path / "tickets.csv", tmp_path / "t.duckdb", tmp_path / "mend"
    tickets.write_text("ticket_id,opened_at,subject\nT1,2026-04-01 10:00,a\nT2,someday,=b\n", encoding="utf-8")
    assert teirei("load", tickets, "--db", database)[0] == 0
    code, said, _ = teirei("rejects", "--db", database, "--out", out, "--lang", "en")
    assert (code, said.split()) == (0, [str(out / "tickets.rejects.csv")])
    with (out / "tickets.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:6] == ["T2", "someday", "'=b", "3", "opened_at", "someday"]
    assert rows[1][6].startswith("This is no date and time")
    rows[1][1] = "2026-04-02 10:00"
    with (out / "tickets.rejects.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    _, said, _ = teirei("load", tickets, out, "--db", database, "--format", "json")
    answer = json.loads(said)
    assert (answer["read"], answer["loaded"], answer["rejected"]) == (3, 2, 1)
    _, said, _ = teirei("tickets", "--db", database, "--format", "json")
    assert sorted(row["ticket_id"] for row in json.loads(said)["rows"]) == ["T1", "T2"]


def test_a_file_that_may_be_half_mended_is_not_overwritten(tmp_path, teirei):
    tickets, database, out = tmp_path / "tickets.csv", tmp_path / "t.duckdb", tmp_path / "mend"
    tickets.write_text("ticket_id,opened_at\nT2,someday\nT1,2026-04-01\n", encoding="utf-8")
    teirei("load", tickets, "--db", database)
    assert teirei("rejects", "--db", database, "--out", out)[0] == 0
    code, _, said = teirei("rejects", "--db", database, "--out", out)
    assert (code, "there already" in said) == (1, True)


def test_without_rejects_nothing_is_written(tmp_path, teirei):
    tickets, database = tmp_path / "tickets.csv", tmp_path / "t.duckdb"
    tickets.write_text("ticket_id,opened_at\nT1,2026-04-01\n", encoding="utf-8")
    teirei("load", tickets, "--db", database)
    code, out, said = teirei("rejects", "--db", database, "--out", tmp_path / "none")
    assert (code, out, "no record was rejected" in said) == (0, "", True)
    assert not (tmp_path / "none").exists()
