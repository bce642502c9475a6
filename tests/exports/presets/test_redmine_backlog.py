"""Redmine and Backlog, in CP932 with Japanese headings and in English: no first answer, and none invented."""

from datetime import datetime

import pytest

REDMINE = {
    "#": "512", "プロジェクト": "青葉精機", "トラッカー": "サポート", "親チケット": "500", "ステータス": "終了",
    "優先度": "今すぐ", "題名": "髙橋様より~端末①", "作成者": "受付", "担当者": "木村", "更新日": "2026/04/03 10:00",
    "カテゴリ": "障害", "開始日": "2026/04/01", "作成日": "2026/04/01 9:05", "終了日": "2026/04/01 15:30",
}  # fmt: skip
BACKLOG = {
    "ID": "88", "プロジェクトID": "3", "プロジェクト名": "北斗物産", "キーID": "42", "キー": "HOKUTO-42",
    "種別": "問合せ", "カテゴリー名": "ネットワーク", "件名": "接続できない", "状態": "処理済み", "完了理由": "重複",
    "担当者": "林", "登録者": "受付", "登録日": "2026/04/01 09:05:12", "親課題キー": "HOKUTO-40",
    "更新日": "2026/04/02 10:00:00",
}  # fmt: skip


def test_an_issue_of_redmine(export, read):
    batch = read(export("redmine_ja_all_columns", REDMINE))
    (row,) = batch.tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "512", "customer_id": "青葉精機", "severity": "S1", "severity_label": "今すぐ",
        "status": "closed", "subject": "髙橋様より~端末①", "category": "障害", "assignee": "木村",
        "parent_ticket_id": "500", "opened_at": datetime(2026, 4, 1, 0, 5), "closed_at": datetime(2026, 4, 1, 6, 30),
        "resolved_at": datetime(2026, 4, 1, 6, 30), "first_response_at": None, "response_source": None,
        "channel": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert batch.files[0].encoding == "cp932"


def test_an_issue_of_backlog(export, read):
    batch = read(export("backlog_ja", BACKLOG))
    (row,) = batch.tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "HOKUTO-42", "customer_id": "北斗物産", "severity": None, "status": "resolved",
        "subject": "接続できない", "category": "ネットワーク", "assignee": "林", "closure_reason": "duplicate",
        "parent_ticket_id": "HOKUTO-40", "opened_at": datetime(2026, 4, 1, 0, 5, 12), "closed_at": None,
        "first_response_at": None, "resolved_at": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert batch.files[0].encoding == "cp932"


@pytest.mark.parametrize(
    ("written", "level"),
    [("今すぐ", "S1"), ("急いで", "S1"), ("高め", "S2"), ("通常", "S3"), ("低め", "S4"), ("Immediate", "S1"),
     ("Urgent", "S1"), ("High", "S2"), ("Normal", "S3"), ("Low", "S4")],
)  # fmt: skip
def test_priorities_of_redmine(export, tickets, written, level):
    path = export("redmine_ja_all_columns", REDMINE | {"優先度": written})
    assert tickets(path, "severity") == [("512", level)]


@pytest.mark.parametrize(("written", "level"), [("高", "S2"), ("中", "S3"), ("低", "S4"), ("High", "S2"),
                                                ("Normal", "S3"), ("Low", "S4")])  # fmt: skip
def test_priorities_of_backlog(export, tickets, written, level):
    path = export("backlog_ja", BACKLOG | {"優先度": written}, also=("優先度",))
    assert tickets(path, "severity") == [("HOKUTO-42", level)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("新規", "new"), ("進行中", "open"), ("解決", "resolved"), ("フィードバック", "pending_customer"),
     ("終了", "closed"), ("却下", "closed")],
)  # fmt: skip
def test_states_of_redmine(export, tickets, written, code):
    path = export("redmine_ja_all_columns", REDMINE | {"ステータス": written})
    assert tickets(path, "status") == [("512", code)]


@pytest.mark.parametrize(
    ("written", "code"), [("未対応", "new"), ("処理中", "open"), ("処理済み", "resolved"), ("完了", "closed")]
)
def test_states_of_backlog(export, tickets, written, code):
    assert tickets(export("backlog_ja", BACKLOG | {"状態": written}), "status") == [("HOKUTO-42", code)]


def test_headings_in_english(write, tickets):
    redmine = (
        "#,Project,Tracker,Status,Priority,Subject,Assignee,Updated,Created,Closed\n"
        "7,Aoba,Support,Resolved,Urgent,Down,Kim,2026-04-02 10:00,2026-04-01 09:05,\n"
    )
    columns = ("customer_id", "severity", "status", "opened_at", "closed_at")
    opened = datetime(2026, 4, 1, 0, 5)
    assert tickets(write(redmine), *columns) == [("7", "Aoba", "S1", "resolved", opened, None)]
    backlog = (
        "ID,Project Name,Key ID,Key,Issue Type,Subject,Status,Priority,Resolution,Created,Updated\n"
        "1,Hokuto,9,HK-9,Task,Down,In Progress,High,,2026-04-01 09:05,2026-04-02 10:00\n"
    )
    assert tickets(write(backlog), *columns) == [("HK-9", "Hokuto", "S2", "open", opened, None)]


def test_projects_that_are_products(export, tickets):
    path = export("redmine_ja_all_columns", REDMINE | {"お客様": "A-1"}, also=("お客様",))
    mapping = {"product": "プロジェクト", "customer_id": "お客様"}
    assert tickets(path, "product", "customer_id", mapping=mapping) == [("512", "青葉精機", "A-1")]
