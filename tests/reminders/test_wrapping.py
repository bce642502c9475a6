"""Lines for mail and terminals: 78 columns, nothing lost, no line that begins with a closing sign."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reminders.wrapping import NOT_FIRST, NOT_LAST, width, wrapped

TEXTS = st.text(st.sampled_from("青葉精機の不更新通知期限、。「」\uff08\uff09() ab12/:-S1K"), max_size=300).map(
    lambda text: " ".join(text.split())
)


def without_spaces(text):
    return "".join(text.split())


@given(TEXTS)
def test_nothing_is_lost_and_nothing_is_too_wide(text):
    lines = wrapped(text, "- ", "  ").split("\n")
    assert without_spaces("".join(lines)) == without_spaces("- " + text)
    for line in lines:
        assert width(line) <= 78 or not any(map(is_breakable, pairwise(line[2:])))


def is_breakable(pair):
    before, after = pair
    wide = width(before) == 2 or width(after) == 2
    return (before == " " or wide) and after not in NOT_FIRST and before not in NOT_LAST and after != " "


@given(TEXTS.filter(lambda text: text and text[0] not in NOT_FIRST))
def test_no_line_begins_with_a_closing_sign(text):
    for line in wrapped(text).split("\n"):
        assert not line or line[0] not in NOT_FIRST


def test_a_japanese_letter_is_two_columns():
    assert width("青葉 K-1") == 8
    assert wrapped("青" * 40) == "青" * 39 + "\n青"
    assert wrapped("word " * 20).split("\n")[0] == ("word " * 15).strip()
    assert wrapped("x" * 100) == "x" * 100
