"""Redmine: the CSV of the issue list, with Japanese or English headings."""

from exports.codes import Codes
from exports.kinds import KINDS, Kind
from exports.presets.model import Form, Preset

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("#",),
    "customer_id": ("プロジェクト", "Project"),
    "severity": ("優先度", "Priority"),
    "opened_at": ("作成日", "Created"),
    "resolved_at": ("終了日", "Closed"),  # Redmine knows one end of an issue
    "closed_at": ("終了日", "Closed"),
    "status": ("ステータス", "Status"),
    "subject": ("題名", "Subject"),
    "category": ("カテゴリ", "Category"),
    "assignee": ("担当者", "Assignee"),
    "parent_ticket_id": ("親チケット", "Parent task"),
}
CODES: dict[str, Codes] = {
    "status": {
        "new": ("新規", "New"),
        "open": ("進行中", "In Progress"),
        "pending_customer": ("フィードバック", "Feedback"),
        "resolved": ("解決", "Resolved"),
        "closed": ("終了", "却下", "Closed", "Rejected"),
    }
}

ISSUES = Form(
    Kind("tickets", KINDS["tickets"].key, KINDS["tickets"].columns, "issues"),
    HEADINGS,
    marks=(("#",), ("作成日", "Created")),
    signs=(
        "トラッカー",
        "ステータス",
        "題名",
        "優先度",
        "プロジェクト",
        "Tracker",
        "Status",
        "Subject",
        "Priority",
        "Project",
    ),
    codes=CODES,
)
PRESET = Preset("redmine", "Redmine", (ISSUES,))
