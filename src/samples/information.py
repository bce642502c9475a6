"""What else is exported: delivered entitlements, notices of revised terms, published information, closing days."""

from collections.abc import Iterator
from datetime import date, timedelta

from samples import subjects
from samples.calendar import AS_OF_DAY, CLOSURES, working_days
from samples.contracts import CONTRACTS
from samples.desk import Draw

Row = dict[str, str]

_DELIVERED = {
    "enterprise": ("mentoring", "academy"),
    "premium": ("mentoring", "usage_review", "service_review", "academy"),
}
_NOTES = {
    "mentoring": "年1回のメンタリング",
    "usage_review": "製品の使用状況の見直し",
    "service_review": "サポートサービスの見直し",
    "academy": "オンライン受講権の付与",
}
_OBJECTED_ON = {"K-1004": "2026-09-18", "K-1021": "2026-09-25"}
_SECOND_MAILING = {"K-1005", "K-1014", "K-1015", "K-1029"}  # their 30 days are still running
_NOTICES = (
    (date(2024, 7, 18), "拡張機能の署名証明書の更新について"),
    (date(2024, 11, 28), "管理画面のメンテナンスのお知らせ"),
    (date(2025, 2, 20), "ブラウザの仕様変更にともなう注意喚起"),
    (date(2025, 6, 12), "ポリシー配信の遅延について(復旧済み)"),
    (date(2025, 10, 30), "新しいAIサイト分類の追加について"),
    (date(2026, 1, 22), "サポート対象ブラウザの変更予告"),
    (date(2026, 4, 16), "管理画面のログイン方式変更のお知らせ"),
    (date(2026, 7, 7), "拡張機能の緊急更新のお願い"),
    (date(2026, 8, 27), "アラート通知の重複について(調査中)"),
    (date(2026, 9, 24), "アラート通知の重複について(修正版の案内)"),
)


def delivery_rows(draw: Draw) -> Iterator[Row]:
    """Once a term each; about one in eight was forgotten, and the running term has only what is due by now."""
    for contract in CONTRACTS:
        for start, _ in contract.terms():
            for item in _DELIVERED.get(contract.tier, ()):
                done = working_days(start + timedelta(30 + int(draw() * 270)), start + timedelta(345))[0]
                if draw() < 0.87 and done < AS_OF_DAY:
                    yield {
                        "contract_id": contract.id,
                        "item": item,
                        "date": done.isoformat(),
                        "note": _NOTES[item],
                    }


def terms_notice_rows() -> Iterator[Row]:
    """Version 3.20 was announced on 2026-08-24, to a few only on 2026-09-16."""
    for contract in CONTRACTS:
        is_running = any(start <= date(2026, 9, 16) <= end for start, end in contract.terms())
        if contract.program == "ivanti" and is_running:
            yield {
                "contract_id": contract.id,
                "notified_on": "2026-09-16" if contract.id in _SECOND_MAILING else "2026-08-24",
                "objected_on": _OBJECTED_ON.get(contract.id, ""),
            }


def information_rows() -> Iterator[Row]:
    """Notices by the developer and FAQ entries, two or three a quarter."""
    faqs = [subject for _, _, subject in subjects.SUBJECTS["LayerX"]]
    published = working_days(date(2024, 5, 1), AS_OF_DAY)[::22]
    yield from (_information(day, "notice", title) for day, title in _NOTICES)
    for place, day in enumerate(published):
        round_, which = divmod(place, len(faqs))
        yield _information(day, "faq", f"FAQ {place + 1:03d} {faqs[which]}" + ("(改訂)" if round_ else ""))


def _information(day: date, kind: str, title: str) -> Row:
    return {"date": day.isoformat(), "kind": kind, "title": title, "product": "LayerX"}


def closure_rows() -> Iterator[Row]:
    for day, name in CLOSURES.items():
        yield {"calendar": "japan-support", "date": day.isoformat(), "name": name}
