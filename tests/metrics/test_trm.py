"""What the TRM page warns about, and what can still be booked: each case counted by hand as of Monday 2026-10-05.

Until 2026-10-12 (スポーツの日) lie the working days 10/6–10/9; until 10/19 also 10/13–10/16 and 10/19: nine in all.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from trm_exports import load, subscription

from labels import text
from metrics import trm
from metrics.trm import TrmFilters

DOCUMENT = Path(__file__).parents[2] / "docs" / "trm.md"
CALM = "2026-07-07"
"""Bought then, 10/5 is the 91st of 365 days: no pace yet; ends 2027-07-06, far from every date."""
LEFT = {
    # days until the end → bought on
    91: "2026-01-05", 90: "2026-01-04", 61: "2025-12-06", 60: "2025-12-05", 59: "2025-12-04", 31: "2025-11-06",
    30: "2025-11-05", 0: "2025-10-06",
}  # fmt: skip
TO_12_OCTOBER, TO_19_OCTOBER = "2025-10-13", "2025-10-20"


def remote(name: str, days: float, first: str = "2026-01-05", by: str = "") -> list[str]:
    """So many days delivered remotely on consecutive dates, half a day last."""
    start = date.fromisoformat(first)
    amounts = ["1"] * int(days) + ["0.5"] * (days != int(days))
    return [f"{name} {start + timedelta(days=n)} {each} remote delivered {by}" for n, each in enumerate(amounts)]


def bought(name: str, on: str, **more: str) -> dict[str, str]:
    """With a consultant of its own, where none is given."""
    return subscription(name, on, **{"consultant": name, **more})


SUBSCRIPTIONS = [
    *(bought(f"left-{left}", on) for left, on in LEFT.items()),
    bought("ends-by-notice", LEFT[90], nonrenewal_notice_on="2026-09-01"),
    bought("all-planned", LEFT[60]),
    bought("coupon-used", LEFT[90]),
    bought("coupon-planned", LEFT[90]),
    bought("calm", CALM),
    bought("over-cap", CALM),
    bought("at-cap", CALM),
    bought("overuse", CALM),
    bought("beyond", CALM),
    bought("not-beyond", CALM),
    bought("four-left", TO_12_OCTOBER),
    bought("four-and-a-half", TO_12_OCTOBER),
    bought("short", CALM, trm_type="premier"),
    bought("bridged", CALM, trm_type="premier"),
    bought("stranded", CALM),
    bought("behind", CALM),
    bought("ahead", CALM),
    bought("quarter", "2026-07-06"),
    bought("20-points", "2025-12-18", trm_type="dedicated"),
    bought("more-than-20-points", "2025-12-18", trm_type="dedicated"),
    bought("later-term", CALM),
    # consultants whose terms compete
    bought("X1", TO_12_OCTOBER, consultant="X"),
    bought("X2", TO_19_OCTOBER, consultant="X"),
    bought("Y1", TO_12_OCTOBER, consultant="Y"),
    bought("Y2", TO_19_OCTOBER, consultant="Y"),
    bought("Y3", TO_12_OCTOBER, consultant="Y"),
    bought("P", TO_12_OCTOBER, consultant="V"),
    bought("Q", CALM, consultant="V", customer_id="K-2", customer_name="北斗物産"),
]
DAYS = [
    *(f"all-planned 2026-10-{day} 1 remote planned" for day in (*range(13, 17), *range(19, 24), 26, 27, 28)),
    "over-cap 2026-09-08 1 onsite", "over-cap 2026-09-09 1 onsite",
    "over-cap 2026-10-20 1 onsite planned", "over-cap 2026-10-21 1 onsite planned",
    "at-cap 2026-10-20 1 onsite planned", "at-cap 2026-10-21 1 onsite planned", "at-cap 2026-10-22 1 onsite planned",
    *remote("overuse", 12.5, "2026-08-01"), "overuse 2026-11-10 1 remote planned",
    *remote("beyond", 11, "2026-08-01"), "beyond 2026-11-10 1 remote planned", "beyond 2026-11-11 0.5 remote planned",
    *remote("not-beyond", 10, "2026-08-01"), "not-beyond 2026-11-10 1 remote planned",
    "not-beyond 2026-11-11 1 remote planned",
    *remote("four-left", 8), *remote("four-and-a-half", 7.5),
    "short 2026-09-01 1 onsite", "short 2026-09-08 1 onsite", "short 2026-09-15 1 onsite", "short 2026-09-16 1 onsite",
    "bridged 2026-09-11 1 onsite", "bridged 2026-09-14 1 onsite",
    "stranded 2026-09-08 1 onsite", "stranded 2026-09-09 1 onsite",
    "behind 2026-10-01 1 remote planned", "behind 2026-10-02 0.5 remote planned", "behind 2026-10-05 1 remote planned",
    "ahead 2026-10-05 1 remote", "ahead 2026-10-06 1 remote", "ahead 2026-10-10 0.5 remote",
    *remote("20-points", 120, "2025-12-18"), *remote("more-than-20-points", 119.5, "2025-12-18"),
    "later-term 2027-07-08 1 onsite planned",
    *remote("X1", 9), *remote("X2", 5), *remote("Y1", 9), *remote("Y2", 6), *remote("Y3", 12.5),
    # V on P: a planned day of P alone, one that both hold; on Q: 10/7, a cancelled 10/8, a closed 10/12, and today
    "P 2026-10-06 1 onsite planned", "P 2026-10-09 0.5 remote planned",
    "Q 2026-10-05 1 remote planned", "Q 2026-10-07 0.5 remote planned", "Q 2026-10-08 1 remote cancelled",
    "Q 2026-10-08 1 remote planned 折原", "Q 2026-10-09 1 remote planned", "Q 2026-10-12 1 remote planned",
    "Q 2026-07-01 1 remote", "Q 2026-09-03 1 remote", "Q 2026-09-04 0.5 onsite", "Q 2026-09-10 1 remote cancelled",
    "P 2026-09-03 0.5 remote", "Q 2026-09-30 1 remote planned", "Q 2026-10-14 1 remote delivered",
    "nobody 2026-09-08 1 onsite delivered V",
]  # fmt: skip
COUPONS = ["coupon-used 2026-10-05 1 Course A", "coupon-planned 2026-10-06 1 Course A"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    return load(tmp_path_factory.mktemp("trm") / "x.duckdb", SUBSCRIPTIONS, DAYS, COUPONS)


@pytest.fixture(scope="module")
def warned(opened):
    """subscription → its warnings as "code amount until", until as month-day."""
    found = {row["subscription_id"]: [] for row in SUBSCRIPTIONS}
    for row in trm.warnings(opened).to_pylist():
        found[row["subscription_id"]].append(f"{row['code']} {round(row['amount'], 3):g} {row['until']:%m-%d}")
    return found


@pytest.fixture(scope="module")
def ledgers(opened):
    """subscription → its running ledger."""
    return {row["subscription_id"]: row for row in trm.ledgers(opened).to_pylist() if row["is_current"]}


def spent(end):
    """What else is said of a term of which no day was used: at that pace all of it expires."""
    return [f"pace_behind 12 {end}", f"coupons_expiring 1 {end}"]


@pytest.mark.parametrize(
    ("left", "end", "expected"),
    [
        (91, "01-04", []),
        (90, "01-03", ["notice_near 12 11-04", "expiring_90 12 01-03"]),  # notice 60 days before: in 30 days
        (61, "12-05", ["notice_near 12 10-06", "expiring_90 12 12-05"]),
        (60, "12-04", ["notice_near 12 10-05", "expiring_60 12 12-04"]),  # today is in time
        (59, "12-03", ["expiring_60 12 12-03"]),  # yesterday was the last day to give notice
        (31, "11-05", ["expiring_60 12 11-05"]),
        (30, "11-04", ["expiring_30 12 11-04"]),
        (0, "10-05", ["infeasible 12 10-05", "expiring_30 12 10-05"]),  # no working day after today
    ],
)
def test_days_that_expire_and_notice_dates_to_the_day(warned, left, end, expected):
    pace = [f"pace_behind 12 {end}"] if left == 91 else spent(end)
    assert sorted(warned[f"left-{left}"]) == sorted([*expected, *pace])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("calm", []),
        # 90 days left, but it ends by a notice: no notice is awaited
        ("ends-by-notice", ["expiring_90 12 01-03", *spent("01-03")]),
        # 12 of 12 planned: nothing expires; the coupon does
        ("all-planned", ["notice_near 0 10-05", "pace_behind 0 12-04", "coupons_expiring 1 12-04"]),
        ("coupon-used", ["notice_near 12 11-04", "expiring_90 12 01-03", "pace_behind 12 01-03"]),
        ("coupon-planned", ["notice_near 12 11-04", "expiring_90 12 01-03", "pace_behind 12 01-03"]),
        ("over-cap", ["over_cap 1 07-06"]),  # 2 used + 2 planned of at most 3
        ("at-cap", []),  # 3 planned of at most 3
        ("overuse", ["overuse 0.5 07-06"]),  # 12.5 of 12
        ("beyond", ["planned_beyond 0.5 07-06", "stranded 1 07-06"]),  # 11 used, 1.5 planned; onsite min(3, 1) = 1
        ("not-beyond", []),  # 10 used, 2 planned; onsite min(3, 2) = 2
        # 8 used after 358 of 365 days: 8 × 365/358 = 8.156, 12 − 8.156 = 3.844
        ("four-left", ["expiring_30 4 10-12", "pace_behind 3.844 10-12", "coupons_expiring 1 10-12"]),
        # 7.5 × 365/358 = 7.647; 4.5 left and four working days
        (
            "four-and-a-half",
            ["infeasible 0.5 10-12", "expiring_30 4.5 10-12", "pace_behind 4.353 10-12", "coupons_expiring 1 10-12"],
        ),
        ("short", ["block_short 2 09-01"]),  # 9/1 and 9/8 by themselves; 9/15 + 9/16 are a block
        ("bridged", ["block_bridged 2 09-11"]),  # Friday and Monday
        ("stranded", ["stranded 1 07-06"]),  # 3 − 2
        ("behind", ["planned_behind 1.5 10-01"]),  # today's planned day may still take place
        ("ahead", ["delivered_ahead 1.5 10-06"]),  # today's is done
        ("quarter", ["pace_behind 12 07-05"]),  # the 92nd of 365 days
        ("later-term", []),  # a short block, but in the next term
    ],
)
def test_what_else_is_warned_about(warned, name, expected):
    assert sorted(warned[name]) == sorted(expected)


def test_a_pace_exactly_20_points_behind_is_not_behind(warned, ledgers):
    # 10/5 is the 292nd of 365 days: 80 %. 120 of 200 are 60 %, 119.5 are 59.75 %; 119.5 ÷ 0.8 = 149.375.
    assert ledgers["20-points"]["elapsed_share"] == pytest.approx(0.8)
    assert ledgers["20-points"]["used_share"] == pytest.approx(0.6)
    assert not [one for one in warned["20-points"] if one.startswith("pace")]
    assert "pace_behind 50.625 12-17" in warned["more-than-20-points"]


def test_before_a_quarter_of_the_term_there_is_no_pace(ledgers):
    assert ledgers["calm"]["forecast"] is ledgers["calm"]["forecast_expiring"] is None
    assert ledgers["quarter"]["forecast_expiring"] == 12


def test_every_warning_was_seen_is_documented_and_has_its_words_in_both_languages(warned):
    codes = {one.split()[0] for each in warned.values() for one in each}
    assert codes == {
        "over_cap", "overuse", "planned_beyond", "infeasible", "expiring_30", "expiring_60", "expiring_90",
        "notice_near", "stranded", "pace_behind", "coupons_expiring", "block_short", "block_bridged", "planned_behind",
        "delivered_ahead",
    }  # fmt: skip
    described = DOCUMENT.read_text(encoding="utf-8")
    for code in codes:
        assert f"`{code}`" in described
        assert len({text(f"trm.short.{code}", language) for language in ("ja", "en")}) == 2
        assert text(f"trm.warning.{code}", "ja", amount="1", until="2") != text(
            f"trm.warning.{code}", "en", amount="1", until="2"
        )


def test_the_most_urgent_stand_first_and_of_equals_those_due_first(opened):
    rows = trm.warnings(opened).to_pylist()
    assert rows[0]["code"] == "infeasible"
    for code in ("expiring_90", "coupons_expiring"):
        due = [row["until"] for row in rows if row["code"] == code]
        assert due == sorted(due)


def test_two_terms_of_one_consultant_that_only_fail_together(opened, ledgers):
    # X: 3 left until 10/12 (four working days), 7 until 10/19 (nine). 3 ≤ 4 and 7 ≤ 9, but 3 + 7 = 10 > 9.
    # Y: 3 and 6: 9 ≤ 9; Y3 has used half a day too many, which gives the others nothing.
    assert [ledgers[name]["remaining"] for name in ("X1", "X2", "Y1", "Y2", "Y3")] == [3, 7, 3, 6, -0.5]
    assert all(ledgers[name]["is_feasible"] for name in ("X1", "X2", "Y1", "Y2"))
    found = {row["consultant"]: row for row in trm.consultants(opened).to_pylist()}
    assert not found["X"]["is_feasible"] and found["Y"]["is_feasible"]
    assert (found["X"]["missing"], str(found["X"]["missing_until"])) == (1, "2026-10-19")
    assert found["Y"]["missing"] == 0
    assert (found["X"]["bookable_days"], found["X"]["remaining"], found["X"]["subscriptions"]) == (9, 10, 2)


def test_bookable_days_hold_own_planned_days_but_not_today_nor_days_elsewhere(ledgers):
    # P until 10/12: 10/6 is its own, 10/7 is half taken by Q, 10/8 by another consultant, 10/9 by both.
    found = ledgers["P"]
    assert (found["working_days"], found["taken_elsewhere"], found["bookable_days"]) == (4, 2, 2)
    assert ledgers["left-0"]["bookable_days"] == 0


def test_load_by_month_and_customer(opened):
    rows = trm.load(opened, TrmFilters(consultant=("V",))).to_pylist()
    found = {(row["month"], row["customer_id"]): (row["used"], row["planned"]) for row in rows}
    assert found == {
        ("2026-07", "K-2"): (1, 0),  # before the first start, and worked all the same
        ("2026-09", "K-1"): (0.5, 0),
        ("2026-09", "K-2"): (1.5, 1),  # 9/30 is still planned; 9/10 was cancelled
        ("2026-09", "nobody"): (1, 0),
        ("2026-10", "K-1"): (0, 1.5),
        ("2026-10", "K-2"): (0, 4.5),  # 10/5, 10/7, 10/9, 10/12, and 10/14 delivered ahead; 10/8 is 折原's
    }


def test_working_days_of_a_month_and_those_still_ahead(opened):
    found = trm.working_days(opened, TrmFilters(start=date(2026, 9, 1), end=date(2026, 11, 30))).to_pylist()
    # September: 22 weekdays less 9/21–23. October: 22 less 10/12, of which 10/1, 10/2 and 10/5 have begun. November: 21
    # less 11/3 and 11/23.
    assert [tuple(row.values()) for row in found] == [("2026-09", 19, 0), ("2026-10", 21, 18), ("2026-11", 19, 19)]


def test_onsite_days_that_are_only_thought_of(opened):
    def asked(*dates):
        found, blocks = trm.if_booked(opened, "stranded", [(date(2026, 10, day), days) for day, days in dates], None)
        row = next(row for row in found.to_pylist() if row["is_current"])
        states = [(block["first"].day, block["last"].day, block["state"]) for block in blocks.to_pylist()]
        return row["onsite_planned"], row["uncommitted"], states

    assert asked((20, 1.0)) == (1, 9, [(8, 9, "valid"), (20, 20, "short")])
    assert asked((20, 1.0), (21, 0.5)) == (1.5, 8.5, [(8, 9, "valid"), (20, 21, "short")])
    assert asked((9, 1.0), (13, 1.0)) == (2, 8, [(8, 9, "valid"), (9, 13, "bridged")])
    assert asked() == (0, 10, [(8, 9, "valid")])


def test_what_is_thought_of_continues_what_is_planned_and_is_not_kept(opened):
    _, blocks = trm.if_booked(opened, "at-cap", [(date(2026, 10, 19), 1.0)], None)
    assert [(str(row["first"]), row["days"]) for row in blocks.to_pylist()] == [("2026-10-19", 4)]
    only = TrmFilters(subscription=("at-cap",))
    assert [(str(row["first"]), row["days"]) for row in trm.blocks(opened, only).to_pylist()] == [("2026-10-20", 3)]


def test_entries_say_what_is_odd_about_them(opened):
    def flags(name):
        rows = trm.entries(opened, TrmFilters(subscription=(name,))).to_pylist()
        names = ("is_closed_day", "is_planned_behind", "is_delivered_ahead")
        return {f"{row['date']:%m-%d}": [flag for flag in names if row[flag]] for row in rows}

    assert flags("behind") == {"10-01": ["is_planned_behind"], "10-02": ["is_planned_behind"], "10-05": []}
    assert flags("ahead") == {
        "10-05": [],
        "10-06": ["is_delivered_ahead"],
        "10-10": ["is_closed_day", "is_delivered_ahead"],
    }
    assert flags("Q")["10-12"] == ["is_closed_day"]


def test_days_of_an_unknown_subscription_are_listed_and_in_no_ledger(opened):
    only = TrmFilters(subscription=("nobody",))
    assert trm.ledgers(opened, only).num_rows == trm.blocks(opened, only).num_rows == 0
    (row,) = trm.outside_term(opened, only).to_pylist()
    assert (str(row["date"]), row["days"], row["why"]) == ("2026-09-08", 1, "unknown_subscription")
    (entry,) = trm.entries(opened, only).to_pylist()
    assert (entry["counted_as"], entry["term_start"], entry["block_state"]) == ("outside_term", None, None)


def test_days_before_the_first_start_are_listed(opened):
    found = trm.outside_term(opened, TrmFilters(customer=("K-2",))).to_pylist()
    assert [(str(row["date"]), row["why"]) for row in found] == [("2026-07-01", "before_first_start")]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"customer": ("K-2",)}, {"Q"}),
        ({"subscription": ("P", "Q")}, {"P", "Q"}),
        ({"consultant": ("X",)}, {"X1", "X2"}),
        ({"consultant": ("折原",)}, {"Q"}),  # by one of its days
        ({"consultant": ("V",), "customer": ("K-1",)}, {"P"}),
        ({"customer": ("K-9",)}, set()),
    ],
)
def test_filters_of_subscriptions(opened, filters, names):
    asked = TrmFilters(**filters)
    assert {row["subscription_id"] for row in trm.ledgers(opened, asked).to_pylist()} == names
    assert {row["subscription_id"] for row in trm.entries(opened, asked).to_pylist()} <= names | {"nobody"}


def test_filters_of_dates_hold_both_ends(opened):
    def touched(question, first, last):
        span = {"start": date.fromisoformat(first), "end": date.fromisoformat(last)}
        return question(opened, TrmFilters(subscription=("short",), **span)).num_rows

    assert touched(trm.blocks, "2026-09-16", "2026-09-30") == 1  # 9/15–9/16 reaches into it
    assert touched(trm.blocks, "2026-09-01", "2026-09-08") == touched(trm.entries, "2026-09-01", "2026-09-08") == 2
    assert touched(trm.entries, "2026-09-02", "2026-09-07") == 0
    assert touched(trm.ledgers, "2026-07-01", "2026-07-06") == touched(trm.ledgers, "2027-07-07", "2027-08-01") == 0
    assert touched(trm.ledgers, "2026-07-01", "2026-07-07") == touched(trm.ledgers, "2027-07-06", "2027-08-01") == 1


def test_what_filters_may_name(opened):
    found = trm.known(opened)
    assert found["subscription"] == sorted({row["subscription_id"] for row in SUBSCRIPTIONS})
    assert found["consultant"] == sorted({row["consultant"] for row in SUBSCRIPTIONS} | {"折原"})


def test_an_earlier_instant_knows_less_and_asks_again_about_what_is_planned(opened):
    before = datetime.fromisoformat("2026-09-08T23:59:00+09:00")
    only = TrmFilters(subscription=("stranded",), as_of=before)
    (row,) = trm.ledgers(opened, only).to_pylist()
    assert (row["onsite_used"], row["onsite_planned"]) == (1, 1)  # 9/9 is delivered, but after this instant
    assert [one["code"] for one in trm.warnings(opened, only).to_pylist()] == ["stranded", "delivered_ahead"]


def test_coupons_beyond_the_entitlement_are_told(tmp_path):
    """Basic has one coupon: two used and one to come are two too many."""
    used = ["A 2026-06-01 1 Course X", "A 2026-07-01 1 Course Y", "A 2026-12-01 1 Course Z"]
    opened = load(tmp_path / "x.duckdb", [subscription("A", "2026-04-01")], coupons=used)
    over = [row for row in trm.warnings(opened).to_pylist() if row["code"] == "coupons_over"]
    assert [(row["subscription_id"], row["amount"], row["clause"]) for row in over] == [("A", 2, "XII")]
