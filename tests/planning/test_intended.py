"""Onsite dates as people type them, in the term from 2026-04-01 to 2027-03-31."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels import LANGUAGES
from planning.intended import intended
from refusals import Refusal

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)


def read(typed, language="ja"):
    return intended(typed, FIRST, LAST, language)


def days(typed):
    """The dates as month/day, with their days where they are not whole."""
    return [f"{day.month}/{day.day}" + ("" if each == 1 else f" {each}") for day, each in read(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-13 2026-10-14",
        "2026/10/13, 2026/10/14",
        "2026年10月13日、2026年10月14日",
        "10/13\n10/14",
        "10月13日(火) 10月14日(水)",
        "2026.10.13;2026.10.14",
        "１０／１３　１０／１４",
        "10/13、10/14",
        "10/13(火)〜10/14(水)",
        "10/13 ~ 10/14",
        "10/13~10/14",
        "2026-10-13〜10/14",
        "10/13 10/14 10/13",
        "  10/14 ,, 10/13  ",
        "10/13 1 10/14 1.0",
    ],
)
def test_spellings_of_the_same_two_dates(typed):
    assert read(typed) == [(date(2026, 10, 13), 1.0), (date(2026, 10, 14), 1.0)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("   \n", []),
        ("10/13〜10/15", ["10/13", "10/14", "10/15"]),
        ("10/13 0.5", ["10/13 0.5"]),
        ("10/13 0.5日 10/14 1日", ["10/13 0.5", "10/14"]),
        ("10/13 ０．５", ["10/13 0.5"]),
        ("10/13〜10/14 0.5 10/15", ["10/13 0.5", "10/14 0.5", "10/15"]),
        ("10/13 0.5 10/13〜10/14", ["10/13 0.5", "10/14"]),
    ],
)
def test_half_days_follow_their_dates(typed, expected):
    assert days(typed) == expected


def test_a_date_without_a_year_lies_in_the_term():
    assert [day for day, _ in read("12/30〜1/4")] == [date(2026, 12, 30) + timedelta(days=n) for n in range(6)]
    assert [day for day, _ in read("3/31 4/1")] == [date(2026, 4, 1), date(2027, 3, 31)]


def test_a_date_that_no_year_of_the_term_holds_is_taken_as_written():
    term = (date(2026, 6, 1), date(2026, 8, 31))
    assert intended("9/1", *term) == [(date(2026, 9, 1), 1.0)]
    assert intended("2/29", date(2027, 4, 1), date(2028, 3, 31)) == [(date(2028, 2, 29), 1.0)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("10/13 next", "next"),
        ("13/10", "13/10"),
        ("2/30", "2/30"),
        ("2026-13-01", "2026-13-01"),
        ("10/15〜10/13", "10/15~10/13"),
        ("10/13〜10/14〜10/15", "10/13~10/14~10/15"),
        ("10/13〜", "10/13~"),
        ("2026-01-01〜2027-12-31", "2026-01-01~2027-12-31"),
        ("10/13 2", "2"),
        ("0.5 10/13", "0.5"),
        ("10/13 0.25", "0.25"),
        ("0000-01-01", "0000-01-01"),
    ],
)
def test_what_is_no_date_is_named_in_one_sentence(typed, part, language):
    with pytest.raises(Refusal) as refused:
        read(typed, language)
    assert part in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@given(
    st.dictionaries(st.dates(FIRST, LAST), st.sampled_from([0.5, 1.0]), max_size=12),
    st.sampled_from(["{:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.month}/{0.day}", "{0.month}月{0.day}日"]),
    st.sampled_from([" ", "\n", ", ", "、", "　"]),
)
def test_what_is_written_from_dates_reads_back(dates, form, joint):
    written = [form.format(day) + ("" if each == 1 else " 0.5") for day, each in dates.items()]
    assert read(joint.join(written)) == sorted(dates.items())


@given(st.text(alphabet="0123456789/-.年月日〜~(火) ,\n1０／５a", max_size=30))
def test_any_text_gives_dates_in_order_or_a_refusal(typed):
    try:
        found = read(typed)
    except Refusal:
        return
    assert found == sorted(dict(found).items())
    assert {each for _, each in found} <= {0.5, 1.0}


def test_a_span_runs_on_across_the_end_of_the_term():
    found = intended("3/30〜4/2", date(2026, 4, 1), date(2027, 3, 31))
    assert [day for day, _ in found] == [date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 2)]
