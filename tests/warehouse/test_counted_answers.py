"""A system that counts business time until the first answer: the answer is laid on the contract's calendar."""

import json

import pytest

from teirei.main import main

CONTRACTS = (
    "contract_id,customer_id,customer_name,program,tier,start_on,end_on\n"
    "C1,K1,青葉精機,ivanti,standard,2026-04-01,2027-03-31\n"
)
ZENDESK = (
    "Id,Organization,Status,Priority,Via,Requester,Created at,Solved at,Replies,"
    "First reply time in minutes within business hours\n"
)
# Fri 3 April 16:00 + 90 min: an hour on Friday, the rest from Monday 9:00. High is S2: 240 minutes.
ROWS = {
    "1": ("2026-04-03 16:00:00,1900-01-01 00:00:00,1,90", "2026-04-06T09:30:00+09:00", 5400, "met"),
    "2": ("2026-04-04 12:00:00,1900-01-01 00:00:00,1,240", "2026-04-06T13:00:00+09:00", 14400, "met"),
    "3": ("2026-04-04 12:00:00,2026-04-10 09:00:00,1,241", "2026-04-06T13:01:00+09:00", 14460, "breached"),
    "4": ("2026-04-04 12:00:00,1900-01-01 00:00:00,2,0", "2026-04-04T12:00:00+09:00", 0, "met"),
    "5": ("2026-04-06 16:59:00,1900-01-01 00:00:00,1,1", "2026-04-06T17:00:00+09:00", 60, "met"),
    "6": ("2026-04-06 09:00:00,1900-01-01 00:00:00,0,0", None, 36000, "overdue"),
}


@pytest.fixture
def asked(tmp_path, capsys):
    """asked(*arguments) -> the JSON of the command."""

    def answer(*arguments: object) -> dict:
        capsys.readouterr()
        assert main([*map(str, arguments), "--format", "json", "--db", str(tmp_path / "t.duckdb")]) == 0
        return json.loads(capsys.readouterr().out)

    (tmp_path / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    lines = [f"{number},青葉精機,Open,High,Mail,山田,{row}\n" for number, (row, *_) in ROWS.items()]
    (tmp_path / "zendesk.csv").write_text(ZENDESK + "".join(lines), encoding="utf-8")
    return answer


def _wanted(ticket: dict) -> tuple:
    return (ticket["first_response_at"], ticket["elapsed_seconds"], ticket["outcome"])


@pytest.mark.parametrize("in_two_loads", [False, True])
def test_business_minutes_lead_to_the_earliest_instant_with_so_much_open_time(asked, tmp_path, in_two_loads):
    files = [tmp_path / "contracts.csv", tmp_path / "zendesk.csv"]
    if in_two_loads:
        asked("load", files[0], "--as-of", "2026-04-07T11:00:00+09:00")
        asked("load", "--add", files[1], "--as-of", "2026-04-07T11:00:00+09:00")
    else:
        asked("load", *files, "--as-of", "2026-04-07T11:00:00+09:00")
    found = {ticket["ticket_id"]: ticket for ticket in asked("tickets")["rows"]}
    assert {number: _wanted(ticket) for number, ticket in found.items()} == {
        number: tuple(wanted) for number, (_, *wanted) in ROWS.items()
    }
    assert {ticket["response_source"] for ticket in found.values()} == {"minutes", None}


def test_such_an_answer_is_not_there_before_its_instant(asked, tmp_path):
    asked("load", tmp_path / "contracts.csv", tmp_path / "zendesk.csv", "--as-of", "2026-04-07T11:00:00+09:00")
    found = {ticket["ticket_id"]: ticket for ticket in asked("tickets", "--as-of", "2026-04-06T09:29:59+09:00")["rows"]}
    assert _wanted(found["1"]) == (None, 5399, "running")
    assert _wanted(found["4"]) == ("2026-04-04T12:00:00+09:00", 0, "met")


def test_the_hours_of_freshdesk_are_business_hours_too(asked, tmp_path):
    heading = "Ticket ID,Status,Priority,Source,Agent,Company,Created time,Resolved time,First response time (in hrs)\n"
    rows = ["1,1:30:00", "2,4.0", "3,00:00:00", "4,04:00:01"]
    lines = [
        f"{number},Open,High,Email,佐藤,青葉精機,2026-04-03 16:00:00,,{hours}\n"
        for number, hours in (row.split(",") for row in rows)
    ]
    (tmp_path / "freshdesk.csv").write_text(heading + "".join(lines), encoding="utf-8")
    asked("load", tmp_path / "contracts.csv", tmp_path / "freshdesk.csv", "--as-of", "2026-04-07T11:00:00+09:00")
    assert [_wanted(ticket) for ticket in asked("tickets")["rows"]] == [
        ("2026-04-06T09:30:00+09:00", 5400, "met"),
        ("2026-04-06T12:00:00+09:00", 14400, "met"),
        (None, 39600, "overdue"),
        ("2026-04-06T12:00:01+09:00", 14401, "breached"),
    ]
