"""Freshdesk and Freshservice: business hours wait for the calendar of the contract."""

from datetime import datetime

import pytest

DESK = {
    "Ticket ID": "901", "Subject": "VPN", "Status": "Resolved", "Priority": "Urgent", "Source": "Phone",
    "Type": "Incident", "Agent": "Mori", "Group": "L1", "Created time": "2026-04-01 09:05:00",
    "Due by Time": "2026-04-01 11:05:00", "Resolved time": "2026-04-01 15:30:00",
    "Last update time": "2026-04-03 08:00:00", "Initial response time": "2026-04-01 09:35:00",
    "First response time (in hrs)": "00:30:00", "Resolution time (in hrs)": "06:25:00",
    "Resolution status": "SLA Violated", "First response status": "Within SLA", "Survey results": "Extremely happy",
    "Product": "EPM",
}  # fmt: skip
SERVICE = {
    "Subject": "メールが送れない", "Type": "Incident", "Status": "Waiting on Third Party", "Urgency": "High",
    "Impact": "Low", "Priority": "Medium", "Group": "L2", "Agent": "Kato", "Company": "北斗物産",
    "Category": "Mail", "Source": "Portal", "Ticket Id": "INC-77", "Created Time": "2026-04-01 09:05:00",
    "First Response Time (in Hrs)": "02:10:00", "First Response Status": "SLA Violated",
}  # fmt: skip


def test_a_freshdesk_ticket(export, read):
    (row,) = read(export("freshdesk", DESK)).tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "901", "severity": "S1", "channel": "phone", "status": "resolved", "team": "L1",
        "assignee": "Mori", "opened_at": datetime(2026, 4, 1, 0, 5), "first_response_at": datetime(2026, 4, 1, 0, 35),
        "response_source": "recorded", "resolved_at": datetime(2026, 4, 1, 6, 30), "closed_at": None,
        "category": "Incident", "product": "EPM", "source_sla_met": True, "csat": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_a_freshservice_ticket_whose_business_hours_alone_are_there(export, read, warned):
    batch = read(export("freshservice", SERVICE))
    (row,) = batch.tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "INC-77", "customer_id": "北斗物産", "severity": "S3", "channel": "portal",
        "status": "pending_vendor", "category": "Mail", "first_response_at": None, "response_source": "minutes",
        "source_sla_met": False,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert (batch.files[0].preset, warned(batch, "only_business_hours")) == ("freshdesk", 1)


def test_empty_durations_beside_filled_times_are_no_news(export, read, warned):
    batch = read(export("freshdesk", DESK | {"First response time (in hrs)": ""}))
    assert warned(batch, "only_business_hours") == 0


@pytest.mark.parametrize(
    ("written", "code"),
    [("Open", "open"), ("Pending", "pending_customer"), ("Resolved", "resolved"), ("Closed", "closed"),
     ("Waiting on Customer", "pending_customer"), ("Waiting on Third Party", "pending_vendor")],
)  # fmt: skip
def test_states(export, tickets, written, code):
    assert tickets(export("freshdesk", DESK | {"Status": written}), "status") == [("901", code)]


@pytest.mark.parametrize(
    ("written", "level"), [("Urgent", "S1"), ("High", "S2"), ("Medium", "S3"), ("Low", "S4"), ("4", "S1"), ("1", "S4")]
)
def test_priorities_where_the_highest_number_is_the_most_urgent(export, tickets, written, level):
    assert tickets(export("freshdesk", DESK | {"Priority": written}), "severity") == [("901", level)]


@pytest.mark.parametrize(("written", "code"), [("Email", "email"), ("Portal", "portal"), ("Chat", "chat"),
                                               ("Feedback Widget", "portal"), ("Outbound Email", "agent"),
                                               ("Twitter", "other")])  # fmt: skip
def test_sources(export, tickets, written, code):
    assert tickets(export("freshdesk", DESK | {"Source": written}), "channel") == [("901", code)]
