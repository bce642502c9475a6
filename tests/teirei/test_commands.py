"""The commands as scripts see them: JSON on stdout alone, one sentence on stderr, exit codes 0, 1 and 2."""

import csv
import io
import json

import pytest

from teirei.main import COMMANDS, main

SLA_ROW = {"tickets", "met", "breached", "overdue", "running", "not_measured", "attainment"}
TICKET_ROW = {
    "ticket_id", "contract_id", "customer_id", "program", "tier", "severity", "channel", "opened_at",
    "first_response_at", "calendar", "target_minutes", "due_at", "elapsed_seconds", "response_source", "outcome",
    "reason", "clause", "escalation",
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, teirei):
    code, out, _ = teirei(command, "--help")
    assert (code, f"teirei {command}" in out) == (0, True)


@pytest.mark.parametrize("arguments", [[], ["lode"], ["sla", "--tear", "x"], ["load"], ["clock", "--format", "xml"]])
def test_usage_is_exit_code_2(arguments, teirei):
    assert teirei(*arguments)[0] == 2


def test_sla_by_month_and_quarter(database, teirei):
    code, out, err = teirei("sla", "--db", database, "--by", "quarter,month", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["as_of"], answer["by"]) == (0, "", "2026-10-05T08:30:00+09:00", ["quarter", "month"])
    assert set(answer["rows"][0]) == {"quarter", "month", *SLA_ROW}
    assert {"quarter": "FY2026Q1", "month": "2026-04"}.items() <= next(
        row for row in answer["rows"] if row["month"] == "2026-04"
    ).items()


@pytest.mark.parametrize("fields", ["", "tier", "severity,reason", "customer,product", "team,assignee,channel,program"])
def test_every_ticket_is_in_one_group_and_has_one_outcome(fields, database, teirei):
    rows = json.loads(teirei("sla", "--db", database, "--by", fields, "--format", "json")[1])["rows"]
    assert sum(row["tickets"] for row in rows) == 5000
    for row in rows:
        judged = row["met"] + row["breached"] + row["overdue"]
        assert judged + row["running"] + row["not_measured"] == row["tickets"]
        assert row["attainment"] == (row["met"] / judged if judged else None)


def test_tickets_carry_the_columns_of_the_contract_of_interface(database, teirei):
    code, out, _ = teirei("tickets", "--db", database, "--severity", "S1", "--tier", "premium", "--format", "json")
    rows = json.loads(out)["rows"]
    assert code == 0
    assert {(row["severity"], row["tier"]) for row in rows} == {("S1", "premium")}
    assert all(set(row) == TICKET_ROW for row in rows)


def test_opening_dates_are_included_at_both_ends(database, teirei):
    options = ("--from", "2026-09-18", "--to", "2026-09-24", "--format", "json")
    rows = json.loads(teirei("tickets", *options, "--db", database)[1])["rows"]
    days = {row["opened_at"][:10] for row in rows}
    assert min(days) == "2026-09-18"
    assert max(days) == "2026-09-24"


def test_csv_and_table_say_the_same(database, teirei):
    as_csv = list(csv.DictReader(io.StringIO(teirei("sla", "--db", database, "--by", "tier", "--format", "csv")[1])))
    as_table = teirei("sla", "--db", database, "--by", "tier")[1].splitlines()
    assert len(as_table) == len(as_csv) + 2
    assert as_table[2].split()[:3] == [as_csv[0]["tier"], as_csv[0]["tickets"], as_csv[0]["met"]]


def test_the_same_question_has_the_same_bytes(database, teirei):
    asked = ("tickets", "--db", database, "--format", "json")
    assert teirei(*asked)[1] == teirei(*asked)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sla", "--by", "teir"], '--by "teir": unknown field (did you mean "tier"?)'),
        (["sla", "--from", "2026-13-01"], '--from "2026-13-01": give a date such as 2026-04-01'),
        (["sla", "--as-of", "yesterday"], '--as-of "yesterday": give an instant such as'),
        (["sla", "--as-of", "9999-12-31T23:59:59-14:00"], "give an instant from 1970 to 2199"),
        (["clock"], "give FROM and TO, or FROM with --add 4h, or --batch FILE.csv"),
        (["clock", "2026-09-18", "--add", "four"], '--add "four": give hours, minutes and seconds'),
        (["clock", "2026-09-18", "--add", "99999999999h"], "give less than a million hours"),
        (["clock", "0001-01-01", "2026-09-18"], 'start "0001-01-01": give an ISO instant'),
        (["clock", "1999-12-31", "2026-09-18"], "lies before its first hours (2000-01-01)"),
        (["clock", "2026-09-18", "2026-09-19", "--calendar", "japan"], 'unknown calendar "japan"'),
        (["clock", "--batch", "nowhere.csv"], "nowhere.csv: no such file"),
        (["load", "nowhere"], "nowhere"),
        (["load", "pyproject.toml", "--map", "customer"], '--map "customer": give COLUMN=HEADER'),
        (["load", "pyproject.toml", "--timezone", "Tokyo"], '--timezone "Tokyo": give a zone of the IANA list'),
        (["dashboard", "--port", "99999999"], "--port 99999999: give a port from 1 to 65535"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, said, database, teirei):
    if arguments[0] == "sla":
        arguments = [*arguments, "--db", str(database)]
    code, out, err = teirei(*arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("pointer", [b"", b"../../../etc/passwd", b"v-1.duckdb/foo", b"\xff\xfe", b"v-000009.duckdb"])
def test_a_broken_pointer_is_one_sentence(pointer, tmp_path, teirei):
    home = tmp_path / "x.duckdb.d"
    home.mkdir()
    (home / "CURRENT").write_bytes(pointer)
    code, _, err = teirei("sla", "--db", tmp_path / "x.duckdb")
    assert code == 1
    assert "load the exports again" in err


def test_a_database_that_cannot_be_written_is_one_sentence(tmp_path, teirei):
    (tmp_path / "file").write_text("")
    code, _, err = teirei("load", "data/samples/closures.csv", "--db", tmp_path / "file" / "x.duckdb")
    assert code == 1
    assert "could not be written" in err
    assert "what was published before is unchanged" in err


def test_options_stand_in_any_order_and_amounts_may_be_negative(teirei):
    forward = teirei("clock", "--format", "json", "2026-09-18T16:40", "--calendar", "japan-support", "2026-09-24T12:40")
    assert json.loads(forward[1])["result"] == 4 * 3600
    assert teirei("clock", "2026-09-24T12:40", "--add", "-4h")[1].strip() == "2026-09-18T16:40:00+09:00"
    assert teirei("clock", "--add", "1H 30m", "2026-09-18T16:40")[1].strip() == "2026-09-24T10:10:00+09:00"


def test_an_unexpected_failure_is_no_traceback(monkeypatch, teirei):
    monkeypatch.setattr("teirei.sla.open_published", lambda place: 1 / 0)
    code, _, err = teirei("sla")
    assert (code, err.count("\n")) == (1, 1)
    monkeypatch.setenv("TEIREI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["sla"])
