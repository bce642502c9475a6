"""The reinstatement quote (VII): hand-worked cases, and arithmetic of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from quotes import reinstatement, wording
from quotes.model import Line
from refusals import Refusal

FIXTURES = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = some.integers(0, 10**12).map(Decimal)


def amounts(quote) -> dict[str, Decimal | None]:
    return {line.part: line.amount for line in quote.lines}


def line(quote, part: str) -> Line:
    return next(one for one in quote.lines if one.part == part)


def codes(quote) -> list[str]:
    return [note.code for note in quote.notes]


def test_a_lapse_of_34_days_by_hand(term, rules):
    """September has 30 days, October 1st to 4th are four: 560,000 × 34 / 365 = 52,164.38…"""
    quote = reinstatement(term(), rules(), date(2026, 10, 5), Decimal(50000), Decimal(560000))
    assert amounts(quote) == {"back_fees": 52164, "reinstatement_fee": 50000, "new_term_fee": 560000}
    assert quote.total == 662164
    assert (quote.missing, quote.barred, quote.currency) == ((), None, "JPY")
    back = line(quote, "back_fees")
    assert (back.clause, back.assumptions) == ("VII", ("A8",))
    assert wording.arithmetic(back, quote, "ja") == "560,000円 × 34日 ÷ 365 = 52,164円"
    assert "失効した日 2026/9/1(火) から新しい期間の前日 2026/10/4(日) まで、両端を含めて34日" in wording.basis(
        back, quote, "ja"
    )


def test_the_arithmetic_in_words_of_another_fee(term, rules):
    """4,196,000 × 98 = 411,208,000; / 365 = 1,126,597.26"""
    lapsed = term(annual_fee=Decimal(4196000), end_on=date(2026, 3, 31))
    quote = reinstatement(lapsed, rules(), date(2026, 7, 8), Decimal(0), Decimal(0))
    assert wording.arithmetic(quote.lines[0], quote, "ja") == "4,196,000円 × 98日 ÷ 365 = 1,126,597円"
    assert wording.arithmetic(quote.lines[0], quote, "en") == "¥4,196,000 × 98 days ÷ 365 = ¥1,126,597"


@pytest.mark.parametrize(
    ("end", "on", "days"),
    [
        (date(2026, 8, 31), date(2026, 9, 1), 0),
        (date(2026, 8, 31), date(2026, 9, 2), 1),
        (date(2027, 12, 31), date(2028, 3, 1), 31 + 29),
        (date(2028, 2, 28), date(2028, 3, 1), 1),
        (date(2027, 2, 28), date(2027, 3, 1), 0),
        (date(2027, 12, 31), date(2029, 1, 1), 366),
        (date(2026, 12, 31), date(2028, 1, 1), 365),
    ],
)
def test_both_ends_of_the_lapse_count(end, on, days, term, rules):
    """At 365 a year, each day costs 1."""
    quote = reinstatement(term(end_on=end, annual_fee=Decimal(365)), rules(on=on), on, Decimal(0), Decimal(0))
    assert quote.lines[0].values["days"] == quote.lines[0].amount == quote.total == days


def test_a_year_of_366_days_costs_more_than_the_annual_fee(term, rules):
    """365,000 × 366 / 365 = 366,000"""
    lapsed = term(end_on=date(2027, 12, 31), annual_fee=Decimal(365000))
    assert reinstatement(lapsed, rules(), date(2029, 1, 1)).lines[0].amount == 366000


def test_halves_go_up_in_yen_and_cents_stay_in_dollars(term, rules):
    """730 × 1 / 365 = 2; 547.5 × 1 / 365 = 1.5 → 2 yen, 1.50 dollars; 0.73 / 365 = 0.002 dollars → 0.00"""
    on = date(2026, 9, 2)
    fee = {"JPY": Decimal("547.5"), "USD": Decimal("547.50")}
    back = {
        currency: reinstatement(term(annual_fee=fee[currency], currency=currency), rules(), on).lines[0].amount
        for currency in fee
    }
    assert back == {"JPY": Decimal(2), "USD": Decimal("1.50")}
    tiny = reinstatement(term(annual_fee=Decimal("0.73"), currency="USD"), rules(), on).lines[0]
    assert str(tiny.amount) == "0.00"
    assert str(reinstatement(term(annual_fee=Decimal("1.825"), currency="USD"), rules(), on).lines[0].amount) == "0.01"


@FIXTURES
@given(
    end=some.dates(date(2001, 1, 1), date(2090, 1, 1)),
    later=some.integers(1, 3000),
    fee=some.decimals(0, 10**10, places=2),
    currency=some.sampled_from(["JPY", "USD", "円"]),
    fixed=AMOUNTS,
    new=AMOUNTS,
)
def test_lines_add_up_and_back_fees_are_the_nearest_amount(
    end, later, fee, currency, fixed, new, term, rules, days_by_counting
):
    on = date.fromordinal(end.toordinal() + later)
    lapsed = term(end_on=end, annual_fee=fee, currency=currency)
    quote = reinstatement(lapsed, rules(), on, fixed, new)
    assert quote.total == sum(line.amount for line in quote.lines)
    assert quote.currency == ("USD" if currency == "USD" else "JPY")
    back = quote.lines[0]
    assert back.values["days"] == days_by_counting(end, on)
    cents, denominator = int(fee * 100) * back.values["days"], 365 * (1 if currency == "USD" else 100)
    assert back.amount * (100 if currency == "USD" else 1) == (2 * cents + denominator) // (2 * denominator)


@FIXTURES
@given(on=some.dates(date(2026, 9, 1), date(2040, 1, 1)))
def test_a_day_later_never_costs_less(on, term, rules):
    today, tomorrow = (
        reinstatement(term(), rules(), date.fromordinal(on.toordinal() + later), Decimal(1), Decimal(2))
        for later in (0, 1)
    )
    assert tomorrow.lines[0].values["days"] == today.lines[0].values["days"] + 1
    assert 0 <= tomorrow.total - today.total <= 560000 // 365 + 1


def test_nothing_is_invented(term, rules):
    """Without the amounts that no text names there is no total; the last annual fee is proposed, not used."""
    quote = reinstatement(term(), rules(), date(2026, 10, 5))
    assert amounts(quote) == {"back_fees": 52164, "reinstatement_fee": None, "new_term_fee": None}
    assert quote.total is None
    assert [(one.code, one.is_input, one.clause, one.proposal) for one in quote.missing] == [
        ("reinstatement_fee", True, "VII", None),
        ("new_term_fee", True, "VII", Decimal(560000)),
    ]
    assert "560,000円" in wording.missing(quote.missing[1], quote, "ja")
    one_given = reinstatement(term(), rules(), date(2026, 10, 5), new_term_fee=Decimal(1))
    assert (one_given.total, [one.code for one in one_given.missing]) == (None, ["reinstatement_fee"])


def test_an_amount_as_entered_is_marked_so(term, rules):
    quote = reinstatement(term(), rules(), date(2026, 10, 5), Decimal(0), Decimal(560000))
    assert [one.is_given for one in quote.lines] == [False, True, True]
    assert [wording.arithmetic(one, quote, "ja") for one in quote.lines[1:]] == [
        "入力された金額",
        "入力された金額(直前の期間の年額と同額)",
    ]
    assert quote.total == 52164 + 560000
    equal = reinstatement(term(), rules(), date(2026, 10, 5), Decimal(560000), Decimal(1))
    assert {wording.arithmetic(one, equal, "ja") for one in equal.lines[1:]} == {"入力された金額"}
    assert "given_amounts" in codes(quote)


@pytest.mark.parametrize("wrong", ["-1", "0.5", "NaN", "Infinity"])
def test_an_amount_that_cannot_be_paid_in_yen_is_refused(wrong, term, rules):
    with pytest.raises(Refusal, match="reinstatement_fee"):
        reinstatement(term(), rules(), date(2026, 10, 5), Decimal(wrong), Decimal(1))


def test_what_the_exports_lack_is_missing_too(term, rules):
    for name in ("annual_fee", "currency"):
        quote = reinstatement(term(**{name: None}), rules(), date(2026, 10, 5), Decimal(1), Decimal(1))
        assert (quote.total, [(one.code, one.is_input) for one in quote.missing]) == (None, [(name, False)])
        assert quote.lines[0].amount is None
    nothing = reinstatement(term(annual_fee=Decimal(0)), rules(), date(2026, 10, 5), Decimal(1), Decimal(1))
    assert (nothing.missing, nothing.total) == ((), 2)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("upcoming", "upcoming"),
        ("renewed", "has_successor_renewed"),
        ("payment_open", "has_successor_payment_open"),
        *(
            (state, "not_lapsed")
            for state in (
                "active",
                "notice_window",
                "notice_passed",
                "expiring_unrenewed",
                "late_notice",
                "nonrenewal_notified",
            )
        ),
    ],
)
def test_what_has_not_lapsed_is_not_reinstated(state, code, term, rules):
    quote = reinstatement(term(state=state, next_start=date(2026, 9, 1)), rules(), date(2026, 10, 5), Decimal(1))
    assert (quote.barred.code, quote.lines, quote.total) == (code, (), None)
    for language in ("ja", "en"):
        assert wording.note(quote.barred, quote, {}, language)


def test_a_cancelled_term_is_reinstated_like_a_lapsed_one(term, rules):
    assert reinstatement(term(state="ended"), rules(), date(2026, 10, 5), Decimal(0), Decimal(0)).total == 52164


def test_the_new_term_starts_after_the_old_one(term, rules):
    quote = reinstatement(term(), rules(), date(2026, 8, 31), Decimal(0), Decimal(0))
    assert (quote.barred.code, quote.total) == ("before_lapse", None)


def test_asgent_sets_nothing(term, rules):
    quote = reinstatement(term(program="asgent", level="saas"), rules("saas", program="asgent"), date(2026, 10, 5))
    assert (quote.barred.code, quote.lines) == ("no_reinstatement", ())
    assert "契約に定めなし" in wording.note(quote.barred, quote, {}, "ja")


def test_enhanced_is_no_longer_sold_and_its_upgrade_is_quoted(term, rules, ivanti):
    levels = {tier.id: tier.name for tier in ivanti.programme("ivanti").tiers.values()}
    lapsed, on = term(level="enhanced"), date(2026, 10, 5)
    asked = reinstatement(lapsed, rules("enhanced"), on)
    assert [(one.code, one.clause, one.proposal) for one in asked.missing] == [
        ("reinstatement_fee", "VII", None),
        ("new_term_fee", "VII", None),
        ("upgrade_fee", "IX", None),
    ]
    quote = reinstatement(lapsed, rules("enhanced"), on, Decimal(1), Decimal(20), Decimal(300))
    assert quote.total == 52164 + 321
    assert wording.part(quote.lines[2], levels, "ja") == "新しい期間の料金(エンタープライズサポート)"
    assert "エンハンスドサポートは2020/3/1(日)以降、新たに購入できません(IX)" in " ".join(
        wording.note(note, quote, levels, "ja") for note in quote.notes
    )


def test_enhanced_was_still_sold_before_march_2020(term, rules):
    lapsed = term(level="enhanced", end_on=date(2020, 1, 31))
    before, after = (
        reinstatement(lapsed, rules("enhanced"), day, Decimal(0), Decimal(0), Decimal(0))
        for day in (date(2020, 2, 29), date(2020, 3, 1))
    )
    assert "upgrade_fee" not in amounts(before)
    assert "upgrade_fee" in amounts(after)


def test_a_level_without_an_upgrade_cannot_be_bought_again(term, rules):
    quote = reinstatement(term(level="enhanced"), replace(rules("enhanced"), upgrade_to=None), date(2026, 10, 5))
    assert quote.barred.code == "not_sold"


def test_another_contract_decides_its_own_parts_and_days(term, rules):
    made = rules()
    other = replace(made, part_names=("back_fees",), days_per_year=replace(made.days_per_year, value=360))
    quote = reinstatement(term(annual_fee=Decimal(36000)), other, date(2026, 10, 5))
    assert (amounts(quote), quote.total) == ({"back_fees": 3400}, 3400)
    with pytest.raises(Refusal, match="days_per_year"):
        reinstatement(term(), replace(made, days_per_year=None), date(2026, 10, 5))


def test_a_shortfall_is_said_beside_the_new_term(term, rules):
    assert "licences_short" not in codes(reinstatement(term(), rules(), date(2026, 10, 5)))
    short = term(licences_covered=100, licences_shortfall=10)
    assert "licences_short" in codes(reinstatement(short, rules(), date(2026, 10, 5)))
