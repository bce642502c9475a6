"""ServiceNow's raw values: numbers for states and priorities, sys_ids for names, times in UTC."""

from datetime import datetime

import pytest

RAW = {
    "short_description": "Agent offline", "made_sla": "true", "assignment_group": "287ebd7da9fe198100f92cc8d1d2154e",
    "number": "INC0010023", "sys_id": "57af7aec73d423002728660c4cf6a71c", "contact_type": "phone",
    "incident_state": "6", "urgency": "1", "severity": "3", "impact": "1", "priority": "2", "sys_mod_count": "7",
    "reopen_count": "0", "opened_at": "2026-04-01 00:05:00", "resolved_at": "2026-04-01 06:30:00", "closed_at": "",
    "sys_created_on": "2026-04-01 00:05:10", "sys_updated_on": "2026-04-02 01:00:00", "category": "software",
    "business_stc": "23100", "calendar_stc": "23100",
}  # fmt: skip


def test_times_are_utc_whatever_the_zone_of_the_call_and_that_is_said(export, read, warned):
    batch = read(export("servicenow_rest_csv", RAW), timezone="Asia/Tokyo")
    (row,) = batch.tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "INC0010023", "severity": "S2", "channel": "phone", "status": "resolved",
        "opened_at": datetime(2026, 4, 1, 0, 5), "resolved_at": datetime(2026, 4, 1, 6, 30), "closed_at": None,
        "first_response_at": None, "response_source": None, "source_sla_met": True, "reopened_count": 0,
        "team": "287ebd7da9fe198100f92cc8d1d2154e", "subject": "Agent offline",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert warned(batch, "own_zone") == 1


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [("1", "", "new"), ("2", "", "open"), ("3", "", "open"), ("3", "1", "pending_customer"),
     ("3", "4", "pending_vendor"), ("3", "5", "open"), ("2", "1", "open"), ("6", "", "resolved"), ("7", "", "closed"),
     ("8", "", "closed"), ("On Hold", "Awaiting Vendor", "pending_vendor")],
)  # fmt: skip
def test_states_as_numbers_and_whom_a_hold_waits_for(export, tickets, state, reason, code):
    path = export("servicenow_rest_csv", RAW | {"incident_state": state, "hold_reason": reason})
    assert tickets(path, "status") == [("INC0010023", code)]


@pytest.mark.parametrize(("priority", "level"), [("1", "S1"), ("2", "S2"), ("3", "S3"), ("4", "S4"), ("5", None)])
def test_priorities_as_numbers(export, tickets, priority, level):
    path = export("servicenow_rest_csv", RAW | {"priority": priority})
    assert tickets(path, "severity") == [("INC0010023", level)]
