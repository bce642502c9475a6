"""The pipeline's frames, worked by hand: stacked stages, weighted sums, counts, quarters, late months."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from charts import renewal_pipeline
from charts.renewal_months import STAGES

AS_OF = date(2026, 10, 5)


def row(month, stage, amount, weighted=None, terms=1, unweighted=0, currency="JPY"):
    return {
        "month": month,
        "stage": stage,
        "currency": currency,
        "terms": terms,
        "amount": Decimal(amount),
        "weighted": weighted,
        "unweighted_terms": unweighted,
    }


def drawn(*rows, language="ja", currency="JPY", as_of=AS_OF, **more):
    columns = [*row("", "", 0)]
    return renewal_pipeline.frames(pd.DataFrame(rows, columns=columns), as_of, currency, language, **more)


def months(*rows, **more):
    return drawn(*rows, **more)["months"].set_index("month")


ROWS = (
    row("2026-09", "renewed", 4_000_000, 4_000_000.0),
    row("2026-11", "quoted", 6_000_000, 3_000_000.0, terms=2),
    row("2026-11", "contacted", 12_000_000, 6_000_000.0, terms=3, unweighted=1),
    row("2026-11", None, 2_000_000, None, unweighted=1),
    row("2026-11", "declined", 1_000_000, 0.0),
)


def test_stages_are_stacked_in_their_fixed_order_whatever_the_order_of_the_rows():
    parts = drawn(*ROWS)["parts"]
    november = parts[parts["month"] == "2026-11"]
    assert [*zip(november["stage"], november["low"], november["high"], strict=True)] == [
        ("contacted", 0.0, 12.0),
        ("quoted", 12.0, 18.0),
        ("declined", 18.0, 19.0),
        ("none", 19.0, 21.0),
    ]
    assert november["sign"].tolist() == ["②", "③", "", "–"]  # 1 of 21 is too thin for a sign


def test_a_month_says_its_amount_its_weighted_amount_and_how_many_contracts():
    november = months(*ROWS).loc["2026-11"]
    assert (november["label"], november["count"], november["weighted"]) == ("21.0", "7件", 9.0)
    assert (november["weighted_amount"], november["unweighted"]) == ("9.0百万円", "2件")
    assert months(*ROWS, language="en").loc["2026-11", "total"] == "¥21.0M"


def test_a_month_in_which_nothing_is_weighted_has_no_tick():
    alone = months(row("2026-11", "quoted", 20_000_000, None, unweighted=1)).loc["2026-11"]
    assert pd.isna(alone["weighted"]) and alone["weighted_amount"] == "–"


def test_only_months_before_the_as_of_month_bear_the_sign_of_what_should_be_decided():
    shown = months(*ROWS, row("2026-10", "quoted", 1_000_000))
    assert shown.loc["2026-09", "label"] == "▲4.0"
    assert shown.loc["2026-10", "label"] == "1.0"
    assert shown["past"].tolist() == [name == "2026-09" for name in shown.index]


def test_every_month_is_drawn_from_the_first_to_the_end_of_the_next_quarter():
    names = [f"2026-{month:02}" for month in range(8, 13)] + ["2027-01", "2027-02", "2027-03"]
    shown = months(row("2026-08", "quoted", 1))
    assert shown.index.tolist() == names
    assert shown["quarter"].tolist() == ["", "", *["this"] * 3, *["next"] * 3]
    assert shown.loc["2026-09", "label"] == shown.loc["2026-09", "count"] == ""
    assert shown[shown["year"] != ""]["year"].to_dict() == {"2026-08": "2026", "2027-01": "2027"}


def test_quarters_follow_the_fiscal_year():
    quarters = drawn(first_month=1)["quarters"]
    assert quarters["label"].tolist() == ["今四半期|FY2026Q4", "来四半期|FY2027Q1"]
    assert quarters["month"].tolist() == ["2026-11", "2027-02"]
    assert drawn(language="en")["quarters"]["label"].tolist() == ["This quarter|FY2026Q3", "Next quarter|FY2026Q4"]


def test_other_currencies_and_far_years_are_counted_not_drawn():
    rows = (*ROWS, row("2026-11", "quoted", 9, currency="USD"), row("9999-12", "quoted", 9, terms=3))
    frames = drawn(*rows)
    assert frames["heading"]["label"].tolist()[0].endswith("ほかに他通貨・範囲外4件")
    assert len(frames["months"]) == 7
    assert frames["parts"]["high"].max() == 21.0
    assert "他通貨" not in drawn(*ROWS)["heading"]["label"].tolist()[0]


def test_the_legend_holds_the_stages_that_occur_with_their_amounts():
    assert drawn(*ROWS)["stages"]["label"].tolist() == [
        "② 連絡済 12.0",
        "③ 見積提示 6.0",
        "✓ 更新済 4.0",
        "✕ 更新辞退 1.0",
        "– 進捗未入力 2.0",
    ]


def test_a_sign_stands_in_the_larger_stretch_that_the_tick_leaves():
    [part] = drawn(row("2026-11", "quoted", 20_000_000, 15_000_000.0))["parts"].to_dict("records")
    assert part["middle"] == 7.5
    [part] = drawn(row("2026-11", "quoted", 20_000_000, 5_000_000.0))["parts"].to_dict("records")
    assert part["middle"] == 12.5


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_stage_has_its_words(language):
    parts = drawn(*[row("2026-11", stage, 1) for stage in STAGES[:-1]], row("2026-11", None, 1), language=language)
    names = parts["parts"]["stage_name"].tolist()
    assert len(set(names)) == len(STAGES) and all(names)


def test_the_as_of_date_may_be_a_timestamp():
    assert drawn(*ROWS, as_of=datetime(2026, 10, 5, 8))["months"].equals(drawn(*ROWS)["months"])
