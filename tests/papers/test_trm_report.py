"""The day report: every day once, a balance that runs down day by day, and what the customer has to see."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from papers import trm_report
from papers.model import Coupon


def test_the_balance_runs_down_after_every_delivered_day(report, entry):
    shown = trm_report.content(report(entry(0), entry(5, 0.5), entry(9), entry(20, counted_as="planned")), "ja")
    assert [row["left"] for row in shown["delivered"]["rows"]] == ["11.0", "10.5", "9.5"]
    assert shown["delivered"]["start"][1] == "12.0"
    assert shown["delivered"]["sum"] == ["利用 合計", "2.5", "残", "9.5"]
    assert [step["amount"] for step in shown["balance"]["steps"]] == ["12", "2.5", "9.5", "1", "8.5"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 364), some.sampled_from([1, 2])), max_size=60), some.randoms())
def test_in_whatever_order_entries_come_each_balance_is_the_last_less_its_day(report, entry, spans, random):
    entries = [entry(offset, halves / 2) for offset, halves in spans]
    random.shuffle(entries)
    rows = trm_report.content(report(*entries), "en")["delivered"]["rows"]
    balances = [24, *(_halves(row["left"]) for row in rows)]
    assert [before - after for before, after in pairwise(balances)] == [_halves(row["days"]) for row in rows]
    assert balances[-1] == 24 - sum(halves for _, halves in spans)
    assert all(row["over"] == (left < 0) for row, left in zip(rows, balances[1:], strict=True))


def _halves(written: str) -> int:
    sign, whole, half = re.fullmatch(r"(−?)(\d+)\.([05])", written).groups()
    return (-1 if sign else 1) * (int(whole) * 2 + (half == "5"))


def test_a_ledger_that_does_not_fit_its_entries_is_not_printed(report, entry):
    with pytest.raises(ValueError, match=r"TRM-900 leave 11\.0 days, its ledger 10"):
        trm_report.content(report(entry(), used=2.0, remaining=10.0), "ja")


def test_overuse_is_shown_as_overuse(report, entry, pages):
    over = report(*(entry(day) for day in range(14)))
    shown = trm_report.content(over, "ja")
    assert shown["delivered"]["rows"][-1]["left"] == "−2.0"
    assert [step["amount"] for step in shown["balance"]["steps"] if step["alarm"]] == ["−2", "−2"]
    assert "利用が契約日数を2日超過しています。" in pages(trm_report.document(over, "ja"))[0]
    assert "2daysmorethanentitledwereused." in pages(trm_report.document(over, "en"))[0]


def test_planning_beyond_what_is_left_is_said(report, entry):
    said = _said(
        report(*(entry(day) for day in range(11)), *(entry(20 + day, counted_as="planned") for day in range(3)))
    )
    assert "予定どおり実施すると、契約日数を2日超過します。" in said


def test_planned_days_stand_apart_and_cancelled_ones_are_counted_alone(report, entry, pages):
    mixed = report(
        entry(0, topic="delivered"),
        entry(200, topic="ahead", counted_as="planned"),
        entry(7, topic="called off", counted_as="cancelled"),
        entry(8, topic="called off", counted_as="cancelled"),
    )
    shown = trm_report.content(mixed, "ja")
    assert [row["topic"] for row in shown["delivered"]["rows"]] == ["delivered"]
    assert [row["topic"] for row in shown["planned"]["rows"]] == ["ahead"]
    assert shown["notes"] == ["取消2件は日数に数えず、一覧にも載せていません。"]
    assert "calledoff" not in "".join(pages(trm_report.document(mixed, "ja")))


def test_days_of_other_terms_are_left_out_and_those_of_none_are_listed(report, entry):
    shown = trm_report.content(
        report(
            entry(1),
            entry(-40, term_start=date(2025, 4, 1)),
            entry(-500, term_start=None, counted_as="outside_term", topic="too early"),
            entry(-501, term_start=None, counted_as="cancelled"),
        ),
        "ja",
    )
    assert len(shown["delivered"]["rows"]) == 1
    assert [row["topic"] for row in shown["outside"]["rows"]] == ["too early"]
    assert shown["notes"] == []


def test_onsite_days_that_are_no_block_say_so(report, entry, pages):
    mixed = report(
        entry(0, mode="onsite", block_state="short"),
        entry(9, mode="onsite", block_state="bridged"),
        entry(20, mode="onsite", block_state="valid"),
    )
    blocks = [row["block"] for row in trm_report.content(mixed, "ja")["delivered"]["rows"]]
    assert blocks == ["連続2日未満", "休日またぎ・要合意", ""]
    [page] = pages(trm_report.document(mixed, "ja"))
    assert page.count("連続2日未満") == page.count("休日またぎ・要合意") == 2  # in its row and explained below


def test_a_day_that_the_customer_has_not_confirmed_has_a_frame_to_sign(report, entry):
    shown = trm_report.content(report(entry(0), entry(1, customer_confirmed_on=None)), "ja")
    assert [row["confirmed"] for row in shown["delivered"]["rows"]] == ["2026/4/10(金)", None]
    assert shown["notes"] == ["お客様確認日が空欄の行は、枠内に確認日とご署名(または押印)をお願いいたします。"]


def test_odd_days_are_remarked(report, entry):
    shown = trm_report.content(
        report(
            entry(3, is_closed_day=True),
            entry(4, counted_as="planned", is_planned_behind=True),
            entry(300, counted_as="planned", is_delivered_ahead=True, consultant="別の 担当"),
        ),
        "ja",
    )
    assert shown["delivered"]["rows"][0]["remarks"] == ["休業日"]
    assert [row["remarks"] for row in shown["planned"]["rows"]] == [
        ["予定日経過・実施未登録"],
        ["集計時点より後の実施登録"],
    ]
    assert [row["by"] for row in shown["planned"]["rows"]] == ["", "担当:別の 担当"]


def test_a_running_term_says_what_expires_and_what_is_stranded(report, entry):
    said = _said(report(entry(), stranded_onsite=1.0))
    assert said[0] == "未予約の11日は、このままでは2027/3/31(水)に失効します。次の期間への繰り越しはありません(XII)。"
    assert said[1] == "未使用のクーポン1枚も2027/3/31(水)に失効します(XII)。"
    assert said[2].startswith("使い切れないオンサイト枠:1日。連続2日を組めないため")


def test_an_ended_term_says_what_expired(report, entry):
    said = _said(report(entry(), is_over=True, expired=11.0, coupons_expired=1))
    assert said == ["2027/3/31(水)に期間が終了しました。失効:11日、クーポン1枚(XII)。"]


@pytest.mark.parametrize(
    ("values", "beginning"),
    [
        ({"onsite_used": 4.0, "onsite_remaining": -1.0}, "オンサイトの利用4日は、上限3日を超えています"),
        ({"onsite_remaining": 0.5}, "オンサイトの残は残日数を超えないため、0.5日です"),
        ({"stranded_after_plan": 1.0}, "使い切れないオンサイト枠:予定どおり実施すると1日残ります"),
    ],
)
def test_what_is_odd_about_onsite_days_is_said(values, beginning, report, entry):
    assert any(said.startswith(beginning) for said in _said(report(entry(), **values)))


def test_coupons_of_the_term_are_listed(report, entry, pages):
    used = [
        Coupon(date(2026, 4, 1), date(2026, 6, 1), 1, "Admin basics", "佐藤", "used"),
        Coupon(date(2025, 4, 1), date(2025, 6, 1), 1, "of last year", "鈴木", "used"),
    ]
    [page] = pages(trm_report.document(report(entry(), coupons=used), "ja"))
    assert "2026/6/1(月)1Adminbasics佐藤" in page
    assert "oflastyear" not in page


def test_two_hundred_days_repeat_the_head_and_keep_the_signatures_together(report, entry, pages):
    days = [entry(day % 365, topic=f"topic-{day:03d}.", customer_confirmed_on=None) for day in range(200)]
    read = pages(trm_report.document(report(*days, entitled=200.0), "ja"))
    head = "実施日日数形態テーマ成果物お客様確認日残日数"
    printed = "".join(read)
    assert len(read) > 4
    assert all(f"topic-{day:03d}." in printed for day in range(200))
    assert all(head in page for page in read if "topic-" in page)
    assert all(f"{number}/{len(read)}" in page for number, page in enumerate(read, start=1))
    assert all("集計時点2026/10/5(月)08:30データ版v-000007" in page for page in read)
    assert all("TRM実施報告・残日数表試験工業御中" in page for page in read[1:])
    [signed] = [page for page in read if "上記の実施内容および残日数に相違ない" in page]
    assert signed is read[-1]
    assert signed.count("部署・役職") == signed.count("氏名") == 2


@pytest.mark.parametrize("days", range(30))
def test_signatures_never_break_and_never_stand_alone(days, report, entry, pages):
    last = pages(trm_report.document(report(*(entry(day) for day in range(days)), entitled=48.0), "ja"))[-1]
    assert last.count("確認日") >= 2 and last.count("部署・役職") == 2 and last.count("印") == 2
    assert "数字の根拠" in last
    assert f"契約日数48・利用{days}・残{48 - days}・予定0(集計時点2026/10/5(月)08:30)" in last


def test_english_speaks_english(report, entry):
    english = trm_report.content(
        report(
            entry(0, mode="onsite", block_state="bridged", topic="t", deliverable="d"),
            customer_name="X",
            consultant="Y",
        ),
        "en",
    )
    english["frame"].pop("maker")
    assert not re.findall(r"[ぁ-ヿ一-鿿]", re.sub("山田 花子", "", str(english)))
    assert english["facts"][0] == ["TRM type", "TRM Basic"]
    assert english["delivered"]["rows"][0]["date"] == "Wed 1 Apr 2026"


def test_names_that_are_not_known_are_shown_as_exported(report, entry):
    shown = trm_report.content(report(entry(), customer_name=None, consultant=None, trm_type="gold"), "ja")
    assert shown["frame"]["addressed"] == "C-900 御中"
    assert [value for _, value in shown["facts"]][0::3] == ["gold", "未定"]


def _said(report) -> list[str]:
    return [one["text"] for one in trm_report.content(report, "ja")["balance"]["statements"]]
