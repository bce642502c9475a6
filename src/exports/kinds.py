"""The canonical columns of every kind of export: one table that drives recognition, parsing, checks and the docs."""

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from exports import codes
from exports.codes import Codes

ARROW = {
    "text": pa.string(),
    "severity": pa.string(),
    "code": pa.string(),
    "program": pa.string(),
    "tier": pa.string(),
    "calendar": pa.string(),
    "instant": pa.timestamp("us"),
    "date": pa.date32(),
    "days": pa.decimal128(6, 1),
    "money": pa.decimal128(18, 2),
    "count": pa.int32(),
    "flag": pa.bool_(),
    "score": pa.float64(),
    "share": pa.float64(),
}


@dataclass(frozen=True)
class Column:
    """One canonical column. `headings`: Japanese headings of the same meaning. `codes`: its closed list.

    `unknown` says what a value outside the list does: `reject` the row, `null`, `keep` the text, or become `other`;
    the last three with a warning.
    """

    name: str
    type: str = "text"
    headings: tuple[str, ...] = ()
    required: bool = False
    codes: Codes | None = None
    unknown: str = "null"
    default: str | int | None = None

    @property
    def arrow(self) -> pa.DataType:
        return ARROW[self.type]


@dataclass(frozen=True)
class Kind:
    """One kind of export; two rows with equal `key` columns speak of the same thing."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    label: str

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def required(self) -> list[str]:
        return [column.name for column in self.columns if column.required]


def _text(name: str, *headings: str) -> Column:
    return Column(name, "text", headings)


def _must(name: str, *headings: str, type: str = "text") -> Column:
    return Column(name, type, headings, required=True)


def _instant(name: str, *headings: str) -> Column:
    return Column(name, "instant", headings)


def _date(name: str, *headings: str) -> Column:
    return Column(name, "date", headings)


def _count(name: str, *headings: str) -> Column:
    return Column(name, "count", headings)


def _code(name: str, listed: Codes, *headings: str, unknown: str = "null", **more) -> Column:
    return Column(name, "code", headings, codes=listed, unknown=unknown, **more)


_CUSTOMER_ID = ("顧客ID", "お客様ID", "顧客番号", "顧客コード", "お客様番号")
_CUSTOMER_NAME = ("顧客名", "お客様名", "会社名", "契約者名")
_CONTRACT_ID = ("契約ID", "契約番号", "保守ID", "保守契約ID", "保守契約番号")
_SUBSCRIPTION_ID = ("サブスクリプションID", "TRMサブスクリプションID", "TRM契約ID", "TRM契約番号")
_TICKET_ID = ("チケットID", "チケット番号", "問い合わせID", "問い合わせ番号", "インシデント番号", "受付番号")
_FEE = ("年額", "年間料金", "年間費用", "年額料金", "年間契約金額")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "tickets",
            ("ticket_id",),
            (
                _must("ticket_id", *_TICKET_ID),
                _text("contract_id", *_CONTRACT_ID),
                _text("customer_id", *_CUSTOMER_ID),
                Column("severity", "severity", ("重要度", "深刻度", "優先度")),
                Column("reported_severity", "severity", ("申告重要度", "お客様申告重要度", "顧客申告重要度")),
                _code("channel", codes.CHANNEL, "受付経路", "受付チャネル", "チャネル", "受付方法", unknown="other"),
                _must("opened_at", "受付日時", "起票日時", "受付時刻", "発生日時", "登録日時", type="instant"),
                _instant("first_response_at", "初回回答日時", "初回対応日時", "一次回答日時", "初回応答日時"),
                _instant("resolved_at", "解決日時", "回答完了日時"),
                _instant("closed_at", "クローズ日時", "完了日時", "終了日時"),
                _code("status", codes.STATUS, "状態", "ステータス", "状況"),
                _code("enquiry_kind", codes.ENQUIRY_KIND, "問い合わせ種別", "お問い合わせ種別", "質問種別"),
                _text("subject", "件名", "タイトル", "題名"),
                _text("product", "製品", "製品名", "対象製品"),
                _text("category", "カテゴリ", "カテゴリー", "分類"),
                _text("assignee", "担当者", "担当", "担当者名"),
                _text("team", "チーム", "担当チーム", "担当グループ", "グループ"),
                _text("region", "地域", "リージョン"),
                _text("language", "言語"),
                _code("closure_reason", codes.FROM_TERMS, "完了理由", "クローズ理由", "完了区分", unknown="keep"),
                _code("exclusion_reason", codes.FROM_TERMS, "除外理由", "対象外理由", "除外区分", unknown="keep"),
                _instant("escalated_to_manager_at", "マネージャーエスカレーション日時", "管理者エスカレーション日時"),
                _instant("escalated_to_vendor_at", "開発元エスカレーション日時", "ベンダーエスカレーション日時"),
                _instant("vendor_answered_at", "開発元回答日時", "ベンダー回答日時"),
                Column("vendor_declined", "flag", ("開発元回答辞退", "開発元回答不可", "開発元辞退")),
                _text("transferred_regions", "転送地域", "引継地域", "転送先地域"),
                _text("parent_ticket_id", "親チケットID", "親チケット番号", "関連元チケットID"),
                _count("reopened_count", "再オープン回数", "再開回数"),
                Column("csat", "score", ("満足度", "顧客満足度", "CSAT評価")),
                _date("next_action_on", "次回対応日", "次回アクション日", "次回対応予定日"),
                Column("source_sla_met", "flag", ("SLA達成", "SLA達成可否", "元システムSLA判定")),
            ),
            "tickets",
        ),
        Kind(
            "ticket_events",
            ("ticket_id", "at", "field"),
            (
                _must("ticket_id", *_TICKET_ID),
                _must("at", "日時", "変更日時", "発生日時", "更新日時", type="instant"),
                _code("field", codes.EVENT_FIELD, "項目", "変更項目", "フィールド", unknown="reject", required=True),
                _text("old", "旧値", "変更前", "変更前の値"),
                _must("new", "新値", "変更後", "変更後の値"),
            ),
            "ticket history",
        ),
        Kind(
            "contracts",
            ("contract_id", "start_on"),
            (
                _must("contract_id", *_CONTRACT_ID),
                _must("customer_id", *_CUSTOMER_ID),
                _text("customer_name", *_CUSTOMER_NAME),
                _text("reseller", "販売代理店", "代理店", "販売店"),
                _must("program", "プログラム", "サポートプログラム", "サービス", "制度", type="program"),
                Column("tier", "tier", ("サポートレベル", "レベル", "ティア", "プラン")),
                _text("product", "製品", "製品名", "対象製品"),
                _date("purchased_on", "購入日", "契約日", "申込日"),
                _must("start_on", "開始日", "契約開始日", "保守開始日", type="date"),
                _must("end_on", "終了日", "契約終了日", "保守終了日", "満了日", type="date"),
                Column("annual_fee", "money", _FEE),
                _text("currency", "通貨"),
                _count("licences_purchased", "購入ライセンス数", "ライセンス購入数"),
                _count("licences_in_use", "使用ライセンス数", "利用ライセンス数", "ライセンス使用数"),
                _count("licences_covered", "保守対象ライセンス数", "保守ライセンス数"),
                _date("payment_confirmed_on", "入金確認日", "入金日"),
                _date("nonrenewal_notice_on", "不更新通知日", "解約通知日"),
                _code("renewal_stage", codes.RENEWAL_STAGE, "更新状況", "更新ステージ", "更新段階"),
                Column("renewal_probability", "share", ("更新確度", "更新確率")),
                _text("account_owner", "担当営業", "営業担当", "営業担当者"),
                _text("region", "地域", "リージョン"),
                Column("calendar", "calendar", ("カレンダー", "営業カレンダー"), unknown="reject"),
                _text("system_administrator", "システム管理者"),
            ),
            "support contracts",
        ),
        Kind(
            "trm_subscriptions",
            ("subscription_id", "purchased_on"),
            (
                _must("subscription_id", *_SUBSCRIPTION_ID),
                _must("customer_id", *_CUSTOMER_ID),
                _text("customer_name", *_CUSTOMER_NAME),
                _code("trm_type", codes.TRM_TYPE, "TRM種別", "TRMタイプ", "種別", unknown="reject", required=True),
                _must("purchased_on", "購入日", "契約日", "申込日", type="date"),
                _text("consultant", "コンサルタント", "担当コンサルタント", "担当者"),
                Column("annual_fee", "money", _FEE),
                _text("currency", "通貨"),
                _date("nonrenewal_notice_on", "不更新通知日", "解約通知日"),
                _code("notice_by_party", codes.PARTY, "通知者", "通知当事者", "不更新通知者"),
                Column("calendar", "calendar", ("カレンダー", "営業カレンダー"), unknown="reject"),
            ),
            "TRM subscriptions",
        ),
        Kind(
            "trm_days",
            ("subscription_id", "date", "consultant"),
            (
                _must("subscription_id", *_SUBSCRIPTION_ID),
                _must("date", "日付", "実施日", "作業日", "利用日", type="date"),
                _must("days", "日数", "利用日数", "使用日数", type="days"),
                _code("mode", codes.MODE, "実施形態", "形態", "実施方法", "区分", unknown="reject", required=True),
                _code("status", codes.DAY_STATUS, "状態", "ステータス", "状況", unknown="reject", default="delivered"),
                _text("consultant", "コンサルタント", "担当コンサルタント", "担当者"),
                _text("topic", "テーマ", "内容", "作業内容"),
                _text("deliverable", "成果物"),
                _date("customer_confirmed_on", "顧客確認日", "お客様確認日", "検収日"),
                _text("note", "備考", "メモ"),
            ),
            "TRM days",
        ),
        Kind(
            "trm_coupons",
            ("subscription_id", "used_on", "attendee"),
            (
                _must("subscription_id", *_SUBSCRIPTION_ID),
                _must("used_on", "使用日", "利用日", "受講日", type="date"),
                Column("quantity", "count", ("枚数", "数量", "クーポン枚数"), default=1),
                _text("course", "コース", "講座", "コース名"),
                _text("attendee", "受講者", "参加者", "受講者名"),
            ),
            "TRM coupons",
        ),
        Kind(
            "entitlement_deliveries",
            ("contract_id", "item", "date"),
            (
                _must("contract_id", *_CONTRACT_ID),
                _must("item", "特典", "提供項目", "項目"),
                _must("date", "日付", "提供日", "実施日", type="date"),
                _text("note", "備考", "メモ"),
            ),
            "delivered entitlements",
        ),
        Kind(
            "terms_notices",
            ("contract_id", "notified_on"),
            (
                _must("contract_id", *_CONTRACT_ID),
                _must("notified_on", "通知日", "改訂通知日", type="date"),
                _date("objected_on", "異議申立日", "異議日"),
            ),
            "notices of revised terms",
        ),
        Kind(
            "information",
            ("date", "title"),
            (
                _must("date", "日付", "公開日", "発行日", "掲載日", type="date"),
                _code("kind", codes.INFORMATION_KIND, "種別", "情報種別", "区分", unknown="reject", required=True),
                _text("title", "タイトル", "件名", "題名"),
                _text("product", "製品", "製品名", "対象製品"),
            ),
            "published information",
        ),
        Kind(
            "closures",
            ("calendar", "date"),
            (
                Column("calendar", "calendar", ("カレンダー", "営業カレンダー"), required=True, unknown="reject"),
                _must("date", "日付", "休業日", type="date"),
                _must("name", "名称", "休業名", "理由"),
            ),
            "company-designated closures",
        ),
    )
}

ADDED: dict[str, dict[str, pa.DataType]] = {
    "tickets": {
        "response_source": pa.string(),
        "response_open_seconds": pa.int64(),
        "severity_label": pa.string(),
    },
    "ticket_events": {"seq": pa.int32()},
}


def schema(kind: str) -> pa.Schema:
    """The canonical columns, what loading adds, and where each row came from."""
    fields = [(column.name, column.arrow) for column in KINDS[kind].columns]
    return pa.schema([*fields, *ADDED.get(kind, {}).items(), ("source_file", pa.string()), ("source_line", pa.int64())])


def canonical_names() -> list[str]:
    return sorted({column.name for kind in KINDS.values() for column in kind.columns})
