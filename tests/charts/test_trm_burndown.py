"""The burn-down of a term: steps on the right dates, what is planned, the pace, overuse, and the labels' places."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from charts import trm_burndown
from charts.trm_notices import days, number

START, END, AS_OF = date(2026, 4, 1), date(2027, 3, 31), date(2026, 9, 30)
LEDGER = {
    "term_start": START,
    "term_end": END,
    "entitled": 12.0,
    "remaining": 9.0,
    "uncommitted": 9.0,
    "expired": 0.0,
    "notice_by": date(2027, 1, 30),
    "forecast": None,
}


def entries(*rows):
    columns = ["date", "days", "counted_as", "mode", "topic"]
    return pd.DataFrame([[*row, *("used", "remote", "定例")[len(row) - 2 :]] for row in rows], columns=columns)


def frames(*rows, as_of=AS_OF, language="ja", **changed):
    return trm_burndown.frames(LEDGER | changed, entries(*rows), as_of, language)


def line(drawn, series):
    lines = drawn["lines"]
    own = lines[lines["series"] == series].sort_values("order")
    return [
        (datetime.fromtimestamp(at / 1000, UTC).date(), left) for at, left in zip(own["at"], own["left"], strict=True)
    ]


def labels(drawn, frame):
    return drawn[frame]["label"].tolist()


def test_every_use_lowers_the_line_on_its_date_and_half_a_day_by_half():
    drawn = frames((date(2026, 6, 9), 1.0), (date(2026, 5, 12), 0.5), (date(2026, 8, 4), 1.0))
    steps = [(date(2026, 5, 12), 11.5), (date(2026, 6, 9), 10.5), (date(2026, 8, 4), 9.5)]
    assert line(drawn, "used") == [(START, 12.0), *steps, (AS_OF, 9.5)]


def test_two_uses_of_one_date_are_one_step():
    drawn = frames((date(2026, 6, 9), 0.5, "used", "remote", "午前"), (date(2026, 6, 9), 1.0, "used", "onsite", "午後"))
    assert line(drawn, "used")[1] == (date(2026, 6, 9), 10.5)
    [use] = drawn["uses"].to_dict("records")
    assert (use["days"], use["mode"], use["topic"], use["balance"]) == (
        "1.5日",
        "リモート、オンサイト",
        "午前、午後",
        "10.5日",
    )


def test_cancelled_days_and_days_outside_the_term_lower_nothing():
    drawn = frames((date(2026, 6, 9), 1.0, "cancelled"), (date(2026, 3, 30), 1.0, "outside_term"))
    assert line(drawn, "used") == [(START, 12.0), (AS_OF, 12.0)]
    assert drawn["uses"].empty


def test_the_planned_line_goes_on_from_the_as_of_date_to_the_end():
    drawn = frames((date(2026, 6, 9), 1.0), (date(2026, 11, 10), 1.0, "planned"), (date(2027, 1, 12), 0.5, "planned"))
    steps = [(AS_OF, 11.0), (date(2026, 11, 10), 10.0), (date(2027, 1, 12), 9.5), (END, 9.5)]
    assert line(drawn, "planned") == steps


def test_a_plan_that_was_not_kept_lowers_the_line_at_the_as_of_date():
    drawn = frames((date(2026, 8, 4), 1.0, "planned"))
    assert line(drawn, "used") == [(START, 12.0), (AS_OF, 12.0)]
    assert line(drawn, "planned") == [(AS_OF, 12.0), (AS_OF, 11.0), (END, 11.0)]


def test_the_pace_leads_from_what_is_left_to_the_forecast():
    drawn = frames((date(2026, 6, 9), 3.0), forecast=5.5)
    assert line(drawn, "forecast") == [(AS_OF, 9.0), (END, 6.5)]


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_without_a_forecast_the_pace_is_neither_drawn_nor_in_the_key(nothing):
    drawn = frames(forecast=nothing)
    assert line(drawn, "forecast") == []
    assert drawn["series"]["series"].tolist() == ["used", "planned", "even"]


def test_even_use_is_the_straight_line_to_nothing():
    assert line(frames(), "even") == [(START, 12.0), (END, 0.0)]


def test_a_term_that_has_ended_shows_neither_plan_nor_pace_nor_today():
    drawn = frames(
        (date(2026, 6, 9), 1.0), (date(2027, 2, 1), 1.0, "planned"), as_of=date(2027, 4, 1), forecast=1.0, expired=9.0
    )
    assert drawn["series"]["series"].tolist() == ["used", "even"]
    assert line(drawn, "used")[-1] == (END, 11.0)
    assert drawn["deadlines"]["name"].tolist() == ["end", "notice"]
    assert labels(drawn, "deadlines")[0] == "満了 3/31(水)・9日が失効しました"


def test_the_last_day_of_the_term_still_runs():
    drawn = frames(as_of=END)
    assert "today" in drawn["deadlines"]["name"].tolist()
    assert "が失効しました" not in labels(drawn, "deadlines")[0]


def test_overuse_goes_below_zero_and_is_an_area_from_the_use_on():
    used = [(date(2026, 5, day), 1.0) for day in range(1, 14)]
    drawn = frames(*used, remaining=-1.0, uncommitted=-1.0)
    assert line(drawn, "used")[-1] == (AS_OF, -1.0)
    bottom = drawn["over"].to_dict("records")[0]
    at = (datetime(2026, 5, 13) - datetime(1970, 1, 1)).total_seconds() * 1000
    assert (bottom["start"], bottom["left"], bottom["zero"]) == (at, -1.0, 0.0)
    assert drawn["edges"]["left"].min() < -1.0
    assert labels(drawn, "deadlines")[0] == "満了 3/31(水)・▲1日超過"
    assert "▲1日超過" in labels(drawn, "notes")


def test_use_down_to_zero_is_no_overuse():
    drawn = frames((date(2026, 5, 1), 12.0), remaining=0.0, uncommitted=0.0)
    assert drawn["over"].empty
    assert drawn["edges"]["left"].min() == 0.0
    assert labels(drawn, "deadlines")[0] == "満了 3/31(水)・失効なし"


def test_the_deadlines_say_what_expires_in_both_languages():
    named = {language: labels(frames(uncommitted=4.0, language=language), "deadlines") for language in ("ja", "en")}
    assert named["ja"] == ["満了 3/31(水)・4日が失効", "不更新通知期限 1/30(土)", "集計時点 9/30(水)"]
    assert named["en"] == ["Ends Wed 31 Mar · 4 days expire", "Notice due Sat 30 Jan", "As of Wed 30 Sep"]
    assert labels(frames(uncommitted=1.0, language="en"), "deadlines")[0] == "Ends Wed 31 Mar · 1 day expires"


def test_labels_late_in_the_term_stand_left_of_their_rule():
    sides = frames()["deadlines"].set_index("name")["side"]
    assert sides.to_dict() == {"end": "right", "notice": "right", "today": "left"}


def test_a_pace_that_ends_at_nothing_but_for_a_trace_is_no_overuse():
    assert "ペース予測 残0日" in labels(frames(forecast=12.001), "notes")


def test_labels_at_the_same_height_are_pushed_apart():
    drawn = frames(forecast=0.0)
    ends = drawn["notes"][drawn["notes"]["place"] == "end"]
    assert ends["left"].tolist() == [12.0, 12.0]
    pixels = ends["y"].diff().abs().iloc[1] / 12.0 * (trm_burndown.HEIGHT - trm_burndown.TOP)
    assert pixels == pytest.approx(16)


@pytest.mark.parametrize(
    ("amount", "ja", "en"),
    [(4.0, "4日", "4 days"), (1.0, "1日", "1 day"), (0.5, "0.5日", "0.5 days"), (-1.5, "−1.5日", "−1.5 days")],
)
def test_days_are_written_without_needless_decimals(amount, ja, en):
    assert (days(amount, "ja"), days(amount, "en")) == (ja, en)


def test_a_rounded_nothing_bears_no_sign_and_hundreds_no_decimals():
    assert (number(0.0), number(200.0), number(-0.04)) == ("0", "200", "0")
