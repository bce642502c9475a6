"""The heatmap's rows: what stands in a cell."""

import pandas as pd
import pytest

from charts import heatmap


def cell(met, breached=0, overdue=0, running=0, not_measured=0):
    return {
        "program": "ivanti",
        "tier": "standard",
        "tier_name": "スタンダードサポート",
        "severity": "S1",
        "minutes": 120,
        "clock": "business",
        "met": met,
        "breached": breached,
        "overdue": overdue,
        "running": running,
        "not_measured": not_measured,
    }


def drawn(*cells, language="ja"):
    return heatmap.rows(pd.DataFrame(cells), 0.95, language).to_dict("records")


def test_a_cell_leads_with_sign_and_share_then_counts_then_the_contract_target():
    [row] = drawn(cell(38, 1, 1))
    assert (row["share"], row["counts"], row["target"]) == ("✓ 95.0%", "38/40件", "2時間・営業時間")


def test_english_cells_have_no_japanese_units():
    [row] = drawn(cell(38, 2), language="en")
    assert (row["counts"], row["target"]) == ("38/40", "2 h · business hours")


def test_999_of_1000_is_never_rounded_up_to_100_percent():
    [row] = drawn(cell(9999, 1))
    assert row["share"] == "✓ 99.9%"


def test_an_overdue_ticket_counts_against_the_share_and_a_running_one_does_not():
    [row] = drawn(cell(9, overdue=1, running=5))
    assert (row["share"], row["counts"], row["running"]) == ("▼ 90.0%", "9/10件", "5件")


def test_a_cell_without_judged_tickets_is_a_dash_with_its_target():
    [row] = drawn(cell(0, running=3))
    assert (row["share"], row["counts"], row["state"], row["interval"]) == ("–", "0/0件", "empty", "–")
    assert row["target"] == "2時間・営業時間"


@pytest.mark.parametrize(
    ("met", "breached", "state"), [(95, 5, "at"), (94, 6, "near"), (90, 10, "near"), (89, 11, "below")]
)
def test_standing_at_the_edges_of_the_guide_value(met, breached, state):
    assert drawn(cell(met, breached))[0]["state"] == state


def test_fewer_than_ten_judged_tickets_are_pale():
    assert [row["few"] for row in drawn(cell(9), cell(10))] == [True, False]
