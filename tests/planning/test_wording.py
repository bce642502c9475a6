"""Every reason has its sentence in both languages, and the sentence names the figures."""

import re
from datetime import date

import pytest

from labels import LANGUAGES, texts
from planning import Reason, reason_text

VALUES = {
    "nothing_uncommitted": {},
    "overused": {},
    "term_over": {"last": date(2026, 12, 6)},
    "too_few_bookable_days": {
        "working": 45,
        "own": 3,
        "elsewhere": 11,
        "wishes": 22,
        "bookable": 9,
        "last": date(2026, 12, 6),
    },
    "onsite_over_cap": {"wished": 7, "left": 2.5},
    "onsite_over_placed": {"wished": 7, "whole_days": 3},
    "onsite_single_day": {"min_run": 2, "onsite": 0, "bookable": 9, "needed": 4},
    "onsite_no_room_for_run": {"min_run": 2, "onsite": 0, "bookable": 9},
    "onsite_beside_short_block": {"min_run": 2, "onsite": 0, "bookable": 9},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", VALUES)
def test_a_reason_is_a_sentence_with_its_figures(code, language):
    said = reason_text(Reason(code, 1.5, VALUES[code]), language)
    assert "{" not in said
    pattern = set(re.findall(r"{(\w+)}", texts()[f"planning.reason.{code}"][language]))
    assert pattern <= {"amount", *VALUES[code]}
    for name in pattern - {"last"}:
        assert f"{ {'amount': 1.5, **VALUES[code]}[name]:g}" in said


def test_both_languages_name_the_same_figures():
    for key, text in texts().items():
        if key.startswith("planning."):
            assert len({frozenset(re.findall(r"{(\w+)}", text[language])) for language in LANGUAGES}) == 1


def test_there_is_no_sentence_without_a_reason():
    assert {key for key in texts() if key.startswith("planning.reason.")} == {f"planning.reason.{c}" for c in VALUES}


def test_the_japanese_sentence_as_it_is_read():
    said = reason_text(Reason("too_few_bookable_days", 4.0, VALUES["too_few_bookable_days"]), "ja")
    assert said.startswith("未予約のうち4日は、2026/12/6(日)の失効までに置ける営業日が足りません。残りの営業日45日")


def test_an_overbooked_cap_is_negative():
    said = reason_text(Reason("onsite_over_cap", 2.0, {"wished": 2, "left": -1.0}), "ja")
    assert "残り(−1日)" in said
