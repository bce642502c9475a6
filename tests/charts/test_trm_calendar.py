"""The calendar of a term: one cell a day, parts of days, onsite blocks, today and the end."""

from datetime import date, timedelta

import pandas as pd
import pytest

from charts import trm_calendar

START, END, AS_OF = date(2026, 5, 15), date(2027, 5, 14), date(2026, 10, 5)
LEDGER = {"term_start": START, "term_end": END, "uncommitted": 6.5, "remaining": 20.0, "expired": 0.0}


def days(*holidays, start=START, end=END):
    term = [start + timedelta(days=passed) for passed in range((end - start).days + 1)]
    return pd.DataFrame({"date": term, "is_open": [day.weekday() < 5 and day not in holidays for day in term]})


def entries(*rows):
    columns = ["date", "days", "mode", "counted_as", "block_state", "topic"]
    return pd.DataFrame([[*row, *("remote", "used", None, "定例")[len(row) - 2 :]] for row in rows], columns=columns)


def frames(*rows, closed=(), as_of=AS_OF, language="ja"):
    return trm_calendar.frames(LEDGER, days(*closed), entries(*rows), as_of, language)


def on(drawn, said):
    cells = drawn["cells"]
    return cells[cells["date"] == said].to_dict("records")


def test_every_day_of_the_term_has_one_cell_in_its_month_and_place():
    cells = frames()["cells"]
    assert len(cells) == 365
    first, last = cells.iloc[0], cells.iloc[-1]
    assert (int(first["left"]), int(first["top"])) == (15, 0)
    assert (int(last["left"]), int(last["top"])) == (14, 12)
    assert (first["date"], last["date"]) == ("2026/5/15(金)", "2027/5/14(金)")


def test_months_bear_the_year_at_the_start_and_in_january():
    months = frames()["months"]["label"].tolist()
    assert len(months) == 13
    assert (months[0], months[1], months[8], months[12]) == ("2026年5月", "6月", "2027年1月", "5月")


def test_closed_days_are_weekends_and_holidays():
    drawn = frames(closed=[date(2026, 7, 20)])
    assert [cell["open"] for cell in on(drawn, "2026/7/20(月)") + on(drawn, "2026/7/21(火)")] == ["休業日", "営業日"]


def test_a_whole_day_replaces_the_empty_cell_and_is_told():
    [cell] = on(frames((date(2026, 6, 9), 1.0)), "2026/6/9(火)")
    assert cell["kind"] == "used_remote"
    assert (cell["name"], cell["days"], cell["topic"], cell["block"]) == ("利用・リモート", "1日", "定例", "–")


def test_half_a_day_fills_the_lower_half_of_its_cell():
    bare, half = on(frames((date(2026, 6, 9), 0.5)), "2026/6/9(火)")
    assert bare["kind"] == "open"
    assert half["bottom"] == bare["bottom"]
    assert half["bottom"] - half["top"] == pytest.approx((bare["bottom"] - bare["top"]) / 2)


def test_two_halves_fill_the_cell_one_upon_the_other():
    lower, upper = on(
        frames((date(2026, 6, 9), 0.5), (date(2026, 6, 9), 0.5, "onsite", "used", "short")), "2026/6/9(火)"
    )
    assert lower["top"] == pytest.approx(upper["bottom"])
    assert (lower["kind"], upper["kind"], upper["state"], upper["sign"]) == ("used_remote", "used_onsite", "short", "✕")


def test_more_than_a_day_in_one_cell_stays_inside_it():
    cells = on(frames((date(2026, 6, 9), 1.0), (date(2026, 6, 9), 0.5)), "2026/6/9(火)")
    assert [cell["kind"] for cell in cells] == ["used_remote", "used_remote"]
    tall = [cell["bottom"] - cell["top"] for cell in cells]
    assert tall[0] == pytest.approx(2 * tall[1]) and min(cell["top"] for cell in cells) > 1


@pytest.mark.parametrize(
    ("state", "sign", "told"),
    [("valid", "●", "連続2日以上"), ("bridged", "⌒", "⌒ 休日またぎ・要合意"), ("short", "✕", "✕ 連続2日に満たない")],
)
def test_the_state_of_a_block_is_a_sign_and_words(state, sign, told):
    [cell] = on(frames((date(2026, 6, 12), 1.0, "onsite", "planned", state)), "2026/6/12(金)")
    assert (cell["kind"], cell["sign"], cell["block"]) == ("planned_onsite", sign, told)


def test_a_cancelled_day_is_drawn_only_where_nothing_else_is():
    alone = frames((date(2026, 6, 9), 1.0, "remote", "cancelled"))
    beside = frames((date(2026, 6, 9), 1.0, "remote", "cancelled"), (date(2026, 6, 9), 1.0))
    assert [cell["kind"] for cell in on(alone, "2026/6/9(火)")] == ["cancelled"]
    assert [cell["kind"] for cell in on(beside, "2026/6/9(火)")] == ["used_remote"]


def test_entries_outside_the_term_are_not_drawn():
    drawn = frames(
        (date(2026, 6, 9), 1.0, "remote", "outside_term"), (date(2026, 5, 14), 1.0), (date(2027, 5, 15), 1.0)
    )
    assert set(drawn["cells"]["kind"]) == {"open", "closed"}


def onsite(*dates):
    return [(day, 1.0, "onsite", "used", "valid") for day in dates]


def test_a_frame_runs_around_consecutive_onsite_days_across_closed_ones():
    drawn = frames(*onsite(date(2026, 7, 17), date(2026, 7, 21)), closed=[date(2026, 7, 20)])
    [frame] = drawn["blocks"].to_dict("records")
    assert (round(frame["left"]), round(frame["right"]), int(frame["top"])) == (17, 22, 2)


def test_a_working_day_between_parts_two_onsite_days():
    assert frames(*onsite(date(2026, 7, 17), date(2026, 7, 21)))["blocks"].empty


def test_a_block_over_the_end_of_a_month_has_a_frame_in_each():
    frame = frames(*onsite(date(2026, 6, 30), date(2026, 7, 1)))["blocks"].to_dict("records")
    assert sorted((round(box["left"]), round(box["right"])) for box in frame) == [(1, 2), (30, 31)]


def test_a_single_onsite_day_and_a_cancelled_one_have_no_frame():
    assert frames((date(2026, 6, 9), 1.0, "onsite"), (date(2026, 6, 10), 1.0, "onsite", "cancelled"))["blocks"].empty


def test_today_is_marked_inside_the_term_only():
    assert frames()["marks"]["name"].tolist() == ["end", "today"]
    [_, today] = frames()["marks"].to_dict("records")
    assert (today["x"], int(today["y"])) == (5.5, 5)
    assert frames(as_of=date(2027, 5, 15))["marks"]["name"].tolist() == ["end"]


def test_under_the_last_day_stands_what_expires():
    assert frames()["marks"]["label"][0] == "└ 5/14(金) 満了・6.5日が失効"
    assert frames(language="en")["marks"]["label"][0] == "└ Ends Fri 14 May · 6.5 days expire"


def test_the_legend_says_every_sign_in_words_and_fits_under_thirteen_months():
    for language in ("ja", "en"):
        legend = frames(language=language)["legend"]
        assert {"●", "✕", "⌒", "▼"} <= set(legend["sign"])
        assert all(legend["label"]) and legend["bottom"].max() < trm_calendar.ROWS
