"""The retention bars, worked by hand: what is due and what became of it, and the rates with their denominators."""

from decimal import Decimal

import pandas as pd

from charts import renewal_retention

# Eleven terms were renewed for 46.2 of their own fees (51.8 in all), one of 3.9 lapsed; 4.9 is not decided.
QUARTER = {
    "period": "FY2026Q2",
    "currency": "JPY",
    "renewed_terms": 11,
    "gone_terms": 1,
    "due": Decimal(55_000_000),
    "renewed_due": Decimal(46_200_000),
    "ended_due": Decimal(0),
    "lapsed_due": Decimal(3_900_000),
    "undecided_due": Decimal(4_900_000),
    "counted_due": Decimal(50_100_000),
    "kept": Decimal(46_150_000),
    "renewed": Decimal(51_800_000),
}
NOTHING = {
    **QUARTER,
    "period": "FY2026Q3",
    "renewed_terms": 0,
    "gone_terms": 0,
    "due": Decimal(8_000_000),
    "renewed_due": Decimal(0),
    "lapsed_due": Decimal(0),
    "undecided_due": Decimal(8_000_000),
    "counted_due": Decimal(0),
    "kept": Decimal(0),
    "renewed": Decimal(0),
}


def drawn(*rows, language="ja", currency="JPY"):
    return renewal_retention.frames(pd.DataFrame(rows, columns=[*QUARTER]), currency, language)


def rates(row, language="ja"):
    return drawn(QUARTER, row, language=language)["periods"]["rates"].tolist()[-1]


def test_the_rates_stand_with_their_denominators_and_are_rounded_down():
    # 46.15/50.1 = 92.11…%, 51.8/50.1 = 103.39…%, 11/12 = 91.66…%
    assert rates(QUARTER) == (
        "GRR 92.1% · 46.2/50.1百万円 | NRR 103.3% · 51.8/50.1百万円 | ロゴ継続率 91.6% · 11/12件"
        " | ✕ 3.9百万円 | … 4.9百万円"
    )
    assert rates(QUARTER, "en") == (
        "GRR 92.1% · ¥46.2/50.1M  |  NRR 103.3% · ¥51.8/50.1M  |  Logos 91.6% · 11/12  |  ✕ ¥3.9M  |  … ¥4.9M"
    )


def test_rates_over_nothing_are_dashes():
    assert rates(NOTHING) == "GRR – | NRR – | ロゴ継続率 – | … 8.0百万円"


def test_the_parts_make_up_what_is_due():
    parts = drawn(QUARTER)["parts"]
    assert [*zip(parts["part"], parts["low"], parts["high"], strict=True)] == [
        ("renewed", 0.0, 46.2),
        ("lapsed", 46.2, 50.1),
        ("undecided", 50.1, 55.0),
    ]
    assert parts["inside"].tolist() == ["✓ 更新 46.2", "✕", "…"]
    assert parts["amount"].tolist() == ["46.2百万円", "3.9百万円", "4.9百万円"]


def test_periods_are_in_order_and_named():
    periods = drawn(NOTHING, QUARTER)["periods"]
    assert periods["name"].tolist() == ["FY2026Q2", "FY2026Q3"]
    assert periods["total"].tolist() == ["55.0百万円", "8.0百万円"]
    by_month = {**QUARTER, "period": "2026-09"}
    assert drawn(by_month)["periods"]["name"].tolist() == ["2026年9月"]
    assert drawn(by_month, language="en")["periods"]["name"].tolist() == ["Sep 2026"]


def test_currencies_are_never_drawn_together():
    dollars = {**QUARTER, "currency": "USD"}
    assert len(drawn(QUARTER, dollars)["periods"]) == 1
    assert drawn(QUARTER, dollars, currency="USD")["heading"]["label"].tolist() == ["金額(百万 USD・税抜)"]


def test_a_currency_without_terms_makes_empty_frames():
    frames = drawn(QUARTER, currency="EUR")
    assert frames["periods"].empty and frames["parts"].empty
