"""The timeline's frames, worked by hand: bars, notice windows, deadlines, signs, states."""

from datetime import date, timedelta

import pandas as pd
import pytest

from charts import renewal_timeline
from charts.dates import wall

AS_OF = date(2026, 10, 5)


def term(**given):
    usual = {
        "kind": "support",
        "id": "K-1",
        "customer_name": "青葉精機",
        "start_on": date(2026, 4, 1),
        "end_on": date(2027, 3, 31),
        "notice_by": date(2026, 12, 31),
        "notice_by_working_day": date(2026, 12, 28),
        "notice_on": None,
        "state": "active",
        "state_name": "有効",
        "next_start": None,
    }
    return {**usual, **given}


TRM = {
    "kind": "trm",
    "id": "TRM-1",
    "start_on": date(2025, 11, 1),
    "end_on": date(2026, 10, 31),
    "notice_by": date(2026, 9, 1),
    "notice_by_working_day": date(2026, 9, 1),
    "state": "auto_renewal_fixed",
    "state_name": "自動更新確定",
}


def drawn(*terms, language="ja", **more):
    return renewal_timeline.frames(pd.DataFrame(terms, columns=[*term()]), AS_OF, language, **more)


def marks(*terms, language="ja"):
    found = drawn(*terms, language=language)["marks"]
    return {mark.mark: (mark.at, bool(mark.passed), mark.label) for mark in found.itertuples()}


def test_the_window_is_the_thirty_days_before_the_notice_date_and_that_day_itself():
    [window] = drawn(term())["windows"].to_dict("records")
    assert (window["start"], window["end"]) == (wall(date(2026, 12, 1)), wall(date(2027, 1, 1)))


def test_another_length_of_the_window_may_be_set():
    [window] = drawn(term(), window_days=10)["windows"].to_dict("records")
    assert window["start"] == wall(date(2026, 12, 21))


def test_a_support_term_has_its_notice_date_its_working_day_and_its_end():
    assert marks(term()) == {
        "notice": (wall(date(2027, 1, 1)), False, "12/31"),
        "working": (wall(date(2026, 12, 28)), False, "12/28"),
        "end": (wall(date(2027, 4, 1)), False, ""),
    }
    assert marks(term(), language="en")["working"][2] == "28 Dec"


def test_a_notice_date_on_a_working_day_has_no_twin():
    assert "working" not in marks(term(notice_by_working_day=date(2026, 12, 31)))


def test_a_term_without_notice_date_has_only_its_end():
    frames = drawn(term(notice_by=None, notice_by_working_day=None))
    assert frames["windows"].empty
    assert frames["marks"]["mark"].tolist() == ["end"]
    assert frames["terms"]["notice"].tolist() == ["–"]


def test_trm_renews_itself_after_its_notice_date():
    assert marks(term(**TRM))["fixed"] == (wall(date(2026, 9, 2)), True, "")
    assert "end" not in marks(term(**TRM))


def test_on_the_notice_date_itself_nothing_is_passed():
    assert marks(term(**{**TRM, "notice_by": AS_OF}))["fixed"][1] is False
    assert marks(term(**{**TRM, "notice_by": AS_OF - timedelta(days=1)}))["fixed"][1] is True


@pytest.mark.parametrize(("given", "renews"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_only_a_notice_in_time_keeps_trm_from_renewing_itself(given, renews):
    assert ("fixed" in marks(term(**TRM, notice_on=given))) is renews


def test_a_renewed_support_term_does_not_lapse():
    assert "end" not in marks(term(next_start=date(2027, 4, 1), state="renewed"))


def test_terms_of_one_contract_share_a_row_and_the_successor_has_the_second_tone():
    later = term(start_on=date(2027, 4, 1), end_on=date(2028, 3, 31), state="upcoming")
    frames = drawn(later, term(next_start=date(2027, 4, 1), state="renewed", state_name="更新済"))
    assert frames["rows"]["row"].tolist() == ["青葉精機 K-1"]
    assert frames["terms"]["look"].tolist() == ["support", "support_next"]
    assert frames["states"]["label"].tolist() == ["✓ 更新済"]


def test_a_successor_outside_the_rows_runs_to_the_edge_of_the_picture():
    frames = drawn(term(end_on=date(2026, 12, 31), next_start=date(2027, 1, 1), state="renewed"))
    following = frames["terms"].iloc[1]
    assert (following["look"], following["start"]) == ("support_next", wall(date(2027, 1, 1)))
    assert following["end"] == frames["edges"]["at"].max()


def test_the_row_of_a_term_that_has_ended_is_the_last_one():
    earlier = term(start_on=date(2024, 9, 1), end_on=date(2025, 8, 31), state="renewed", next_start=date(2025, 9, 1))
    last = term(start_on=date(2025, 9, 1), end_on=date(2026, 8, 31), state="lapsed", state_name="失効")
    frames = drawn(earlier, last)
    assert frames["states"]["label"].tolist() == ["✕ 失効"]
    assert frames["terms"]["look"].tolist() == ["support"]


def test_support_and_trm_of_one_id_are_two_rows():
    rows = drawn(term(), term(**{**TRM, "id": "K-1"}))["rows"]
    assert rows["row"].tolist() == ["青葉精機 K-1", "青葉精機 K-1 (trm)"]
    assert rows["order"].tolist() == [0, 1]


def test_a_long_name_is_cut_and_its_id_is_not():
    long = "株式会社とても長い名前の製造工業"
    assert drawn(term(customer_name=long))["rows"]["row"].tolist() == ["株式会社とても長い名前… K-1"]


def test_nothing_is_drawn_outside_the_picture_however_far_the_dates():
    far = term(id="K-2", start_on=date(1990, 1, 1), end_on=date.max, notice_by=date(9999, 10, 2))
    old = term(id="K-3", start_on=date(2001, 1, 1), end_on=date(2001, 12, 31), state="lapsed")
    frames = drawn(term(), far, old)
    first, last = frames["edges"]["at"]
    assert frames["terms"]["start"].min() >= first and frames["terms"]["end"].max() <= last
    assert frames["marks"]["at"].between(first, last).all()
    assert set(frames["rows"]["id"]) == set(frames["states"]["id"]) == {"K-1", "K-2", "K-3"}
    assert last - first < (1000 * 86_400_000)


def test_today_is_labelled_in_both_languages():
    assert drawn(term())["today"]["label"].tolist() == ["集計時点 10/5(月)"]
    assert drawn(term(), language="en")["today"]["label"].tolist() == ["As of Mon 5 Oct"]


def test_no_terms_make_empty_frames():
    frames = drawn()
    assert frames["rows"].empty and frames["terms"].empty and len(frames["edges"]) == 2
