"""A Zendesk export beside a list of contracts, up to the attainment that the command shows."""

import json

import pytest

from teirei.main import main

CONTRACTS = """contract_id,customer_id,customer_name,program,tier,start_on,end_on
K-1,A-001,青葉精機,ivanti,standard,2026-04-01,2027-03-31
K-2,B-002,北斗物産,ivanti,enterprise,2026-04-01,2027-03-31
"""
AOBA, HOKUTO = "青葉精機", "北斗物産"
# Id, opened, priority, via, organization, minutes to the first reply, solved at
TICKETS = (
    ("1", "2026-04-01 09:05", "Urgent", "Phone call (inbound)", AOBA, "90", ""),
    ("2", "2026-04-01 16:30", "High", "Mail", AOBA, "1050", ""),  # answered on Thursday at 10:00
    ("3", "2026-04-01 09:00", "高", "メール", AOBA, "300", ""),
    ("4", "2026-04-03 16:00", "Normal", "ウェブフォーム", AOBA, "", "1900-01-01 00:00"),  # a Friday
    ("5", "2026-04-02 09:00", "Low", "Web form", AOBA, "", "2026-04-03 10:00"),
    ("6", "2026-04-02 09:00", "Urgent", "Mail", HOKUTO, "10", ""),
    ("7", "2026-04-04 23:00", "Urgent", "Phone call (inbound)", HOKUTO, "61", ""),  # a Saturday night
    ("8", "2026-04-04 23:00", "緊急", "電話", HOKUTO, "60", ""),
    ("9", "2026-04-02 09:00", "High", "Mail", "-", "10", ""),
    ("10", "2026-04-02 09:00", "High", "Mail", AOBA, "", ""),
)
# Standard: S1 2 h, S2 4 h, S3 8 h, S4 16 h of Mon–Fri 09:00–17:00; Enterprise: S1 1 h around the clock, by phone.
EXPECTED = {
    "1": ("met", 90, "minutes"),
    "2": ("met", 30 + 60, "minutes"),  # 16:30–17:00, then 9:00–10:00
    "3": ("breached", 300, "minutes"),
    "4": ("running", 60 + 180, None),  # Friday from 16:00, Monday until noon
    "5": ("met", 480 + 60, "resolution"),
    "6": ("not_measured", None, "minutes"),
    "7": ("breached", 61, "minutes"),
    "8": ("met", 60, "minutes"),
    "9": ("not_measured", None, "minutes"),
    "10": ("overdue", 480 + 480 + 180, None),
}


@pytest.fixture
def answer(export, write, tmp_path, capsys):
    rows = [
        {
            "Id": number, "Created at": opened, "Priority": priority, "Via": via, "Organization": organization,
            "First reply time in minutes": minutes, "Solved at": solved, "Status": "Open",
        }
        for number, opened, priority, via, organization, minutes, solved in TICKETS
    ]  # fmt: skip
    paths = [str(export("zendesk_full_export", *rows)), str(write(CONTRACTS, "contracts.csv"))]
    database = str(tmp_path / "z.duckdb")

    def asked(*command):
        assert main([*command, "--db", database, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    loaded = asked("load", *paths, "--as-of", "2026-04-06T12:00:00+09:00")
    assert [(file["preset"], file["loaded"]) for file in loaded["files"]] == [("zendesk", 10), ("teirei", 2)]
    return asked


def test_each_ticket_has_the_outcome_that_was_worked_out_by_hand(answer):
    rows = answer("tickets")["rows"]
    found = {
        row["ticket_id"]: (
            row["outcome"],
            None if row["elapsed_seconds"] is None else row["elapsed_seconds"] / 60,
            row["response_source"],
        )
        for row in rows
    }
    assert found == EXPECTED
    reasons = {row["ticket_id"]: row["reason"] for row in rows if row["reason"]}
    assert reasons == {"6": "not_by_phone", "9": "no_contract"}


def test_four_of_seven_are_met(answer):
    (row,) = answer("sla")["rows"]
    counts = ("tickets", "met", "breached", "overdue", "running", "not_measured")
    assert [row[name] for name in counts] == [10, 4, 2, 1, 1, 2]
    assert row["attainment"] == 4 / 7


def test_the_command_takes_mappings_and_priorities_from_files(answer, write, capsys):
    table = write('[zendesk]\n"Low" = "S3"\n', "ours.toml")
    mapping = write(
        'name = "ours"\nkind = "tickets"\nheadings = ["Nr", "Am"]\n[columns]\nticket_id = "Nr"\nopened_at = "Am"\n',
        "maps/m.toml",
    )
    other = write("Nr,Am\nX1,2026-04-02 10:00\n", "other.csv")
    zendesk = other.parent / "zendesk_full_export.csv"
    options = ("--mapping", str(mapping.parent), "--priorities", str(table), "--as-of", "2026-04-06T12:00:00+09:00")
    loaded = answer("load", str(zendesk), str(other), *options)
    assert [file["preset"] for file in loaded["files"]] == ["zendesk", "ours"]
    levels = {row["ticket_id"]: row["severity"] for row in answer("tickets")["rows"]}
    assert (levels["5"], levels["X1"]) == ("S3", None)


def test_a_wrong_mapping_ends_with_one_sentence(write, tmp_path, capsys):
    mapping = write('name = "ours"\n', "m.toml")
    tickets = write("ticket_id,opened_at\nT1,2026-04-01\n")
    code = main(["load", str(tickets), "--mapping", str(mapping), "--db", str(tmp_path / "x.duckdb")])
    said = capsys.readouterr().err.strip().splitlines()
    assert (code, len(said)) == (1, 1)
    assert "kind is missing" in said[0]
