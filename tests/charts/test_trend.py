"""The trend's rows: one a month, labelled so that nothing hides the line."""

import pandas as pd
import pytest

from charts import sparkline, trend


def months(*counts):
    return pd.DataFrame(
        [{"month": month, "met": met, "breached": breached, "overdue": 0} for month, met, breached in counts]
    )


def drawn(*counts, inside=()):
    return trend.rows(months(*counts), set(inside), 0.95, "ja").to_dict("records")


def test_a_month_shows_its_share_rounded_down_and_its_counts():
    [row] = drawn(("2026-04", 2, 1))
    assert (row["share"], row["counts"]) == ("66.6%", "2/3")


def test_the_year_stands_under_the_first_month_and_under_january():
    rows = drawn(("2025-11", 1, 0), ("2025-12", 1, 0), ("2026-01", 1, 0), ("2026-02", 1, 0))
    assert [row["label"] for row in rows] == ["11月|2025", "12月", "1月|2026", "2月"]


def test_a_month_without_judged_tickets_has_no_point():
    row = drawn(("2026-04", 5, 0), ("2026-05", 0, 0))[1]
    assert pd.isna(row["attainment"]) and row["share"] == "–"


def test_the_label_of_a_dip_stands_below_the_line():
    rows = drawn(("2026-04", 9, 1), ("2026-05", 5, 5), ("2026-06", 8, 2))
    assert [row["side"] for row in rows] == ["above", "below", "above"]


def test_only_the_months_of_the_period_are_shaded():
    rows = drawn(("2026-03", 1, 0), ("2026-04", 1, 0), inside=["2026-04"])
    assert [row["inside"] for row in rows] == [False, True]


def test_the_axis_leaves_room_under_the_lowest_month():
    rows = drawn(("2026-03", 7, 3), ("2026-04", 10, 0))
    assert [row["bottom"] for row in rows] == pytest.approx([0.655, 0.655])  # 0.7 less 0.15 of the 0.3 above it


def test_a_sparkline_leaves_a_gap_where_a_month_has_no_share():
    assert sparkline.image([0.9, 0.95, None, 0.9, 0.92]).count("M") == 2
    assert sparkline.image([0.9, None]) == ""
