"""The licence shortfall (VI): all of them must be covered."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from quotes import licences, wording

ON = date(2026, 10, 5)


@pytest.fixture
def running(term):
    """`running(…)`: 1,350 licences in use, 1,200 covered, of a term from 2026-04-01 at 6,294,000 yen."""
    return lambda **more: term(
        **{
            "start_on": date(2026, 4, 1),
            "end_on": date(2027, 3, 31),
            "annual_fee": Decimal(6294000),
            "state": "active",
            "licences_required": 1350,
            "licences_covered": 1200,
            "licences_shortfall": 150,
            **more,
        }
    )


def test_the_whole_term_by_hand(running, rules):
    """6,294,000 / 1,200 = 5,245 a licence; 150 of them: 786,750"""
    quote = licences(running(), rules(), ON)
    (line,) = quote.lines
    assert (line.part, line.amount, line.clause, line.assumptions) == ("licences_term", 786750, "VI", ())
    assert quote.total == 786750
    assert wording.arithmetic(line, quote, "ja") == "6,294,000円 ÷ 1,200ライセンス × 150ライセンス = 786,750円"
    assert wording.basis(line, quote, "ja") == "必要数 1,350(購入数と使用数の多い方)− 保守対象 1,200 = 不足 150"


def test_the_rest_of_the_term_by_hand(running, rules):
    """5–31 October 27 days, then 30 + 31 + 31 + 28 + 31: 178; 786,750 × 178 / 365 = 383,675.34"""
    quote = licences(running(), rules(), ON, remaining=True)
    (line,) = quote.lines
    assert (line.part, line.amount, line.assumptions) == ("licences_remaining", 383675, ("A8",))
    assert (line.values["days"], line.values["first"], line.values["last"]) == (178, ON, date(2027, 3, 31))
    assert "786,750円" in " ".join(wording.note(note, quote, {}, "ja") for note in quote.notes)


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2027, 3, 31), 1), (date(2026, 4, 1), 365), (date(2026, 1, 1), 365)],
    ids=["last day", "first day", "before the term"],
)
def test_the_ends_of_the_rest(on, days, running, rules):
    whole = running(annual_fee=Decimal(365 * 1200))
    assert licences(whole, rules(), on, remaining=True).total == 150 * days


def test_a_leap_year_never_costs_more_than_the_whole_term(running, rules):
    leap = running(start_on=date(2027, 4, 1), end_on=date(2028, 3, 31))
    totals = [licences(leap, rules(), on, remaining=True).total for on in (date(2027, 4, 1), date(2027, 4, 2))]
    assert totals == [786750, 786750]
    assert licences(leap, rules(), date(2027, 4, 3), remaining=True).total < 786750
    quote = licences(leap, rules(), date(2027, 4, 1), remaining=True)
    assert "365日" in wording.basis(quote.lines[0], quote, "ja")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    covered=some.integers(1, 10**6),
    short=some.integers(1, 10**6),
    fee=some.decimals(0, 10**10, places=2),
    on=some.dates(ON, date(2027, 3, 31)),
)
def test_the_fee_is_the_nearest_amount(covered, short, fee, on, running, rules):
    term = running(
        annual_fee=fee, licences_covered=covered, licences_shortfall=short, licences_required=covered + short
    )
    for remaining in (False, True):
        quote = licences(term, rules(), on, remaining)
        (line,) = quote.lines
        days, year = ((date(2027, 4, 1) - on).days, 365) if remaining else (1, 1)
        numerator, denominator = int(fee * 100) * short * days, covered * year * 100
        assert quote.total == line.amount == (2 * numerator + denominator) // (2 * denominator)


@pytest.mark.parametrize("covered", [1350, 1400])
def test_no_shortfall_costs_nothing(covered, running, rules):
    quote = licences(running(licences_covered=covered, licences_shortfall=1350 - covered), rules(), ON)
    assert (quote.lines, quote.total, quote.missing) == ((), 0, ())
    assert "不足はありません" in wording.note(quote.notes[0], quote, {}, "ja")


def test_what_the_exports_lack_is_named(running, rules):
    unknown = running(licences_covered=None, licences_shortfall=None)
    assert [one.code for one in licences(unknown, rules(), ON).missing] == ["licences_covered"]
    nothing = running(licences_required=None, licences_covered=None, licences_shortfall=None)
    assert [one.code for one in licences(nothing, rules(), ON).missing] == ["licences_required", "licences_covered"]
    without_fee = licences(running(annual_fee=None, currency=None), rules(), ON, remaining=True)
    assert [one.code for one in without_fee.missing] == ["currency", "annual_fee"]
    assert all(quote.total is None for quote in (licences(unknown, rules(), ON), without_fee))
    covered = running(licences_covered=1350, licences_shortfall=0, annual_fee=None)
    assert licences(covered, rules(), ON).total == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"state": "lapsed"}, "term_over"),
        ({"state": "ended"}, "term_over"),
        ({"licences_covered": 0, "licences_shortfall": 1350}, "none_covered"),
        ({"end_on": date(2026, 10, 4)}, "after_end"),
    ],
)
def test_where_there_is_nothing_to_quote_it_says_why(more, code, running, rules):
    quote = licences(running(**more), rules(), ON)
    assert (quote.barred.code, quote.lines, quote.total) == (code, (), None)
    for language in ("ja", "en"):
        assert wording.note(quote.barred, quote, {}, language)


def test_asgent_sets_no_number_of_licences(running, rules):
    quote = licences(running(program="asgent", licences_required=None), rules("saas", program="asgent"), ON)
    assert quote.barred.code == "no_licence_rule"


def test_enhanced_licences_are_no_longer_sold(running, rules):
    codes = [note.code for note in licences(running(level="enhanced"), rules("enhanced"), ON).notes]
    assert "licences_not_sold" in codes
