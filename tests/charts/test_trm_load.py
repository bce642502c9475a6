"""A consultant's months: stacks by customer, the months ahead, and months over their working days."""

from datetime import date

import pandas as pd
import pytest

from charts import trm_load, trm_team

AS_OF = date(2026, 10, 5)
CAPACITY = pd.DataFrame({"month": ["2026-09", "2026-10", "2026-11"], "working_days": [19, 21, 18]})


def load(*rows):
    columns = ["month", "customer_name", "used", "planned"]
    frame = pd.DataFrame([[*row] for row in rows], columns=columns)
    return frame.assign(customer_id=frame["customer_name"], consultant="長谷部 隆")


def frames(*rows, language="ja"):
    return trm_load.frames(load(*rows), CAPACITY, AS_OF, language)


def stack(drawn, month):
    parts = drawn["parts"]
    own = parts[parts["month"] == month]
    return [(part.status, part.customer, part.low, part.high) for part in own.itertuples()]


def test_used_days_stand_under_planned_ones_and_the_busiest_customer_lowest():
    drawn = frames(("2026-10", "青葉精機", 1.0, 2.0), ("2026-10", "北斗物産", 0.5, 4.0))
    assert stack(drawn, "2026-10") == [
        ("used", "北斗物産", 0.0, 0.5),
        ("used", "青葉精機", 0.5, 1.5),
        ("planned", "北斗物産", 1.5, 5.5),
        ("planned", "青葉精機", 5.5, 7.5),
    ]
    assert drawn["key"]["label"].tolist() == ["① 北斗物産", "② 青葉精機"]


def test_the_months_are_past_now_and_ahead_of_the_as_of_date():
    months = frames()["months"]
    assert months["phase"].tolist() == ["past", "now", "ahead"]
    assert months["label"].tolist() == ["9月|2026", "10月|集計時点", "11月"]


@pytest.mark.parametrize(("days", "total"), [(18.0, "18/18"), (18.5, "▲18.5/18")])
def test_a_month_is_over_only_beyond_its_working_days(days, total):
    november = frames(("2026-11", "青葉精機", 0.0, days))["months"].iloc[2]
    assert november["total"] == total
    assert bool(november["over"]) is (days > 18)


def test_the_sixth_customer_makes_the_fifth_colour_the_others():
    names = "ABCDEF"
    six = frames(*(("2026-09", name, 9.0 - place, 0.0) for place, name in enumerate(names)))
    assert six["key"]["label"].tolist() == ["① A", "② B", "③ C", "④ D", "⑤ ほか2社"]
    assert stack(six, "2026-09")[-1] == ("used", "ほか2社", 30.0, 39.0)
    five = frames(*(("2026-09", name, 9.0 - place, 0.0) for place, name in enumerate(names[:5])))
    assert five["key"]["label"].tolist()[-1] == "⑤ E"


def test_months_outside_the_picture_count_for_nothing():
    drawn = frames(("2026-08", "青葉精機", 9.0, 0.0), ("2026-09", "北斗物産", 1.0, 0.0))
    assert drawn["key"]["label"].tolist() == ["① 北斗物産"]


def test_an_unknown_customer_is_named_by_its_id():
    own = load(("2026-09", None, 1.0, 0.0)).assign(customer_id="TRM-404")
    assert trm_load.frames(own, CAPACITY, AS_OF, "ja")["key"]["label"].tolist() == ["① TRM-404"]


def test_a_consultant_without_days_has_months_and_no_parts():
    drawn = frames()
    assert drawn["parts"].empty and drawn["key"].empty
    assert drawn["months"]["total"].tolist() == ["0/19", "0/21", "0/18"]


def test_the_team_has_a_cell_for_every_consultant_and_month():
    both = pd.concat(
        [load(("2026-09", "青葉精機", 9.5, 0.0)), load(("2026-11", "北斗物産", 0, 20.0)).assign(consultant="宮園 航")]
    )
    rows = trm_team.rows(both, CAPACITY, AS_OF, "ja")
    assert len(rows) == 6
    cells = rows.set_index(["consultant", "month"])
    half, over, empty = (
        cells.loc[place] for place in (("長谷部 隆", "2026-09"), ("宮園 航", "2026-11"), ("宮園 航", "2026-09"))
    )
    assert (half["filled"], half["share"], half["total"]) == (0.5, "50.0%", "9.5/19")
    assert (over["over"], over["share"], over["total"]) == (True, "111.1%", "▲20/18")
    assert (empty["filled"], empty["share"]) == (0.0, "0.0%")


def test_no_load_at_all_is_an_empty_table():
    assert trm_team.rows(load(), CAPACITY, AS_OF, "ja").empty
