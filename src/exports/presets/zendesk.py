"""Zendesk tickets: the CSV export of an account, in English or Japanese account language."""

from exports.checks import Rule
from exports.codes import Codes
from exports.kinds import Column
from exports.presets.model import Form, Preset, kind

HEADINGS: dict[str, tuple[str, ...]] = {
    "ticket_id": ("Id", "Ticket ID"),
    "customer_id": ("Organization",),
    "severity": ("Priority",),
    "channel": ("Via",),
    "opened_at": ("Created at",),
    "resolved_at": ("Solved at",),
    "status": ("Status",),
    "subject": ("Subject",),
    "category": ("Ticket type",),
    "assignee": ("Assignee",),
    "team": ("Group",),
    "reopened_count": ("Reopens",),
    "csat_label": ("Satisfaction Score",),
    "reply_minutes": ("First reply time in minutes",),
    "reply_business_minutes": ("First reply time in minutes within business hours",),
    "replies": ("Replies",),
}
CODES: dict[str, Codes] = {
    "channel": {
        "phone": (
            "Phone call", "Phone call (inbound)", "Phone call (incoming)", "Phone", "Voice", "Voicemail",
            "通話", "着信", "通話(着信)", "電話(着信)", "電話の着信", "ボイスメール", "留守番電話",
        ),
        "callback": ("Callback request", "コールバックリクエスト"),
        "portal": (
            "Web form", "Web widget", "Web", "Help Center", "Help center post", "Mobile", "Mobile SDK", "Mobile app",
            "ウェブフォーム", "Webフォーム", "ウェブ", "ウェブウィジェット", "Web Widget(従来版)", "ヘルプセンター",
        ),
        "email": ("Mail", "Email", "メール", "電子メール"),
        "chat": ("Chat", "Messaging", "Live chat", "Native messaging", "チャット", "メッセージング", "ライブチャット"),
        "agent": (
            "Agent", "Created by agent", "Phone call (outbound)", "Phone call (outgoing)",
            "エージェント", "通話(発信)", "電話(発信)", "電話の発信",
        ),
        "other": (
            "Web service", "API", "Web service (API)", "Twitter", "X Corp", "Facebook", "WhatsApp", "LINE", "SMS",
            "Text message", "Closed ticket", "Follow-up", "Batch", "Rule", "ウェブサービス", "ウェブサービス(API)",
            "終了したチケット", "フォローアップ",
        ),
    },
    "status": {
        "new": ("New", "新規"),
        "open": ("Open", "オープン"),
        "pending_customer": ("Pending", "保留中"),
        "pending_vendor": ("Hold", "On-hold", "待機中"),
        "resolved": ("Solved", "解決済み"),
        "closed": ("Closed", "終了", "終了済み"),
    },
}  # fmt: skip

TICKETS = Form(
    kind(
        "tickets",
        "tickets",
        Column("csat_label"),
        Column("reply_minutes", "score"),
        Column("reply_business_minutes", "score"),
        Column("replies", "count"),
    ),
    HEADINGS,
    marks=(("Id", "Ticket ID"), ("Created at",)),
    signs=("Requester", "Via", "Group", "Solved at", "Organization", "Submitter", "First reply time in minutes"),
    codes=CODES,
    missing=frozenset({"-"}),
    never="1900-01-01",
    custom=r"(.+) \[(?:txt|list|int|dec|date|flag|bool|multi)\]",
    derive="zendesk_answers",
    computes=("first_response_at", "csat"),
    rules=(
        Rule(
            "reply_business_minutes",
            "only_business_minutes",
            "response_open_seconds is not null",
        ),
        Rule("reply_minutes", "not_a_wait", "reply_minutes < 0 or reply_minutes > 5256000"),
        Rule("reply_minutes", "no_reply", "first_response_at is null and reply_minutes = 0 and replies = 0"),
    ),
)
PRESET = Preset("zendesk", "Zendesk", (TICKETS,))
