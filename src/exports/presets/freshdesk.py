"""Freshdesk and Freshservice tickets: one CSV of the same words, with other columns beside them."""

from dataclasses import replace

from exports.checks import Rule
from exports.codes import Codes
from exports.kinds import Column
from exports.presets.model import Form, Preset, kind

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("Ticket ID",),
    "customer_id": ("Company", "Company name"),
    "severity": ("Priority",),
    "channel": ("Source",),
    "opened_at": ("Created time",),
    "first_response_at": ("Initial response time",),
    "resolved_at": ("Resolved time",),
    "closed_at": ("Closed time",),
    "status": ("Status",),
    "subject": ("Subject",),
    "product": ("Product",),
    "category": ("Type",),
    "assignee": ("Agent",),
    "team": ("Group",),
    "csat_label": ("Survey results", "Survey result"),
    "source_sla_met": ("First response status",),
    "response_hours": ("First response time (in hrs)",),
}
CODES: dict[str, Codes] = {
    "channel": {
        "phone": ("Phone", "電話"),
        "portal": ("Portal", "Feedback widget", "Forum", "ポータル", "フィードバックウィジェット"),
        "email": ("Email", "メール"),
        "chat": ("Chat", "Messaging", "MS Teams", "Slack", "チャット"),
        "agent": ("Outbound email", "送信メール"),
        "other": (
            "Walkup", "Walk-up", "Twitter", "X", "Facebook", "WhatsApp", "Ecommerce", "Bot", "Mobihelp", "API",
            "Alert", "Employee onboarding", "Workplace",
        ),
    },
    "status": {
        "open": ("Open", "2", "オープン", "In Progress"),
        "pending_customer": (
            "Pending", "3", "保留中", "保留", "Waiting on Customer", "6", "Awaiting Customer",
            "顧客の返信待ち", "顧客待ち",
        ),
        "pending_vendor": ("Waiting on Third Party", "7", "Awaiting Third Party", "第三者の対応待ち"),
        "resolved": ("Resolved", "4", "解決済み"),
        "closed": ("Closed", "5", "終了", "クローズ"),
    },
    "source_sla_met": {"true": ("Within SLA", "SLA内"), "false": ("SLA Violated", "SLA違反")},
}  # fmt: skip

FRESHDESK = Form(
    kind("tickets", "tickets", Column("csat_label"), Column("response_hours")),
    HEADINGS,
    marks=(("Ticket ID",), ("Created time",)),
    signs=("Initial response time", "Resolved time", "Last update time", "First response status", "Agent", "Source"),
    codes=CODES,
    missing=frozenset({"--"}),
    derive="freshdesk_answers",
    computes=("csat",),
    rules=(Rule("response_hours", "only_business_hours", "response_open_seconds is not null"),),
)
FRESHSERVICE = replace(
    FRESHDESK,
    headings=HEADINGS | {"category": ("Category",)},
    signs=("Urgency", "Impact", "Sub-Category", "Requester VIP", "Approval Status", "Resolution Note"),
)
PRESET = Preset("freshdesk", "Freshdesk, Freshservice", (FRESHSERVICE, FRESHDESK))
