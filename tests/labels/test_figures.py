"""How numbers are written."""

from datetime import UTC, datetime

import pytest

from labels import figures


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(38, 40, "95.0%"), (999, 1000, "99.9%"), (9999, 10000, "99.9%"), (2, 3, "66.6%"), (7, 7, "100.0%"), (0, 0, "–")],
)
def test_percent_is_cut_to_one_decimal(part, whole, written):
    assert figures.percent(part, whole) == written


def test_zero_of_some_is_zero_and_not_a_dash():
    assert figures.percent(0, 3) == "0.0%"


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [((95, 100), (94, 100), "+1.0"), ((94, 100), (95, 100), "−1.0"), ((1, 2), (2, 4), "±0.0"), ((0, 0), (1, 2), "")],
)
def test_points_are_the_difference_of_what_is_displayed(now, before, written):
    assert figures.points(*now, *before) == written


@pytest.mark.parametrize(
    ("seconds", "ja", "en"),
    [
        (7200, "2時間", "2 h"),
        (5400, "1時間30分", "1 h 30 min"),
        (93_900, "26時間5分", "26 h 5 min"),
        (59, "59秒", "59 s"),
        (0, "0秒", "0 s"),
        (-1800, "−30分", "−30 min"),
    ],
)
def test_durations_are_hours_and_minutes_and_never_days(seconds, ja, en):
    assert (figures.duration(seconds, "ja"), figures.duration(seconds, "en")) == (ja, en)


def test_instants_are_shown_on_the_tokyo_clock_whether_naive_or_aware():
    naive, aware = datetime(2026, 9, 18, 7, 40), datetime(2026, 9, 18, 7, 40, tzinfo=UTC)
    assert figures.instant(naive, "ja") == figures.instant(aware, "ja") == "9/18(金) 16:40"
    assert figures.instant(naive, "en", year=True) == "Fri 18 Sep 2026 16:40"


def test_counts_lead_with_what_was_met():
    assert (figures.counts(1204, 2000, "ja"), figures.counts(38, 40, "en")) == ("1,204/2,000件", "38/40")
