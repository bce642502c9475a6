"""Jira: repeated headings, its way to write dates, the sign of the time that was left."""

from datetime import datetime

import pytest

from refusals import Refusal

ANSWER = "Custom field ([CHART] Date of First Response)"
SEVERITY = "Custom field (Severity)"
LEFT = "Custom field (Time to first response)"
ISSUE = {
    "Summary": "ポリシーが適用されない", "Issue key": "SUP-101", "Issue id": "20101", "Issue Type": "Incident",
    "Status": "Waiting for customer", "Project key": "SUP", "Priority": "Highest", "Resolution": "",
    "Assignee": "Tanaka", "Created": "25/Feb/26 10:17 PM", "Updated": "01/Mar/26 09:00 AM",
    "Resolved": "", "Watchers": ["a", "b"], "Custom field (Category)": ["", "Agent"], "Satisfaction rating": "5",
    SEVERITY: "", LEFT: "-1:23", ANSWER: "26/Feb/26 12:05 AM", "Description": "一行目\n二行目, \"引用\"",
    "Comment": ["25/Feb/26 10:30 PM;5b10;見ています", ""], "Parent key": "SUP-7", "Status Category": "In Progress",
}  # fmt: skip


def test_an_issue_with_all_fields(export, read):
    (row,) = read(export("jira_cloud_csv_all_fields", ISSUE)).tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "SUP-101", "severity": "S1", "severity_label": "Highest", "status": "pending_customer",
        "opened_at": datetime(2026, 2, 25, 13, 17), "first_response_at": datetime(2026, 2, 25, 15, 5),
        "response_source": "recorded", "resolved_at": None, "closed_at": None, "subject": "ポリシーが適用されない",
        "category": "Agent", "assignee": "Tanaka", "parent_ticket_id": "SUP-7", "csat": 5.0, "source_sla_met": False,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_the_severity_field_goes_before_the_priority_record_by_record(export, tickets):
    rows = [
        ISSUE | {SEVERITY: "Sev 3"},
        ISSUE | {"Issue key": "SUP-102", SEVERITY: ""},
        ISSUE | {"Issue key": "SUP-103", SEVERITY: "", "Priority": ""},
    ]
    assert tickets(export("jira_cloud_csv_all_fields", *rows), "severity", "severity_label") == [
        ("SUP-101", "S3", "Sev 3"),
        ("SUP-102", "S1", "Highest"),
        ("SUP-103", None, None),
    ]


@pytest.mark.parametrize(("left", "met"), [("-1:23", False), ("-0:05", False), ("3:45", True), ("0:00", True),
                                           ("", None), ("Paused", None)])  # fmt: skip
def test_the_sign_of_the_time_that_was_left_is_its_verdict_and_no_answer(export, tickets, left, met):
    path = export("jira_cloud_csv_all_fields", ISSUE | {LEFT: left, ANSWER: ""})
    assert tickets(path, "source_sla_met", "first_response_at") == [("SUP-101", met, None)]


@pytest.mark.parametrize(
    ("status", "category", "code"),
    [
        ("To Do", "", "new"), ("Waiting for support", "", "open"), ("Escalated", "", "open"),
        ("Waiting for customer", "", "pending_customer"), ("Resolved", "Done", "resolved"), ("Closed", "", "closed"),
        ("Done", "", "closed"), ("未着手", "", "new"), ("進行中", "", "open"), ("完了", "", "closed"),
        ("Triage by night shift", "In Progress", "open"), ("Triage by night shift", "完了", "closed"),
        ("Triage by night shift", "", None),
    ],
)  # fmt: skip
def test_states_and_the_category_where_a_state_is_not_known(export, read, warned, status, category, code):
    batch = read(export("jira_cloud_csv_all_fields", ISSUE | {"Status": status, "Status Category": category}))
    assert batch.tables["tickets"]["status"].to_pylist() == [code]
    assert warned(batch, "unknown_code") == (code is None)


@pytest.mark.parametrize(
    ("priority", "level"),
    [("Highest", "S1"), ("High", "S2"), ("Medium", "S3"), ("Low", "S4"), ("Lowest", "S4"), ("Blocker", "S1"),
     ("Critical", "S1"), ("Major", "S2"), ("Minor", "S3"), ("Trivial", "S4"), ("P2", "S2"), ("Someday", None)],
)  # fmt: skip
def test_priorities(export, tickets, priority, level):
    path = export("jira_cloud_csv_all_fields", ISSUE | {"Priority": priority})
    assert tickets(path, "severity") == [("SUP-101", level)]


SMALL = {"Summary": "a", "Issue key": "SUP-1", "Issue id": "1", "Status": "Open", "Priority": "High"}


def test_the_order_of_day_and_month_is_that_of_the_column(export, tickets):
    rows = [
        SMALL | {"Created": "6/21/2025 16:14"},
        SMALL | {"Issue key": "SUP-2", "Created": "2/5/2024 16:14"},
    ]
    assert tickets(export("jira_cloud_bom_small", *rows), "opened_at") == [
        ("SUP-1", datetime(2025, 6, 21, 7, 14)),
        ("SUP-2", datetime(2024, 2, 5, 7, 14)),
    ]


def test_an_order_that_nothing_proves_is_asked_for(export, tickets):
    path = export("jira_cloud_bom_small", SMALL | {"Created": "2/5/2024 16:14"})
    with pytest.raises(Refusal, match="--date-order dmy or mdy"):
        tickets(path)
    assert tickets(path, "opened_at", date_order="dmy") == [("SUP-1", datetime(2024, 5, 2, 7, 14))]


@pytest.mark.parametrize("created", ["11/May/24 03:26 PM", "2024-05-11T15:26:00.000+0900", "2024-05-11 15:26"])
def test_other_ways_to_write_an_instant(export, tickets, created):
    path = export("jira_cloud_bom_small", SMALL | {"Created": created})
    assert tickets(path, "opened_at") == [("SUP-1", datetime(2024, 5, 11, 6, 26))]


def test_a_duplicate_is_one_and_other_resolutions_are_other(export, tickets):
    rows = [ISSUE | {"Resolution": "Duplicate"}, ISSUE | {"Issue key": "SUP-102", "Resolution": "Done"}]
    assert tickets(export("jira_cloud_csv_all_fields", *rows), "closure_reason") == [
        ("SUP-101", "duplicate"),
        ("SUP-102", "other"),
    ]
