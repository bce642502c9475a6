"""Zendesk: minutes become answers, 1900-01-01 is never, both account languages are read."""

from datetime import datetime

import pytest

MINUTES = "First reply time in minutes"
BUSINESS = "First reply time in minutes within business hours"
SOLVED = {
    "Id": "4711", "Subject": "ログインできない", "Status": "Solved", "Priority": "Urgent",
    "Via": "Phone call (inbound)", "Ticket type": "Incident", "Created at": "2026-04-01 09:05",
    "Updated at": "2026-04-03 11:00", "Organization": "青葉精機", "Group": "一次窓口", "Assignee": "佐藤",
    "Solved at": "2026-04-01 15:30", "Resolution time": "6", "Satisfaction Score": "Good", "Reopens": "1",
    "Replies": "3", MINUTES: "25", BUSINESS: "25",
}  # fmt: skip
WAITING = {
    "Id": "4712", "Subject": "設定の質問", "Status": "保留中", "Priority": "高", "Via": "メール",
    "Created at": "2026-04-01 18:40", "Updated at": "2026-04-02 10:00", "Organization": "-", "Assignee": "-",
    "Solved at": "1900-01-01 00:00:00", "Reopens": "0", "Replies": "1",
}  # fmt: skip


def test_a_solved_ticket_has_its_answer_from_the_minutes(export, read):
    (row,) = read(export("zendesk_full_export", SOLVED)).tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "4711", "customer_id": "青葉精機", "severity": "S1", "severity_label": "Urgent",
        "channel": "phone", "opened_at": datetime(2026, 4, 1, 0, 5), "first_response_at": datetime(2026, 4, 1, 0, 30),
        "response_source": "minutes", "resolved_at": datetime(2026, 4, 1, 6, 30), "closed_at": None,
        "status": "resolved", "subject": "ログインできない", "category": "Incident", "assignee": "佐藤",
        "team": "一次窓口", "reopened_count": 1, "csat": None, "source_sla_met": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_a_ticket_without_a_reply_and_a_solution_has_neither(export, tickets):
    columns = ("customer_id", "severity", "channel", "status", "first_response_at", "resolved_at", "response_source")
    assert tickets(export("zendesk_full_export", WAITING), *columns) == [
        ("4712", None, "S2", "email", "pending_customer", None, None, None)
    ]


def test_never_and_dashes_are_no_news(export, read):
    codes = {found.code for found in read(export("zendesk_full_export", WAITING)).warnings}
    assert codes == {"no_contract_given"}


def test_what_zero_minutes_say_depends_on_the_replies(export, read, warned):
    rows = [
        SOLVED | {"Id": "1", MINUTES: "0", "Replies": "2"},
        SOLVED | {"Id": "2", MINUTES: "0", "Replies": "0"},
        SOLVED | {"Id": "3", MINUTES: "0", "Replies": ""},
    ]
    batch = read(export("zendesk_full_export", *rows))
    opened = datetime(2026, 4, 1, 0, 5)
    assert batch.tables["tickets"]["first_response_at"].to_pylist() == [opened, None, opened]
    assert batch.tables["tickets"]["response_source"].to_pylist() == ["minutes", None, "minutes"]
    assert warned(batch, "no_reply") == 1


def test_minutes_of_business_hours_alone_wait_for_the_calendar_of_the_contract(export, read, warned):
    rows = [SOLVED | {MINUTES: "", BUSINESS: "40"}, SOLVED | {"Id": "2", MINUTES: "", BUSINESS: ""}]
    batch = read(export("zendesk_full_export", *rows))
    assert batch.tables["tickets"]["first_response_at"].to_pylist() == [None, None]
    assert warned(batch, "only_business_minutes") == 1


def test_a_column_with_the_time_of_the_answer_goes_before_the_minutes(export, tickets):
    row = SOLVED | {"First answer": "2026-04-01 09:20"}
    path = export("zendesk_full_export", row, also=("First answer",))
    assert tickets(path, "first_response_at", "response_source", mapping={"first_response_at": "First answer"}) == [
        ("4711", datetime(2026, 4, 1, 0, 20), "recorded")
    ]


def test_the_minutes_count_over_a_change_of_the_clock(export, tickets):
    row = SOLVED | {"Created at": "2026-10-24 23:30", MINUTES: "240"}
    loaded = tickets(export("zendesk_full_export", row), "first_response_at", timezone="Europe/Berlin")
    assert loaded == [("4711", datetime(2026, 10, 25, 1, 30))]


@pytest.mark.parametrize("minutes", ["soon", "1e3", "NaN"])
def test_minutes_that_are_no_number_reject_the_row(export, read, minutes):
    (reject,) = read(export("zendesk_full_export", SOLVED | {MINUTES: minutes})).rejects
    assert (reject.column, reject.value) == (MINUTES, minutes)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("New", "new"), ("Open", "open"), ("Pending", "pending_customer"), ("Hold", "pending_vendor"),
        ("On-hold", "pending_vendor"), ("Solved", "resolved"), ("Closed", "closed"), ("新規", "new"),
        ("オープン", "open"), ("保留中", "pending_customer"), ("待機中", "pending_vendor"), ("解決済み", "resolved"),
        ("終了", "closed"),
    ],
)  # fmt: skip
def test_states_in_both_languages(export, tickets, written, code):
    assert tickets(export("zendesk_full_export", SOLVED | {"Status": written}), "status") == [("4711", code)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mail", "email"), ("Email", "email"), ("Web form", "portal"), ("Web Widget", "portal"),
        ("Help Center", "portal"), ("Phone call (inbound)", "phone"), ("Voicemail", "phone"), ("Chat", "chat"),
        ("Messaging", "chat"), ("Phone call (outbound)", "agent"), ("Twitter", "other"), ("メール", "email"),
        ("ウェブフォーム", "portal"), ("電話", "phone"), ("チャット", "chat"), ("Carrier pigeon", "other"),
    ],
)  # fmt: skip
def test_channels_in_both_languages(export, tickets, written, code):
    assert tickets(export("zendesk_full_export", SOLVED | {"Via": written}), "channel") == [("4711", code)]


@pytest.mark.parametrize(
    ("written", "level"),
    [("Urgent", "S1"), ("High", "S2"), ("Normal", "S3"), ("Low", "S4"), ("緊急", "S1"), ("高", "S2"), ("標準", "S3"),
     ("通常", "S3"), ("低", "S4"), ("-", None), ("Whenever", None)],
)  # fmt: skip
def test_priorities_in_both_languages(export, tickets, written, level):
    assert tickets(export("zendesk_full_export", SOLVED | {"Priority": written}), "severity") == [("4711", level)]


def test_a_rating_counts_where_it_is_a_number_and_is_no_news_else(export, read):
    rows = [SOLVED | {"Id": str(n), "Satisfaction Score": each} for n, each in enumerate(["4", "Good", "Offered", ""])]
    batch = read(export("zendesk_full_export", *rows))
    assert batch.tables["tickets"]["csat"].to_pylist() == [4.0, None, None, None]
    assert {found.column for found in batch.warnings} == {"customer_id"}


@pytest.mark.parametrize("rating", ["nan", "inf", "1e3", "-1"])
def test_what_only_looks_like_a_number_is_no_rating(export, tickets, rating):
    assert tickets(export("zendesk_full_export", SOLVED | {"Satisfaction Score": rating}), "csat") == [("4711", None)]


@pytest.mark.parametrize("minutes", ["-5", "99999999999"])
def test_minutes_that_nobody_waits_leave_the_answer_open(export, read, warned, minutes):
    batch = read(export("zendesk_full_export", SOLVED | {MINUTES: minutes}))
    assert batch.tables["tickets"]["first_response_at"].to_pylist() == [None]
    assert warned(batch, "not_a_wait") == 1


def test_a_field_of_the_users_is_known_by_its_canonical_name(export, tickets):
    path = export("zendesk_full_export", SOLVED | {"契約ID [txt]": "C-1"}, also=("契約ID [txt]",))
    assert tickets(path, "contract_id") == [("4711", "C-1")]
