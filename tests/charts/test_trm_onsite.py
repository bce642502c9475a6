"""The onsite allowance: where each part begins and ends, and what is said of it."""

import pytest

from charts import trm_onsite


def drawn(cap, used, planned, remaining, stranded, language="ja"):
    ledger = {
        "onsite_cap": cap,
        "onsite_used": used,
        "onsite_planned": planned,
        "onsite_remaining": remaining,
        "stranded_after_plan": stranded,
    }
    return trm_onsite.frames(ledger, language)


def parts(*ledger):
    return [(part.part, part.start, part.end) for part in drawn(*ledger)["parts"].itertuples()]


def notes(*ledger, **said):
    return drawn(*ledger, **said)["notes"]["note"].tolist()


def test_the_last_single_day_is_stranded():
    assert parts(3, 2, 0, 1, 1) == [("used", 0, 2), ("stranded", 2, 3)]
    assert notes(3, 2, 0, 1, 1) == ["✕ 使い切れないオンサイト枠 1日"]


def test_a_note_is_written_in_english_too():
    assert notes(3, 2, 0, 1, 1, language="en") == ["✕ Stranded onsite days: 1 day"]


def test_what_is_left_after_the_plan_is_what_strands():
    assert parts(6, 2, 2.5, 4, 1.5) == [("used", 0, 2), ("planned", 2, 4.5), ("stranded", 4.5, 6)]


def test_days_that_make_a_block_are_left():
    assert parts(12, 6.5, 3, 5.5, 0) == [("used", 0, 6.5), ("planned", 6.5, 9.5), ("left", 9.5, 12)]
    assert notes(12, 6.5, 3, 5.5, 0) == []


def test_an_allowance_larger_than_the_days_left_ends_out_of_reach():
    assert parts(6, 3, 0, 2, 0) == [("used", 0, 3), ("left", 3, 5), ("unreachable", 5, 6)]
    assert notes(6, 3, 0, 2, 0) == ["残日数が足りず使えない枠 1日"]


def test_overuse_of_the_whole_entitlement_leaves_nothing_to_reach():
    assert parts(6, 3, 0, -1, 0) == [("used", 0, 3), ("unreachable", 3, 6)]


def test_use_and_plan_beyond_the_cap_are_two_parts_with_a_sign():
    assert parts(3, 4, 2, -1, 0) == [("used", 0, 3), ("over", 3, 4), ("over_planned", 4, 6)]
    assert notes(3, 4, 2, -1, 0) == ["▲ 上限超過(利用) 1日", "▲ 上限超過(予定) 2日"]


def test_a_plan_that_passes_the_cap_is_cut_at_it():
    assert parts(3, 2, 2, 1, 0) == [("used", 0, 2), ("planned", 2, 3), ("over_planned", 3, 4)]


@pytest.mark.parametrize(
    ("ledger", "ja", "en"),
    [
        ((3, 2, 0, 1, 1), "上限3日・利用2日・予定0日・残1日", "Cap 3 days · used 2 days · planned 0 days · left 1 day"),
        (
            (3, 4, 0, -1, 0),
            "上限3日・利用4日・予定0日・▲上限を1日超過",
            "Cap 3 days · used 4 days · planned 0 days · ▲ 1 day over the cap",
        ),
    ],
)
def test_the_bar_says_its_four_numbers(ledger, ja, en):
    assert drawn(*ledger)["summary"]["label"].tolist() == [ja]
    assert drawn(*ledger, language="en")["summary"]["label"].tolist() == [en]


@pytest.mark.parametrize(("cap", "numbers"), [(3, ["0", "1", "2"]), (12, [str(day) for day in range(11)])])
def test_every_day_of_a_short_allowance_is_numbered(cap, numbers):
    ticks = drawn(cap, 0, 0, cap, 0)["ticks"]
    assert ticks["label"].tolist() == [*numbers, f"上限{cap}日"]
    assert ticks["is_cap"].tolist() == [False] * len(numbers) + [True]


def test_a_long_allowance_is_numbered_in_round_days():
    labels = drawn(200, 42, 0, 78, 0)["ticks"]["label"].tolist()
    assert labels[:3] == ["0", "20", "40"] and labels[-1] == "上限200日"
    assert "180" not in labels  # it would touch the cap's own number


def test_every_part_has_its_words():
    for language in ("ja", "en"):
        names = [drawn(*ledger, language=language)["parts"] for ledger in ((6, 1, 1, 3, 1), (3, 4, 2, -1, 0))]
        assert all(name for frame in names for name in frame["name"])
