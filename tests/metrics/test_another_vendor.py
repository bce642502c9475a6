"""Someone with another vendor's contract adds a TOML file and gets the same figures; every expectation by hand."""

import json
from pathlib import Path

import pytest

from teirei.main import main

MADE_UP = Path(__file__).parents[1] / "terms" / "made_up"
KYOTO = """
time_zone = "Asia/Tokyo"
[[hours]]
valid_from = 2020-01-01
monday = ["10:00-16:00"]
tuesday = ["10:00-16:00"]
wednesday = ["10:00-16:00"]
thursday = ["10:00-16:00"]
friday = ["10:00-16:00"]
"""
CONTRACTS = """contract_id,customer_id,program,tier,start_on,end_on
N-S,C-1,nagi,silver,2026-04-01,2027-03-31
N-G,C-2,nagi,gold,2026-04-01,2027-03-31
"""
TICKETS = """ticket_id,contract_id,severity,channel,opened_at,first_response_at,exclusion_reason
silver-90-minutes,N-S,S1,portal,2026-09-28T15:30:00+09:00,2026-09-29T11:00:00+09:00,
silver-one-late,N-S,S1,portal,2026-09-28T15:30:00+09:00,2026-09-29T11:00:01+09:00,
silver-from-october,N-S,S1,portal,2026-10-01T20:00:00+09:00,2026-10-01T20:45:00+09:00,
gold-by-chat,N-G,S1,chat,2026-09-28T03:00:00+09:00,2026-09-28T03:21:00+09:00,
gold-by-callback,N-G,S1,callback,2026-09-28T03:00:00+09:00,2026-09-28T03:10:00+09:00,
gold-s2-by-portal,N-G,S2,portal,2026-09-28T15:00:00+09:00,2026-09-29T11:00:00+09:00,
no-fourth-severity,N-G,S4,portal,2026-09-28T15:00:00+09:00,2026-09-29T11:00:00+09:00,
hardware,N-S,S2,portal,2026-09-28T15:00:00+09:00,2026-09-29T11:00:00+09:00,nagi_hardware
"""
EXPECTED = {  # target minutes, calendar, elapsed seconds, outcome, reason
    "silver-90-minutes": (90, "kyoto", 5400, "met", None),  # 30 min on Monday, 60 on Tuesday
    "silver-one-late": (90, "kyoto", 5401, "breached", None),
    "silver-from-october": (45, "always", 2700, "met", None),  # the clause changes on 1 October
    "gold-by-chat": (20, "always", 1260, "breached", None),
    "gold-by-callback": (None, "always", None, "not_measured", "not_by_phone"),  # phone and chat count, no call-back
    "gold-s2-by-portal": (120, "kyoto", 7200, "met", None),  # the channel matters for S1 alone
    "no-fourth-severity": (None, "kyoto", None, "not_measured", "no_target"),
    "hardware": (None, "kyoto", None, "not_measured", "excluded"),
}


@pytest.fixture(scope="module")
def tickets(tmp_path_factory):
    home = tmp_path_factory.mktemp("nagi")
    (home / "exports").mkdir()
    (home / "calendars").mkdir()
    (home / "calendars" / "kyoto.toml").write_text(KYOTO, encoding="utf-8")
    (home / "exports" / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    (home / "exports" / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    database = str(home / "nagi.duckdb")
    options = ["--terms", str(MADE_UP), "--calendars", str(home / "calendars"), "--as-of", "2026-10-05T10:00:00+09:00"]
    assert main(["load", str(home / "exports"), "--db", database, *options]) == 0
    return database


@pytest.mark.parametrize("ticket", EXPECTED)
def test_its_own_targets_hours_and_rules_hold(ticket, tickets, capsys):
    capsys.readouterr()
    assert main(["tickets", "--db", tickets, "--format", "json"]) == 0
    rows = {row["ticket_id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    names = ("target_minutes", "calendar", "elapsed_seconds", "outcome", "reason")
    assert tuple(rows[ticket][name] for name in names) == EXPECTED[ticket]


def test_its_attainment_stands_beside_the_shipped_programmes(tickets, capsys):
    capsys.readouterr()
    assert main(["sla", "--db", tickets, "--by", "program,tier", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["tier"], row["met"], row["breached"], row["not_measured"]) for row in rows] == [
        ("gold", 1, 1, 2),
        ("silver", 2, 1, 1),
    ]


def test_a_further_vendor_leaves_the_others_figures_alone(tmp_path, capsys):
    samples, calendars = Path(__file__).parents[2] / "data" / "samples", tmp_path / "calendars"
    calendars.mkdir()
    (calendars / "kyoto.toml").write_text(KYOTO, encoding="utf-8")
    answers = []
    for name, added in (("alone", []), ("beside", ["--terms", str(MADE_UP), "--calendars", str(calendars)])):
        database = str(tmp_path / f"{name}.duckdb")
        assert main(["load", str(samples), "--db", database, "--as-of", "2026-10-05T08:30:00+09:00", *added]) == 0
        capsys.readouterr()
        assert main(["tickets", "--db", database, "--format", "json"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
