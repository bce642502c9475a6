"""ServiceNow: the audit log folds into tickets and their history; a plain export is one row an incident."""

import csv
import gzip
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from refusals import Refusal

SLICE = Path(__file__).parents[1] / "data" / "servicenow-slice.csv"
STATUS = {
    "New": "new", "Active": "open", "-100": "open", "Awaiting Problem": "open",
    "Awaiting User Info": "pending_customer", "Awaiting Evidence": "pending_customer",
    "Awaiting Vendor": "pending_vendor", "Resolved": "resolved",
    "Closed": "closed",
}  # fmt: skip
SEVERITY = {"1 - Critical": "S1", "2 - High": "S2", "3 - Moderate": "S3", "4 - Low": "S4"}
CHANNEL = {"Phone": "phone", "Self service": "portal", "Email": "email"}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def utc(written):
    return None if written in ("", "?") else datetime.strptime(written, "%d/%m/%Y %H:%M") - timedelta(hours=9)


def given(written):
    return None if written in ("", "?") else written


def folded(rows):
    """The fold in plain Python, row by row."""
    updates = {}
    for place, row in enumerate(rows):
        order = (int(row["sys_mod_count"]), utc(row["sys_updated_at"]), place)
        updates.setdefault(row["number"], []).append((order, row))
    tickets, history = {}, {}
    for number, found in updates.items():
        found.sort(key=lambda update: update[0])
        last = found[-1][1]
        worked = [utc(row["sys_updated_at"]) for _, row in found if row["incident_state"] != "New"]
        tickets[number] = {
            "opened_at": utc(last["opened_at"]),
            "first_response_at": min(worked, default=None),
            "response_source": "estimated" if worked else None,
            "resolved_at": utc(last["resolved_at"]),
            "closed_at": utc(last["closed_at"]),
            "severity": SEVERITY[last["priority"]],
            "severity_label": last["priority"],
            "channel": CHANNEL.get(last["contact_type"], "other") if given(last["contact_type"]) else None,
            "status": STATUS[last["incident_state"]],
            "team": given(last["assignment_group"]),
            "assignee": given(last["assigned_to"]),
            "reopened_count": int(last["reopen_count"]),
            "source_sla_met": last["made_sla"] == "true",
            "customer_id": given(last["location"]),
        }
        history[number] = []
        for (_, before), (_, after) in pairwise(found):
            at = utc(after["sys_updated_at"])
            for heading, field, code in (
                ("incident_state", "status", STATUS.get),
                ("priority", "severity", SEVERITY.get),
                ("assigned_to", "assignee", given),
            ):
                if before[heading] != after[heading]:
                    history[number].append((at, field, code(before[heading]), code(after[heading])))
    return tickets, history


@pytest.fixture(scope="module")
def oracle():
    return folded(rows_of(SLICE))


@pytest.fixture
def loaded(read):
    return read(SLICE, mapping={"customer_id": "location"})


def test_every_record_of_the_log_is_accounted_for(loaded, oracle):
    (file,) = loaded.files
    assert (file.preset, file.kind) == ("servicenow", "tickets")
    assert file.read == file.loaded == len(rows_of(SLICE))
    assert loaded.tables["tickets"].num_rows == len(oracle[0]) == 35


def test_each_ticket_equals_the_plain_fold(loaded, oracle):
    for row in loaded.tables["tickets"].to_pylist():
        expected = oracle[0][row["ticket_id"]]
        assert {name: row[name] for name in expected} == expected, row["ticket_id"]


def test_each_history_equals_the_plain_fold_in_order(loaded, oracle):
    history = {number: [] for number in oracle[1]}
    events = sorted(loaded.tables["ticket_events"].to_pylist(), key=lambda event: event["seq"])
    for event in events:
        history[event["ticket_id"]].append((event["at"], event["field"], event["old"], event["new"]))
    assert history == oracle[1]
    assert sum(map(len, history.values())) > 50


def test_the_slice_holds_what_is_worth_folding(oracle):
    assert {"-100", "New", "Awaiting Evidence"} <= {row["incident_state"] for row in rows_of(SLICE)}
    assert any(ticket["first_response_at"] < ticket["opened_at"] for ticket in oracle[0].values())
    assert any(event[1] == "severity" for events in oracle[1].values() for event in events)


def test_warnings_speak_of_tickets_not_of_updates(loaded, oracle):
    early = sum(ticket["first_response_at"] < ticket["opened_at"] for ticket in oracle[0].values())
    assert sum(w.count for w in loaded.warnings if w.code == "answer_before_opening") == early
    others = sum(ticket["channel"] == "other" for ticket in oracle[0].values())
    assert sum(w.count for w in loaded.warnings if w.code == "unknown_code" and w.column == "contact_type") == others


def test_a_log_in_two_files_gives_each_ticket_once(write, read, oracle):
    lines = SLICE.read_text(encoding="utf-8").splitlines(keepends=True)
    numbers = sorted({line.split(",")[0] for line in lines[1:]})
    later = set(numbers[len(numbers) // 3 :])
    earlier = set(numbers[: 2 * len(numbers) // 3])
    parts = [
        write("".join([lines[0], *(line for line in lines[1:] if line.split(",")[0] in part)]), name)
        for part, name in ((earlier, "1.csv"), (later, "2.csv"))
    ]
    batch = read(*parts, mapping={"customer_id": "location"}, date_order="dmy")
    assert batch.tables["tickets"].num_rows == len(oracle[0])
    assert batch.tables["ticket_events"].num_rows == sum(map(len, oracle[1].values()))
    assert [file.replaced for file in batch.files] == [0, 0]


PLAIN = (
    "Number,Opened,State,Priority,Channel,Assignment group,Assigned to,Short description,Updated,Resolved\n"
    "INC1,2026-04-01 09:00:00,In Progress,1 - Critical,Phone,Desk,Abe,Down,2026-04-01 10:00:00,\n"
    "INC2,2026-04-01 09:00:00,7,4 - Low,Self-service,Desk,,Ask,2026-04-03 10:00:00,2026-04-02 10:00:00\n"
)


def test_a_plain_export_keeps_its_rows_and_estimates_no_answer(write, read):
    batch = read(write(PLAIN))
    assert batch.files[0].preset == "servicenow"
    assert list(batch.tables) == ["tickets"]
    shown = ("ticket_id", "severity", "channel", "status", "team", "assignee", "subject", "first_response_at",
             "response_source")  # fmt: skip
    assert [tuple(row[name] for name in shown) for row in batch.tables["tickets"].to_pylist()] == [
        ("INC1", "S1", "phone", "open", "Desk", "Abe", "Down", None, None),
        ("INC2", "S4", "portal", "closed", "Desk", None, "Ask", None, None),
    ]


def test_a_column_that_says_when_the_answer_was_given_is_taken(write, read):
    text = gzip.compress(SLICE.read_bytes().replace(b"sys_created_at", b"answered", 1))
    batch = read(write(text, "log.csv.gz"), mapping={"first_response_at": "answered"})
    recorded = [row for row in batch.tables["tickets"].to_pylist() if row["response_source"] == "recorded"]
    last = {row["number"]: row for row in rows_of(SLICE)}
    assert recorded
    for row in recorded:
        assert row["first_response_at"] == utc(last[row["ticket_id"]]["sys_created_at"])


def test_a_plain_export_with_a_repeated_number(write, read):
    last = PLAIN.splitlines()[-1]
    batch = read(write(PLAIN + last + "\n"))
    assert (batch.files[0].loaded, batch.tables["tickets"].num_rows) == (3, 2)


def test_a_bad_update_is_rejected_and_the_others_fold(write, read):
    rows = rows_of(SLICE)
    rows[0]["sys_updated_at"] = "31/2/2016 01:00"
    batch = read(write("\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])))
    (reject,) = batch.rejects
    assert (reject.line, reject.column, reject.value) == (2, "sys_updated_at", "31/2/2016 01:00")
    assert rows[0]["number"] in batch.tables["tickets"]["ticket_id"].to_pylist()


def test_a_file_whose_dates_prove_no_order_asks_for_it(write, read):
    text = PLAIN.replace("2026-04-01", "1/4/2026")
    with pytest.raises(Refusal, match=r'column "Opened".*--date-order'):
        read(write(text))
    opened = read(write(text), date_order="dmy").tables["tickets"]["opened_at"].to_pylist()
    assert opened == [datetime(2026, 4, 1, 0, 0)] * 2
