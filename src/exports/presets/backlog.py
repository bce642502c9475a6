"""Backlog: the CSV of the issue search, with Japanese or English headings."""

from exports.codes import Codes
from exports.kinds import KINDS, Kind
from exports.presets.model import Form, Preset

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("キー", "Key"),
    "customer_id": ("プロジェクト名", "Project Name"),
    "severity": ("優先度", "Priority"),
    "opened_at": ("登録日", "Created", "Registered"),
    "status": ("状態", "Status"),
    "subject": ("件名", "Subject"),
    "category": ("カテゴリー名", "Category Name"),
    "assignee": ("担当者", "Assignee"),
    "closure_reason": ("完了理由", "Resolution"),
    "parent_ticket_id": ("親課題キー", "Parent issue key"),
}
CODES: dict[str, Codes] = {
    "status": {
        "new": ("未対応", "Open"),
        "open": ("処理中", "In Progress"),
        "resolved": ("処理済み", "Resolved"),
        "closed": ("完了", "Closed"),
    },
    "closure_reason": {
        "duplicate": ("重複", "Duplication"),
        "other": (
            "対応済み", "対応しない", "無効", "再現しない", "Fixed", "Won't Fix", "Invalid", "Cannot Reproduce",
        ),
    },
}  # fmt: skip

ISSUES = Form(
    Kind("tickets", KINDS["tickets"].key, KINDS["tickets"].columns, "issues"),
    HEADINGS,
    marks=(("キー", "Key"), ("登録日", "Created", "Registered")),
    signs=(
        "キーID",
        "種別ID",
        "種別",
        "状態",
        "件名",
        "完了理由",
        "Key ID",
        "Issue Type ID",
        "Issue Type",
        "Status ID",
    ),
    codes=CODES,
)
PRESET = Preset("backlog", "Backlog", (ISSUES,))
