"""`teirei renewals` as scripts see it."""

import csv
import io
import json

import pytest

from metrics import renewals
from metrics.renewals import RenewalFilters
from teirei.main import main
from teirei.renewals import COLUMNS, SHORT
from warehouse import open_published

INTERFACE = [
    "kind", "id", "customer_id", "start_on", "end_on", "annual_fee", "notice_by", "notice_by_working_day", "state",
    "stage", "licences_required", "licences_shortfall", "reasons",
]  # fmt: skip
"""The names of the interface; there may be more between them, the order holds."""


@pytest.fixture
def asked(teirei, database):
    """Rows of the command with these options, as JSON."""

    def rows(*options):
        code, out, err = teirei("renewals", "--db", database, *options, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)["rows"]

    return rows


def test_json_has_the_names_and_the_order_of_the_interface(database, teirei):
    code, out, err = teirei("renewals", "--db", database, "--format", "json")
    answer = json.loads(out)
    assert (code, err, list(answer), answer["as_of"]) == (0, "", ["as_of", "rows"], "2026-10-05T08:30:00+09:00")
    for row in answer["rows"]:
        assert [name for name in row if name in INTERFACE] == INTERFACE
        assert row["kind"] in ("support", "trm") and row["state"] in renewals.STATES
        assert isinstance(row["reasons"], list)
    assert len(answer["rows"]) == renewals.terms(open_published(database)).num_rows


def test_json_of_a_support_term(asked):
    (row,) = asked("--customer", "C-013", "--from", "2027-01-01")
    assert {name: row[name] for name in INTERFACE} == {
        "kind": "support",
        "id": "K-1013",
        "customer_id": "C-013",
        "start_on": "2026-04-01",
        "end_on": "2027-03-31",
        "annual_fee": 6294000,
        "notice_by": "2026-12-31",
        "notice_by_working_day": "2026-12-28",  # 12/29 – 1/3 is closed
        "state": "active",
        "stage": "not_started",
        "licences_required": 1350,  # more in use than the 1200 that were purchased
        "licences_shortfall": 150,
        "reasons": ["licence_shortfall"],
    }


def test_what_a_contract_does_not_set_is_null(asked):
    (row,) = asked("--customer", "C-031", "--from", "2026-10-01")
    unset = ("notice_by", "notice_by_working_day", "licences_required", "licences_shortfall")
    assert [row[name] for name in unset] == [None] * 4
    (trm,) = asked("--customer", "C-001", "--kind", "trm", "--from", "2026-10-05")
    assert [trm[name] for name in ("stage", "licences_required", "licences_shortfall")] == [None] * 3
    assert (trm["id"], trm["notice_by"], trm["state"]) == ("TRM-001", "2026-10-07", "notice_window")


def test_rows_stand_by_end_date_kind_and_id(asked):
    rows = asked()
    assert {row["kind"] for row in rows} == {"support", "trm"}
    places = [(row["end_on"], row["kind"], row["id"], row["start_on"]) for row in rows]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--state", "expiring_unrenewed"], {"K-1002", "K-1031", "K-5002"}),
        (["--state", "late_notice,lapsed"], {"K-1016", "TRM-006", "K-1018"}),
        (["--state", "payment_open", "--state", "auto_renewal_fixed"], {"K-1008", "TRM-007"}),
        (["--kind", "trm", "--owner", "宮園 航"], {"TRM-003", "TRM-009", "TRM-011"}),
        (["--tier", "enhanced"], {"K-1011", "K-1012"}),
        (["--tier", "dedicated"], {"TRM-005"}),
        (["--tier", "enterprise", "--kind", "trm"], {"TRM-003", "TRM-004", "TRM-008"}),
        (["--program", "asgent", "--customer", "C-001,C-040"], {"K-5001", "K-5011"}),
        (["--reseller", "西海システム商事", "--state", "renewed", "--from", "2026-09-01"], {"K-1025", "K-1030"}),
        (["--customer", "C-404"], set()),
    ],
)
def test_filters(asked, options, ids):
    assert {row["id"] for row in asked(*options)} == ids


def test_dates_are_end_dates_and_hold_both_ends(asked):
    ends = {(row["id"], row["end_on"]) for row in asked("--from", "2026-10-15", "--to", "2026-10-31")}
    assert ends == {
        ("K-1002", "2026-10-15"),
        ("K-1031", "2026-10-25"),
        ("K-1025", "2026-10-31"),
        ("K-5002", "2026-10-31"),
        ("TRM-007", "2026-10-31"),
    }
    assert [row["id"] for row in asked("--from", "2027-03-31", "--to", "2027-03-31", "--kind", "support")] == [
        "K-1001", "K-1003", "K-1004", "K-1005", "K-1011", "K-1013", "K-1014", "K-1015", "K-1021", "K-1022", "K-1023",
    ]  # fmt: skip


def test_an_earlier_instant(asked):
    def state(at):
        return {row["state"] for row in asked("--customer", "C-002", "--from", "2026-10-15", "--as-of", at)}

    assert state("2026-07-17T23:59") == {"notice_window"}  # the last day for a notice
    assert state("2026-07-18T00:00") == {"notice_passed"}
    assert state("2026-09-15T00:00") == {"expiring_unrenewed"}  # thirty days to the end
    assert state("2026-10-16T00:00") == {"lapsed"}


def test_csv_and_table_hold_the_rows_of_the_json(asked, teirei, database):
    rows = asked("--from", "2026-10-01")
    code, out, err = teirei("renewals", "--db", database, "--from", "2026-10-01", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert (code, err, tuple(lines[0])) == (0, "", COLUMNS)
    assert [(line["id"], line["end_on"], line["reasons"].split()) for line in lines] == [
        (row["id"], row["end_on"], row["reasons"]) for row in rows
    ]
    code, out, err = teirei("renewals", "--db", database, "--from", "2026-10-01")
    heading, rule, *body = out.splitlines()
    assert (code, err, heading.split(), set(rule)) == (0, "", list(SHORT), {"-", " "})
    assert [line.split()[1] for line in body] == [row["id"] for row in rows]


def test_amounts_are_those_of_the_exports(asked):
    assert {row["currency"]: row["annual_fee"] for row in asked("--customer", "C-040", "--from", "2027-02-01")} == {
        "USD": 11542,
        "JPY": 1112000,
    }


def test_the_command_answers_as_the_question_does(asked, database):
    wanted = RenewalFilters(kind=("support",), level=("standard",), state=("active",))
    found = renewals.terms(open_published(database), wanted).to_pylist()
    assert [row["id"] for row in asked("--kind", "support", "--tier", "standard", "--state", "active")] == [
        row["id"] for row in found
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--state", "expired"], '--state "expired": unknown; known are upcoming, payment_open'),
        (["--kind", "licence"], '--kind "licence": unknown; known are support, trm'),
        (["--from", "2026-10-02", "--to", "2026-10-01"], "--from 2026-10-02 lies after --to 2026-10-01"),
        (["--to", "10/1"], '--to "10/1": give a date such as'),
        (["--as-of", "soon"], '--as-of "soon": give an instant such as'),
    ],
)
def test_a_wrong_request_is_one_sentence(options, said, database, teirei):
    code, out, err = teirei("renewals", "--db", database, *options)
    assert (code, out, len(err.strip().splitlines())) == (1, "", 1)
    assert said in err


def test_a_database_that_is_not_there_is_one_sentence(tmp_path, teirei):
    code, out, err = teirei("renewals", "--db", tmp_path / "none.duckdb")
    assert (code, out, len(err.strip().splitlines())) == (1, "", 1)
    assert "teirei load" in err


def test_usage_is_exit_code_2(database, teirei):
    assert teirei("renewals", "--db", database, "--show", "all")[0] == 2
    assert teirei("renewals", "--db", database, "--severity", "S1")[0] == 1


def test_a_database_without_contracts_has_no_rows(tmp_path, teirei):
    file = tmp_path / "tickets.csv"
    file.write_text("ticket_id,opened_at\nA,2026-10-01 10:00\n", encoding="utf-8")
    assert main(["load", str(file), "--db", str(tmp_path / "x.duckdb"), "--as-of", "2026-10-05"]) == 0
    code, out, err = teirei("renewals", "--db", tmp_path / "x.duckdb", "--format", "json")
    assert (code, err, json.loads(out)["rows"]) == (0, "", [])
