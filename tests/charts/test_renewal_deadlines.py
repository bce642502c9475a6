"""The strip of deadlines ahead, worked by hand: which of them count, on which day, and the next one."""

from datetime import date, timedelta

import pandas as pd
import pytest

from charts import renewal_deadlines

AS_OF = date(2026, 10, 5)


def term(**given):
    usual = {
        "kind": "support",
        "id": "K-1",
        "customer_name": "青葉精機",
        "end_on": date(2027, 2, 1),
        "notice_by": date(2026, 11, 3),
        "state": "notice_window",
    }
    return {**usual, **given}


def drawn(*terms, language="ja"):
    return renewal_deadlines.frames(pd.DataFrame(terms, columns=[*term()]), AS_OF, language)


def marks(*terms):
    return [(mark.kind, mark.on, mark.terms) for mark in drawn(*terms)["marks"].itertuples()]


@pytest.mark.parametrize(("passed", "is_drawn"), [(-1, False), (0, True), (60, True), (61, False)])
def test_today_and_the_sixtieth_day_are_drawn(passed, is_drawn):
    day = AS_OF + timedelta(days=passed)
    assert marks(term(notice_by=day)) == ([("notice", day.isoformat(), 1)] if is_drawn else [])


@pytest.mark.parametrize("state", ["renewed", "ended", "lapsed", "nonrenewal_notified", "late_notice"])
def test_a_notice_that_was_given_or_needs_none_is_no_deadline(state):
    assert marks(term(state=state)) == []


def test_the_end_of_a_support_term_counts_until_it_is_renewed_and_paid():
    ends = date(2026, 10, 15)
    states = ("expiring_unrenewed", "payment_open", "renewed")
    assert marks(*[term(end_on=ends, notice_by=None, state=state) for state in states]) == [("end", "2026-10-15", 2)]


def test_trm_days_expire_even_when_the_term_renews_itself():
    trm = term(kind="trm", end_on=date(2026, 10, 31), notice_by=date(2026, 9, 1), state="auto_renewal_fixed")
    assert marks(trm) == [("expiry", "2026-10-31", 1)]


def test_terms_of_one_day_are_one_mark_with_their_number():
    frames = drawn(*[term(id=f"K-{number}", customer_name=f"顧客{number}") for number in range(11)])
    [mark] = frames["marks"].to_dict("records")
    assert (mark["label"], mark["count"]) == ("×11", "11件")
    assert mark["customers"] == "顧客0、顧客1、顧客2、顧客3、顧客4ほか6社"


def test_a_lane_says_its_count_and_its_next_deadline():
    later = term(id="K-2", notice_by=date(2026, 11, 20), customer_name="白鷺電装")
    lanes = drawn(later, term())["lanes"]
    assert lanes["lane"].tolist() == ["不更新通知期限 2件", "サポート終了 0件", "TRM失効 0件"]
    assert lanes["next"].tolist() == ["次 11/3(火) 青葉精機", "–", "–"]
    english = drawn(later, term(), language="en")["lanes"]
    assert english["lane"].tolist() == ["Notice dates: 2", "Support ends: 0", "TRM expiries: 0"]
    assert english["next"].tolist()[0] == "Next Tue 3 Nov 青葉精機"


def test_a_customer_with_two_contracts_is_named_once():
    [mark] = drawn(term(), term(id="K-2"))["marks"].to_dict("records")
    assert (mark["terms"], mark["customers"]) == (2, "青葉精機")


def test_without_terms_the_lanes_stand_empty():
    frames = drawn()
    assert frames["marks"].empty and len(frames["lanes"]) == 3
    assert frames["weeks"]["label"].tolist()[:3] == ["集計時点 10/5", "10/12", "10/19"]
