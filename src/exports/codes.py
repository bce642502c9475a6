"""Closed lists: the codes of a column and the other spellings that mean the same; severities among them."""

import re
import unicodedata

Codes = dict[str, tuple[str, ...]]

FROM_TERMS: Codes = {}

CHANNEL: Codes = {
    "phone": ("電話", "telephone", "tel"),
    "callback": ("折り返し", "コールバック", "折返し"),
    "portal": ("ポータル", "Web", "サポートWeb", "サポートポータル"),
    "email": ("メール", "Eメール", "mail"),
    "chat": ("チャット",),
    "agent": ("サポート起票", "社内起票"),
    "other": ("その他",),
}
STATUS: Codes = {
    "new": ("新規", "未対応"),
    "open": ("対応中", "オープン", "処理中"),
    "pending_customer": ("お客様回答待ち", "顧客回答待ち", "お客様確認待ち", "顧客確認待ち"),
    "pending_vendor": ("開発元回答待ち", "ベンダー回答待ち", "開発元確認中"),
    "resolved": ("解決", "解決済み", "回答済み"),
    "closed": ("クローズ", "完了", "終了"),
}
ENQUIRY_KIND: Codes = {
    "specification": ("仕様",),
    "settings": ("設定・操作", "設定", "操作", "設定要領・操作方法"),
    "problem": ("問題", "障害", "不具合"),
    "presales": ("購入前", "ご購入前"),
    "contract": ("契約",),
}
EVENT_FIELD: Codes = {
    "status": ("状態", "ステータス", "state"),
    "severity": ("重要度", "優先度", "priority"),
    "assignee": ("担当者", "担当", "assigned_to"),
}
RENEWAL_STAGE: Codes = {
    "not_started": ("未着手",),
    "contacted": ("連絡済み", "連絡済", "接触済み"),
    "quoted": ("見積提出", "見積済み", "見積提出済み"),
    "committed": ("内示", "確約"),
    "ordered": ("受注", "注文済み"),
    "renewed": ("更新済み", "更新済"),
    "declined": ("辞退", "更新なし", "不更新"),
}
TRM_TYPE: Codes = {
    "basic": ("ベーシック", "TRMベーシック", "TRM Basic"),
    "premier": ("プレミア", "TRMプレミア", "TRM Premier"),
    "enterprise": ("エンタープライズ", "TRMエンタープライズ", "TRM Enterprise"),
    "dedicated": ("専属", "TRM専属", "専任", "TRM専任", "TRM Dedicated"),
}
MODE: Codes = {
    "onsite": ("オンサイト", "訪問", "現地"),
    "remote": ("リモート", "遠隔", "オンライン"),
}
DAY_STATUS: Codes = {
    "delivered": ("実施済み", "実施済", "実施", "完了"),
    "planned": ("予定", "計画", "予約済み"),
    "cancelled": ("キャンセル", "中止", "canceled", "取消"),
}
PARTY: Codes = {
    "customer": ("顧客", "お客様"),
    "vendor": ("ベンダー", "当社", "弊社"),
}
INFORMATION_KIND: Codes = {
    "notice": ("お知らせ", "通知", "周知", "注意喚起"),
    "faq": ("よくある質問",),
}
FLAGS: Codes = {
    "true": ("yes", "y", "1", "はい", "○", "達成", "あり"),
    "false": ("no", "n", "0", "いいえ", "×", "未達", "なし"),
}

_SEVERITY_WORDS = {
    "S1": ("critical", "重大"),
    "S2": ("high", "高"),
    "S3": ("medium", "moderate", "中"),
    "S4": ("low", "低"),
}
_SEVERITY_LEVEL = re.compile(r"(?:s|p|sev|severity|priority|重要度|重大度|深刻度|優先度)?([1-4])(.*)")


def folded(text: str) -> str:
    """The spelling that counts: width, case, spaces, hyphens and underscores make no difference."""
    return re.sub(r"[\s_\-\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text).casefold())


def lookup(listed: Codes) -> dict[str, str]:
    """folded spelling → code."""
    return {folded(spelling): code for code, others in listed.items() for spelling in (code, *others)}


def severity(label: str) -> str | None:
    """S1 … S4, or None for a label that is not known.

    A level may carry its word (`1 - Critical`, `S1—重大`); a word that belongs to another level makes it unknown.
    """
    plain = re.sub(r"[—–―‐ー‑−:：・()()\[\]/]+", "", folded(label))
    words = {word: level for level, listed in _SEVERITY_WORDS.items() for word in listed}
    if plain in words:
        return words[plain]
    match = _SEVERITY_LEVEL.fullmatch(plain)
    if not match:
        return None
    level = f"S{match[1]}"
    return level if not match[2] or words.get(match[2]) == level else None
