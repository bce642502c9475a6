"""The sheet before a TRM term ends: one page a subscription, and what happens by itself."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from papers import trm_term_end
from papers.model import TrmTermEnd

NOTICE_BY = date(2027, 1, 30)


def at(basis, *moment: int):
    """The basis at an instant of Tokyo's wall clock."""
    return replace(basis, as_of=datetime(*moment, tzinfo=UTC) - (datetime(2026, 1, 1, 9) - datetime(2026, 1, 1)))


@pytest.mark.parametrize(
    ("moment", "values", "expected"),
    [
        ((2026, 12, 31, 12), {}, "renews"),
        ((2027, 1, 30, 23, 59), {}, "renews"),  # the day itself is still in time
        ((2027, 1, 31, 0, 0), {}, "renewal_fixed"),
        ((2027, 2, 10, 12), {"notice_on": NOTICE_BY, "is_last": True}, "ends"),
        ((2027, 2, 10, 12), {"notice_on": date(2027, 1, 31)}, "renews_late_notice"),
        # a notice that was late for this term and ends a later one
        ((2027, 2, 10, 12), {"notice_on": date(2027, 2, 9), "is_last": False}, "renews_late_notice"),
    ],
)
def test_what_happens_by_itself(moment, values, expected, ledger, basis):
    assert trm_term_end.course(ledger(**values), at(basis, *moment)) == expected


def test_one_page_a_subscription(ledger, basis, pages):
    sheet = TrmTermEnd(tuple(ledger(subscription_id=f"TRM-90{number}") for number in range(4)), basis)
    for language in ("ja", "en"):
        read = pages(trm_term_end.document(sheet, language))
        assert [re.findall(r"TRM-90\d", page) for page in read] == [[f"TRM-90{number}"] for number in range(4)]
        assert all("試験工業" in page for page in read)


def test_the_page_says_what_is_left_until_when_and_what_happens(ledger, basis, pages):
    left = ledger(used=8.0, remaining=4.0, uncommitted=3.0, planned=1.0, bookable_days=32, stranded_onsite=1.0)
    [page] = pages(trm_term_end.document(TrmTermEnd((left,), basis), "ja"))
    for said in (
        "契約日数12−利用8=残4−予定1=未予約3",
        "未予約の3日は、このままでは2027/3/31(水)に失効します。",
        "予約できる営業日は32日です(担当コンサルタントの他の予定を除く)。残は4日です。",
        "不更新通知期限2027/1/30(土)",
        "同・直前の営業日(実務上の期限)2027/1/29(金)",
        "いずれかの当事者が相手方に、期間終了の60日前までに書面で通知します(XII)。",
        "2027/1/30(土)までに通知がなければ、さらに12か月間、自動更新されます(XII)。",
        "未使用のTRM日数とクーポンは2027/3/31(水)に失効します。更新後の期間には繰り越せません(XII)。",
        "更新するか決め、更新しない場合は書面で通知する2027/1/29(金)",
        "予定1日を実施する",
        "使い切れないオンサイト枠の扱いを決める",
        "クーポン1枚の受講者とコースを決める",
        "集計時点2026/10/5(月)08:30",
    ):
        assert said in page


def test_steps_follow_from_what_is_left(ledger, basis):
    def steps(**values) -> list[str]:
        page = trm_term_end.content(TrmTermEnd((ledger(**values),), basis), "en")["pages"][0]
        return [step.split(":")[0] for step, _ in page["next"]["rows"]]

    assert steps(uncommitted=0.0, coupons_remaining=0) == [
        "Decide on the renewal; give written notice if the service is to end",
        "Check and sign the day report and balance",
    ]
    assert steps(uncommitted=0.0, coupons_remaining=0, is_last=True, notice_on=NOTICE_BY) == [
        "Check and sign the day report and balance"
    ]
    assert steps(is_over=True, is_last=True) == ["Check and sign the day report and balance"]


def test_too_few_working_days_are_an_alarm(ledger, basis):
    page = trm_term_end.content(TrmTermEnd((ledger(bookable_days=5, is_feasible=False),), basis), "ja")["pages"][0]
    alarms = [one["text"] for one in page["bookable"]["statements"] if one["alarm"]]
    assert alarms == ["残12日は、予約できる営業日5日では使い切れません。"]


def test_a_term_that_is_over_has_nothing_to_book(ledger, basis):
    page = trm_term_end.content(TrmTermEnd((ledger(is_over=True, bookable_days=None),), basis), "ja")["pages"][0]
    assert [one["text"] for one in page["bookable"]["statements"]] == [
        "2027/3/31(水)に期間が終了しているため、予約できる日はありません。"
    ]


@pytest.mark.parametrize("party", ["customer", "vendor", None, "a third one"])
def test_a_notice_says_by_whom(party, ledger, basis, pages):
    given = ledger(notice_on=date(2026, 12, 1), notice_by_party=party, is_last=True)
    [page] = pages(trm_term_end.document(TrmTermEnd((given,), basis), "ja"))
    words = {"customer": "お客様より", "vendor": "当社より", None: "通知者の記録なし"}.get(party, "athirdone")
    assert f"不更新の通知({words})2026/12/1(火)" in page
    assert f"不更新の通知(2026/12/1(火)・{words})により、2027/3/31(水)で終了し、更新されません(XII)。" in page


def test_the_same_content_gives_the_same_bytes(ledger, basis):
    sheet = TrmTermEnd((ledger(), ledger(subscription_id="TRM-901")), basis)
    assert trm_term_end.document(sheet, "en") == trm_term_end.document(sheet, "en")
