"""The working days that TRM ledgers, blocks and notice dates are counted on."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from trm_exports import load, subscription

from metrics import trm
from teirei.main import main
from warehouse import open_published

TERMS = Path(__file__).parents[2] / "data" / "terms"
SUBSCRIPTIONS = Path(__file__).parents[2] / "data" / "samples" / "trm_subscriptions.csv"
THURSDAY_AND_MONDAY = ("A 2026-06-11 1 onsite", "A 2026-06-15 1 onsite")


def states(opened):
    return [(str(row["first"]), str(row["last"]), row["state"]) for row in trm.blocks(opened).to_pylist()]


def ledger(opened, place=-1):
    return trm.ledgers(opened).to_pylist()[place]


def laid(opened):
    """calendar → its first and last date with the number of working days told of; every date stands once."""
    rows = opened.without_facts().sql(
        "select name, min(day), max(day), count(*), max(working_before + is_working::int)"
        " from calendar_days join calendars using (calendar_id) group by name"
    )
    found = {name: rest for name, *rest in rows.fetchall()}
    for first, last, dates, _ in found.values():
        assert dates == (last - first).days + 1
    return found


def test_every_date_of_the_samples_that_a_ledger_asks_about_is_laid(sample_database):
    opened = open_published(sample_database)
    asked = [row[name] for row in trm.ledgers(opened).to_pylist() for name in ("term_start", "term_end", "notice_by")]
    asked += [row["date"] for row in trm.entries(opened).to_pylist()]
    asked += [day for (day,) in opened.without_facts().sql("select end_on from contracts").fetchall()]
    first, last, _, _ = laid(opened)["japan-support"]
    assert first <= min(asked) and max(asked) <= last


def test_working_days_are_counted_up_date_by_date(sample_database):
    rows = (
        open_published(sample_database)
        .without_facts()
        .sql("select calendar_id, day, is_working, working_before from calendar_days order by calendar_id, day")
    )
    count, of = 0, None
    for calendar, _, is_working, before in rows.fetchall():
        count = 0 if calendar != of else count
        assert before == count
        count, of = count + is_working, calendar


@pytest.mark.parametrize(
    "later",
    [{"days": ["A 2033-06-01 1 remote planned"]}, {"coupons": ["A 2033-06-01 1 Course X"]}],
    ids=["day", "coupon"],
)
def test_the_end_of_a_far_term_is_laid_as_well(tmp_path, later):
    found = ledger(load(tmp_path / "x.duckdb", [subscription("A", "2026-04-01")], **later))
    assert (str(found["term_start"]), str(found["term_end"])) == ("2033-04-01", "2034-03-31")
    assert str(found["notice_by_working_day"]) == "2034-01-30"  # 3/31 less 60 days, a Monday
    # of 365 days 52 Saturdays and 52 Sundays; holidays on weekdays, year end 29–31 December and 3 January counted below
    weekdays = [date(2033, 4, 1) + timedelta(days=n) for n in range(365)]
    weekdays = [day for day in weekdays if day.weekday() < 5]
    holidays = {
        "2033-04-29", "2033-05-03", "2033-05-04", "2033-05-05", "2033-07-18", "2033-08-11", "2033-09-19", "2033-09-23",
        "2033-10-10", "2033-11-03", "2033-11-23", "2033-12-29", "2033-12-30", "2034-01-02", "2034-01-03", "2034-01-09",
        "2034-02-23", "2034-03-20",
    }  # fmt: skip
    assert found["bookable_days"] == len([day for day in weekdays if str(day) not in holidays])


def test_company_closures_that_are_added_join_onsite_days_and_move_the_prudent_notice_date(tmp_path):
    opened = load(tmp_path / "x.duckdb", [subscription("A", "2026-04-01")], THURSDAY_AND_MONDAY)
    before = ledger(opened)
    assert states(opened) == [("2026-06-11", "2026-06-11", "short"), ("2026-06-15", "2026-06-15", "short")]
    assert [str(before[name]) for name in ("notice_by", "notice_by_working_day")] == ["2027-01-30", "2027-01-29"]
    opened = load(tmp_path / "x.duckdb", closures=["2026-06-12", "2027-01-28", "2027-01-29"], add=True)
    after = ledger(opened)
    assert states(opened) == [("2026-06-11", "2026-06-15", "bridged")]
    assert [str(after[name]) for name in ("notice_by", "notice_by_working_day")] == ["2027-01-30", "2027-01-27"]
    assert after["bookable_days"] == before["bookable_days"] - 2  # 6/12 has passed


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Replaces, in a copy of the Ivanti terms, the first `old` after the place named."""

    def edit(*changes):
        terms = tmp_path / "terms"
        shutil.copytree(TERMS, terms)
        file = terms / "ivanti-3.20.toml"
        text = file.read_text(encoding="utf-8")
        for place, old, new in changes:
            head, rest = text.split(place, 1)
            assert old in rest
            text = head + place + rest.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("TEIREI_TERMS", str(terms))

    return edit


@pytest.fixture
def with_terms(edited, tmp_path):
    """Two onsite blocks of a premier subscription, counted by edited terms."""

    def counted(*changes):
        edited(*changes)
        return load(tmp_path / "x.duckdb", [subscription("A", "2026-04-01", trm_type="premier")], DAYS_OF_A)

    return counted


DAYS_OF_A = ("A 2026-05-19 1 onsite", "A 2026-05-20 1 onsite", "A 2026-06-12 1 onsite", "A 2026-06-15 1 onsite")
PAIR, ACROSS = ("2026-05-19", "2026-05-20"), ("2026-06-12", "2026-06-15")


def test_the_terms_as_shipped(with_terms):
    opened = with_terms()
    assert states(opened) == [(*PAIR, "valid"), (*ACROSS, "bridged")]
    found = ledger(opened)
    assert (found["entitled"], found["onsite_cap"], found["coupons_entitled"]) == (24, 6, 2)
    assert str(found["notice_by"]) == "2027-01-30"


def test_days_coupons_share_notice_and_onsite_days_in_a_row_are_those_of_the_terms(with_terms):
    opened = with_terms(
        ('path = "trm.types"', "premier = 24", "premier = 12"),
        ('path = "trm.types"', "premier = 2,", "premier = 7,"),
        ('path = "trm.types"', "premier = 0.25", "premier = 0.5"),
        ('path = "trm.notice_days"', "value = 60", "value = 90"),
        ('path = "trm.onsite_min_consecutive_days"', "value = 2", "value = 3"),
    )
    found = ledger(opened)
    assert (found["entitled"], found["remaining"], found["onsite_cap"], found["coupons_entitled"]) == (12, 8, 6, 7)
    assert [str(found[name]) for name in ("notice_by", "notice_by_working_day")] == ["2026-12-31", "2026-12-28"]
    assert states(opened) == [(*PAIR, "short"), (*ACROSS, "short")]
    assert found["stranded_onsite"] == 2  # 6 − 4 = 2, fewer than 3


def test_terms_of_other_lengths_and_onsite_days_that_may_stand_on_both_sides_of_closed_days(with_terms):
    opened = with_terms(
        ('path = "trm.term_months"', "value = 12", "value = 3"),
        ('path = "trm.renewal_months"', "value = 12", "value = 6"),
        ('path = "trm.onsite_across_closed_days"', '"bridged"', '"valid"'),
    )
    assert [str(row["term_end"]) for row in trm.ledgers(opened).to_pylist()] == ["2026-06-30", "2026-12-31"]
    assert states(opened) == [(*PAIR, "valid"), (*ACROSS, "valid")]


def test_onsite_days_that_may_not_stand_on_both_sides_of_closed_days(with_terms):
    opened = with_terms(('path = "trm.onsite_across_closed_days"', '"bridged"', '"short"'))
    assert states(opened) == [(*PAIR, "valid"), (*ACROSS, "short")]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "trm.onsite_across_closed_days",
            '"bridged"',
            '"perhaps"',
            "'perhaps': give one of 'bridged', 'valid', 'short'",
        ),
        ("trm.unused_days", '"expire"', '"roll_over"', "'roll_over': give one of 'expire'"),
        ("trm.onsite_multiples_only", "false", "3", "3: give one of False, True"),
        ("trm.notice_days", "60", "-60", "-60: give a whole number, 1 or more"),
        ("trm.onsite_min_consecutive_days", "2", "1.5", "1.5: give a whole number, 1 or more"),
        ("trm.term_months", "12", "0", "0: give a whole number, 1 or more"),
        ("trm.renewal_months", "12", "true", "True: give a whole number, 1 or more"),
    ],
)
def test_a_value_that_the_ledgers_cannot_count_is_refused_in_one_sentence(
    edited, tmp_path, capsys, path, old, new, said
):
    edited((f'path = "{path}"', f"value = {old}", f"value = {new}"))
    assert main(["load", str(SUBSCRIPTIONS), "--db", str(tmp_path / "x.duckdb"), "--as-of", "2026-10-05"]) == 1
    (error,) = (line for line in capsys.readouterr().err.splitlines() if line.startswith("teirei load:"))
    assert f"{path} = {said}" in error
