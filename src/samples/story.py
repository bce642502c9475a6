"""The tickets that tell a story: each case that a reader should be able to find, with an id that never changes.

`docs/samples.md` lists them. They do not scale with the number of tickets and do not depend on the seed.
"""

from collections.abc import Iterator

from samples.calendar import AS_OF, at, instant
from samples.contracts import CONTRACTS
from samples.desk import AIMS, MEMBERS, TEAMS, tool_verdict
from samples.tickets import Row, event

_CONTRACT = {contract.id: contract for contract in CONTRACTS}
_INSTANTS = {"escalated_to_manager_at", "escalated_to_vendor_at", "vendor_answered_at"}


def ticket(
    id: str, contract: str, severity: str, opened: str, answered: str = "", resolved: str = "", **more: str
) -> Row:
    """One ticket from times such as '2026-09-18 16:40'; closed a few minutes after it was resolved."""
    held = _CONTRACT[contract]
    team = TEAMS[held.product][0]
    row = {
        "ticket_id": id,
        "contract_id": contract,
        "customer_id": held.customer,
        "severity": severity,
        "reported_severity": severity,
        "channel": "portal",
        "opened_at": instant(at(opened)),
        "first_response_at": instant(at(answered)) if answered else "",
        "status": "closed" if resolved else "open" if answered else "new",
        "enquiry_kind": "problem",
        "product": held.product,
        "category": "その他",
        "assignee": MEMBERS[team][0],
        "team": team,
        "region": "JP",
        "language": "ja",
        "reopened_count": "0",
    }
    if resolved:
        row["resolved_at"] = instant(at(resolved))
        row["closed_at"] = instant(min(at(resolved) + 25, AS_OF))
    row |= {name: instant(at(value)) if name in _INSTANTS else value for name, value in more.items()}
    if answered and held.program == "ivanti" and severity in AIMS[held.tier]:
        row["source_sla_met"] = tool_verdict(row["channel"], held.tier, severity, at(opened), at(answered))
    return row


def rows() -> Iterator[tuple[Row, list[Row]]]:
    """(ticket, its events) of every case."""
    for row in (*_clock(), *_near_target(), *_urgent(), *_not_measured(), *_contract_cases(), *_layerx()):
        yield row, _EVENTS.get(row["ticket_id"], [])


# fmt: off
def _clock() -> Iterator[Row]:
    # The holidays of 19-23 September 2026: Friday 16:40 + 4 h = Thursday 24 September 12:40.
    yield ticket("T-A0101", "K-1001", "S2", "2026-09-18 16:40", "2026-09-24 12:10", "2026-09-25 15:00",
                 subject="連休前から一部端末へ配布できない", csat="4")
    yield ticket("T-A0102", "K-1003", "S3", "2026-09-21 10:00", "2026-09-24 11:00", "2026-09-28 16:20",
                 subject="敬老の日に受付、休日明けに回答")
    yield ticket("T-A0103", "K-1005", "S1", "2026-09-22 03:15", "2026-09-22 03:52", "2026-09-22 09:40",
                 channel="phone", subject="全社の申請画面が開かない(休日の夜間)")
    yield ticket("T-A0104", "K-1006", "S2", "2026-09-18 13:20", "2026-09-24 10:05", "2026-09-25 11:30",
                 subject="在宅勤務者の接続が連休直前から不安定", csat="2")
    # Answered with its resolution: no answer time of its own.
    yield ticket("T-A0111", "K-1028", "S4", "2026-08-05 10:10", "", "2026-08-05 14:30", subject="適用率の見方について")
    # A severity raise before the answer, and still in time: the label is the tool's own.
    yield ticket("T-A0112", "K-1021", "重要度2", "2026-08-20 09:30", "2026-08-20 10:20", "2026-08-21 15:00",
                 reported_severity="S3", subject="承認メールの遅延が全部門に広がった")


def _near_target() -> Iterator[Row]:
    # As the day begins: one past its target, two past 75 %, one S1 on the 24-hour clock, one just opened.
    yield ticket("T-A0201", "K-1030", "S2", "2026-10-02 11:30", subject="朝の一覧画面が開くまで5分かかる",
                 next_action_on="2026-10-05")
    yield ticket("T-A0202", "K-1024", "S3", "2026-10-02 10:40", subject="インベントリスキャンが一部端末で失敗する",
                 next_action_on="2026-10-05")
    yield ticket("T-A0203", "K-1022", "S2", "2026-10-02 15:20", subject="月例パッチの適用結果が「不明」になる",
                 next_action_on="2026-10-05")
    yield ticket("T-A0204", "K-1029", "S1", "2026-10-05 07:50", channel="phone",
                 subject="配信基盤が再起動後に起動しない", next_action_on="2026-10-05")
    yield ticket("T-A0205", "K-1004", "S3", "2026-10-05 08:30", subject="VDI端末へのエージェント導入手順を知りたい")


def _urgent() -> Iterator[Row]:
    # S1 reported by portal: outside the phone rule (V); if they counted, one would be past its target.
    yield ticket("T-A0301", "K-1001", "S1", "2026-07-09 10:15", "2026-07-09 11:10", "2026-07-09 16:30",
                 subject="コンソールが応答しない(ポータル受付)")
    yield ticket("T-A0302", "K-1001", "S1", "2026-08-26 13:05", "2026-08-26 15:55", "2026-08-27 11:45",
                 subject="全拠点で配布が停止(ポータル受付)", csat="3")
    # Enterprise S1 not resolved within eight hours (II): escalated, and one where that was missed.
    yield ticket("T-A0311", "K-1025", "S1", "2026-06-17 15:10", "2026-06-17 15:45", "2026-06-18 13:20",
                 channel="phone", escalated_to_manager_at="2026-06-17 23:18", transferred_regions="EMEA;AMER",
                 subject="VPN装置が両系とも停止")
    yield ticket("T-A0312", "K-1002", "S1", "2026-07-28 09:20", "2026-07-28 10:02", "2026-07-29 10:40",
                 channel="callback", transferred_regions="EMEA", subject="申請が全件エラーになる")
    # Enhanced S1 by phone at night: its hour counts inside business hours only (IX).
    yield ticket("T-A0321", "K-1011", "S1", "2026-08-31 20:10", "2026-09-01 09:40", "2026-09-01 14:15",
                 channel="phone", subject="コンソールのサービスが停止(夜間)")


def _not_measured() -> Iterator[Row]:
    yield ticket("T-A0401", "K-1026", "S3", "2026-07-02 11:00", "2026-07-02 13:30", "2026-07-06 10:00",
                 subject="社内アプリの更新が配信されない")
    # Merged into the one above, a duplicate of it, and one withdrawn.
    yield ticket("T-A0402", "K-1026", "S3", "2026-07-02 11:40", "2026-07-02 13:35", "2026-07-02 13:40",
                 closure_reason="merged", parent_ticket_id="T-A0401", subject="アプリ配信が動かない")
    yield ticket("T-A0403", "K-1026", "S3", "2026-07-02 14:05", "2026-07-02 14:20", "2026-07-02 14:25",
                 closure_reason="duplicate", parent_ticket_id="T-A0401", channel="email",
                 subject="社内アプリの更新が配信されない(再送)")
    yield ticket("T-A0404", "K-1030", "S4", "2026-07-15 16:10", "", "2026-07-16 09:15", closure_reason="withdrawn",
                 subject="フォームの項目順について(お客様にて解決)")
    yield ticket("T-A0405", "K-1013", "", "2026-08-03 10:20", "2026-08-03 15:10", "2026-08-05 11:00",
                 reported_severity="", subject="パッチ一覧の列の意味を知りたい")
    yield ticket("T-A0406", "K-1023", "S2", "2026-08-18 13:00", "2026-08-19 16:00", "2026-08-24 10:00",
                 exclusion_reason="x_ii", subject="サポート終了版での接続断")
    yield ticket("T-A0407", "K-1021", "S3", "2026-08-24 09:05", "2026-08-24 09:05", "2026-08-26 14:00",
                 channel="agent", subject="定例会で伺った画面遅延の調査(当社起票)")
    yield ticket("T-A0408", "K-1029", "S3", "2026-09-03 14:30", "2026-09-03 13:50", "2026-09-04 11:00",
                 channel="phone", subject="電話で回答後に受付を登録")
    # An unknown contract with a known customer, and neither of them.
    yield ticket("T-A0411", "K-1023", "S3", "2026-08-06 11:20", "2026-08-06 14:00", "2026-08-07 10:30",
                 contract_id="K-1999", subject="契約IDの記載誤り(接続ログの取得方法)")
    yield ticket("T-A0412", "K-1023", "S4", "2026-09-08 15:45", "2026-09-09 10:10", "2026-09-10 10:00",
                 contract_id="", customer_id="", channel="email", subject="署名のないお問い合わせ")


def _contract_cases() -> Iterator[Row]:
    # Two terms for the same product and no contract named; a customer written by its name.
    yield ticket("T-A0501", "K-1014", "S2", "2026-09-10 10:30", "2026-09-10 11:50", "2026-09-14 16:00",
                 contract_id="", subject="端末がコンソールに表示されない(本社か工場か不明)")
    yield ticket("T-A0502", "K-1005", "S3", "2026-09-11 13:40", "2026-09-11 15:20", "2026-09-15 11:00",
                 contract_id="", customer_id="蒼海運輸", subject="ダッシュボードの更新間隔の仕様について")
    # Lapsed on 2025-06-30, paid on 2025-09-12: measured, because the later term covers it (VII).
    yield ticket("T-A0511", "K-1007", "S2", "2025-07-15 10:00", "2025-07-15 13:10", "2025-07-18 15:00",
                 subject="帯域制限の設定が反映されない(復元前の受付)")
    yield ticket("T-A0512", "K-1007", "S3", "2025-08-21 14:20", "2025-08-22 10:40", "2025-08-26 11:30",
                 subject="リモート制御の接続が途中で切断される(復元前の受付)")
    # Opened in a lapse that nothing covers.
    yield ticket("T-A0513", "K-1018", "S3", "2026-09-09 11:15", "2026-09-09 16:10", "2026-09-11 10:00",
                 subject="契約終了後のお問い合わせ(配布タスク)")
    yield ticket("T-A0514", "K-1020", "S2", "2026-07-22 09:40", "2026-07-22 11:00", "2026-07-23 17:00",
                 subject="空白期間中のお問い合わせ(通知メール)")
    # Under an unpaid successor term: measured and marked.
    yield ticket("T-A0515", "K-1008", "S3", "2026-10-02 10:15", "2026-10-02 11:05", status="pending_customer",
                 next_action_on="2026-10-06", subject="除外したKBが再び配布された")
    # 花筏印刷 has three tickets in all (朝凪水産 has none).
    yield ticket("T-A0521", "K-1009", "S4", "2024-11-20 10:00", "2024-11-21 11:30", "2024-11-22 10:00",
                 subject="コンソールの言語切替について")
    yield ticket("T-A0522", "K-1009", "S3", "2025-10-08 13:20", "2025-10-08 16:00", "2025-10-10 14:00",
                 subject="配布タスクの予約が1件だけ実行されない", csat="5")
    yield ticket("T-A0523", "K-1009", "S4", "2026-05-25 09:50", "2026-05-26 14:10", "2026-05-27 11:00",
                 subject="印刷用PCの入替時の手順について")


def _layerx() -> Iterator[Row]:
    # A phone enquiry asked again on the Web: linked, counted once (4-2-1).
    yield ticket("T-A0601", "K-5003", "S3", "2026-08-04 10:05", "2026-08-04 10:05", "2026-08-04 10:30",
                 channel="phone", closure_reason="as_done_10", subject="貼り付け制限が一部で効かない(電話)")
    yield ticket("T-A0602", "K-5003", "S3", "2026-08-04 13:20", "2026-08-04 16:45", "2026-08-07 11:00",
                 parent_ticket_id="T-A0601", closure_reason="as_done_4",
                 subject="貼り付け制限が一部で効かない(Webで再受付)")
    # Out of the service's scope, region and language; enquiries that do not belong here; no contract ID.
    yield ticket("T-A0611", "K-5005", "S4", "2026-07-10 11:00", "2026-07-10 15:00", "2026-07-13 10:00",
                 exclusion_reason="as_scope_2", closure_reason="as_done_9", enquiry_kind="settings",
                 subject="設定作業の代行のご依頼")
    yield ticket("T-A0612", "K-5011", "S3", "2026-08-19 09:40", "2026-08-19 14:30", "2026-08-21 16:00",
                 region="SG", closure_reason="as_done_9", subject="シンガポール拠点の端末について")
    yield ticket("T-A0613", "K-5011", "S4", "2026-09-02 15:10", "2026-09-03 11:20", "2026-09-04 10:00",
                 language="en", closure_reason="as_done_1", enquiry_kind="specification",
                 subject="Supported browser versions")
    yield ticket("T-A0614", "K-5007", "S4", "2026-07-23 10:30", "2026-07-23 13:00", "2026-07-23 13:30",
                 enquiry_kind="presales", closure_reason="other", subject="追加ライセンスのご購入前の確認")
    yield ticket("T-A0615", "K-5009", "S4", "2026-09-15 14:00", "2026-09-15 16:30", "2026-09-16 10:00",
                 enquiry_kind="contract", closure_reason="other", subject="契約更新の手続きについて")
    yield ticket("T-A0616", "K-5006", "S3", "2026-09-17 10:50", "2026-09-17 15:40", "2026-09-25 11:00",
                 contract_id="", closure_reason="as_done_3", subject="管理画面の利用者一覧が更新されない")
    # The developer declined to explain.
    yield ticket("T-A0617", "K-5008", "S3", "2026-06-09 11:00", "2026-06-09 14:20", "2026-07-01 15:00",
                 escalated_to_vendor_at="2026-06-10 10:00", vendor_answered_at="2026-06-30 18:00",
                 vendor_declined="true", closure_reason="as_done_6", subject="検知が遅れる原因の調査")


# fmt: on


# ticket_events of the cases that need them
_EVENTS = {
    "T-A0112": [
        event("T-A0112", at("2026-08-20 09:35"), "assignee", "", "水沢 千尋"),
        event("T-A0112", at("2026-08-20 09:55"), "severity", "S3", "S2"),
        event("T-A0112", at("2026-08-20 10:20"), "status", "new", "open"),
    ]
}
