"""Jira and Jira Service Management: the CSV of all or of the chosen fields of a search."""

from exports.checks import Rule
from exports.codes import Codes
from exports.kinds import Column
from exports.presets.model import Form, Preset, kind

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("Issue key",),
    "customer_id": ("Custom field (Organizations)", "Organizations"),
    "severity": ("Custom field (Severity)", "Severity", "Priority"),
    "opened_at": ("Created",),
    "first_response_at": ("Custom field ([CHART] Date of First Response)",),
    "resolved_at": ("Resolved",),
    "status": ("Status",),
    "status_label": ("Status",),
    "status_category": ("Status Category",),
    "subject": ("Summary",),
    "category": ("Custom field (Category)", "Custom field (Request Type)", "Issue Type"),
    "assignee": ("Assignee",),
    "closure_reason": ("Resolution",),
    "parent_ticket_id": ("Parent key",),
    "csat_label": ("Satisfaction rating", "Custom field (Satisfaction)"),
    "time_left": ("Custom field (Time to first response)",),
}
STATUS: Codes = {
    "new": ("To Do", "New", "未着手"),
    "open": (
        "Open", "Reopened", "In Progress", "Work in progress", "In Review", "Waiting for support", "Escalated",
        "Pending", "Under investigation", "進行中", "オープン", "再オープン", "サポート待ち", "サポート対応待ち",
        "エスカレーション済み", "エスカレート済み", "保留中",
    ),
    "pending_customer": ("Waiting for customer", "顧客待ち", "カスタマー待ち", "顧客からの返答待ち", "顧客の返信待ち"),
    "pending_vendor": ("Waiting for vendor",),
    "resolved": ("Resolved", "解決済み"),
    "closed": (
        "Closed", "Done", "Canceled", "Cancelled", "Declined", "完了", "クローズ", "クローズ済み",
        "キャンセル済み",
    ),
}  # fmt: skip
CODES: dict[str, Codes] = {
    "status": STATUS,
    "status_category": STATUS,
    "closure_reason": {
        "duplicate": ("Duplicate", "重複"),
        "other": (
            "Done", "Fixed", "Resolved", "Won't Do", "Won't Fix", "Declined", "Cannot Reproduce", "Incomplete",
            "Known Error", "Hardware failure", "Software failure",
            "完了", "修正済み", "解決済み", "対応しない", "再現不可",
        ),
    },
}  # fmt: skip

ISSUES = Form(
    kind(
        "tickets",
        "issues",
        Column("status_label"),
        Column("status_category", "code", codes=STATUS),
        Column("csat_label"),
        Column("time_left"),
    ),
    HEADINGS,
    marks=(("Issue key",), ("Created",)),
    signs=("Issue id", "Issue Type", "Project key", "Summary", "Status", "Priority", "Reporter"),
    codes=CODES,
    quiet=frozenset({"status", "status_category"}),
    custom=r"Custom field \((.+)\)",
    derive="jira_states",
    computes=("source_sla_met", "csat"),
    rules=(Rule("status", "unknown_code", "status is null and status_label is not null"),),
)
PRESET = Preset("jira", "Jira", (ISSUES,))
