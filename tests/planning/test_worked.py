"""Small plans that can be followed with a pencil."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planning import Day, Proposed, Task, Wish, propose
from planning.model import halves

MONDAY = date(2026, 10, 5)


def on(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def task(marks: str, uncommitted: float, onsite: int = 0, left: float = 99, **more) -> Task:
    """One sign a day from Monday 5 October 2026: `.` free, `-` closed, `x` taken elsewhere; own entries: `R` remote,
    `O` onsite, `o` half a day onsite, `C` onsite on a closed day."""
    own = {"R": ("remote", 1), "O": ("onsite", 1), "o": ("onsite", 0.5), "C": ("onsite", 1)}
    days = tuple(
        Day(on(place), mark not in "-C", *own.get(mark, (None, 0)), is_taken=mark == "x")
        for place, mark in enumerate(marks)
    )
    first, last = more.pop("first", MONDAY), more.pop("last", on(len(marks) - 1))
    return Task(days, first, last, uncommitted, left, wish=Wish(onsite=onsite), **more)


def drawn(asked: Task) -> str:
    """The proposal in the same signs: `R`, `h` (half day), `O` on the proposed dates, `_` elsewhere."""
    signs = {entry.date: "h" if entry.days == 0.5 else entry.mode[0].upper() for entry in propose(asked).entries}
    return "".join(signs.get(day.date, "_") for day in asked.days)


def codes(asked: Task) -> list[tuple[str, float]]:
    return [(reason.code, reason.amount) for reason in propose(asked).reasons]


@pytest.mark.parametrize(
    ("uncommitted", "plan", "why"),
    [
        (1, "____R_____", "10 days: the middle is between the 5th and the 6th day; the earlier one wins"),
        (2, "__R____R__", "centres of two halves: the 3rd and the 8th day"),
        (5, "R_R_R_R_R_", "slices of two days: each middle lies between two days; the earliest list wins"),
        (
            2.5,
            "_R__R___h_",
            "slices of 3⅓ days: middles 1⅙, 4½ and 7⅚, counted from 0; the half day is the last",
        ),
    ],
)
def test_days_lie_at_the_middles_of_equal_slices(uncommitted, plan, why):
    assert drawn(task("..........", uncommitted)) == plan, why


def test_own_days_in_the_window_count_for_the_spread():
    """Slices of 5 days: the own day is near the first middle (2), so the proposed one goes to the second (7)."""
    assert drawn(task("..R.......", 1)) == "_______R__"


def test_own_days_before_the_window_do_not():
    """Window of 8 days from Wednesday: its middle lies between its 4th and its 5th day."""
    assert drawn(task("RR........", 1, first=on(2))) == "_____R____"


def test_onsite_days_stand_in_a_row():
    """Ideal 1⅙, 4½, 7⅚. The pair 6, 7 behind a single 1: 1/36 + 9/4 + 25/36 = 107/36; the mirrored 2, 3, 8 is as even,
    every other is less so (1, 5, 6: 131/36), and the list that begins with 1 is the earlier one."""
    assert drawn(task("..........", 3, onsite=2)) == "_R____OO__"


def test_friday_and_monday_are_not_in_a_row():
    assert drawn(task("xxxx.--.xxx", 2, onsite=2)) == "____R__R___"
    assert codes(task("xxxx.--.xxx", 2, onsite=2)) == [("onsite_no_room_for_run", 2)]


def test_friday_and_monday_are_in_a_row_where_the_terms_say_so():
    assert drawn(task("xxxx.--.xxx", 2, onsite=2, across_closed="valid")) == "____O__O___"


def test_a_stranded_day_extends_a_row_that_is_there():
    assert drawn(task("xxOO.xx...", 1, onsite=1)) == "____O_____"


def test_a_stranded_day_extends_a_row_from_before_the_window():
    assert drawn(task("OO........", 1, onsite=1, first=on(2))) == "__O_______"


def test_a_short_row_is_completed():
    assert drawn(task("..O.xxx...", 1, onsite=1)) == "___O______"


def test_two_short_rows_are_joined():
    """The day between makes three in a row; one beside would leave the other two apart, which is as good a block."""
    assert drawn(task("xxO.Oxx...", 1, onsite=1)) == "___O______"


def test_an_own_half_day_needs_two_more():
    """0.5 + 1 is less than 2.0 days; 0.5 + 1 + 1 is enough."""
    assert codes(task("xxo..xxxxx", 1, onsite=1)) == [("onsite_single_day", 1)]
    assert drawn(task("xxo..xxxxx", 2, onsite=2)) == "___OO_____"


def test_a_single_day_is_not_placed_onsite_but_remote():
    assert drawn(task("..........", 1, onsite=1)) == "____R_____"
    assert codes(task("..........", 1, onsite=1)) == [("onsite_single_day", 1)]


def test_a_single_own_day_behind_the_weekend_spoils_the_row_before_it():
    """Thursday and Friday would make one block with Monday, and Monday alone is short."""
    asked = task("xxx..--Oxxx", 2, onsite=2)
    assert drawn(asked) == "___RR______"
    assert codes(asked) == [("onsite_beside_short_block", 2)]


def test_an_own_day_on_the_closed_saturday_continues_the_row():
    assert drawn(task("xxxx.C-xxxx", 1, onsite=1)) == "____O______"


def test_multiples_of_two_only():
    assert drawn(task("xx....x", 3, onsite=3, multiples_only=True)).count("O") == 2
    assert codes(task("xx...xx", 3, onsite=3, multiples_only=True)) == [("onsite_no_room_for_run", 1)]
    assert drawn(task("OO...xx", 2, onsite=2, multiples_only=True, first=on(2))).count("O") == 2
    assert codes(task("OO.x.xx", 2, onsite=2, multiples_only=True, first=on(2))) == [("onsite_no_room_for_run", 2)]


def test_three_in_a_row_where_the_terms_ask_for_three():
    assert drawn(task("..x...x..x", 3, onsite=3, min_onsite_run=3)) == "___OOO____"


def test_whole_days_go_first_when_dates_are_few():
    proposal = propose(task("x.x.x--", 2.5))
    assert [entry.days for entry in proposal.entries] == [1.0, 1.0]
    assert (proposal.placed, proposal.unplaced) == (2.0, 0.5)


def test_a_lone_half_day_is_remote():
    assert drawn(task("..........", 0.5, onsite=2)) == "____h_____"
    assert codes(task("..........", 0.5, onsite=2)) == [("onsite_over_placed", 2)]


def test_the_cap_bounds_the_wish():
    assert codes(task("..........", 6, onsite=5, left=3.5)) == [("onsite_over_cap", 2)]
    assert drawn(task("..........", 6, onsite=5, left=3.5)).count("O") == 3
    assert codes(task("..........", 6, onsite=2, left=-1)) == [("onsite_over_cap", 2)]


def test_wishes_leave_days_out_and_say_so():
    days = task("x.R...-" * 2, 4).days
    wished = Task(days, on(0), on(13), 4, 0, wish=Wish(weekdays=frozenset({1}), months=frozenset({"2026-10"})))
    proposal = propose(wished)
    assert [entry.date for entry in proposal.entries] == [on(1), on(8)]
    (reason,) = proposal.reasons
    assert (reason.code, reason.amount) == ("too_few_bookable_days", 2)
    assert reason.values == {"working": 12, "own": 2, "elsewhere": 2, "wishes": 6, "bookable": 2, "last": on(13)}


def test_nothing_to_place():
    assert codes(task("...", 0)) == [("nothing_uncommitted", 0)]
    assert codes(task("...", -1.5, onsite=2)) == [("overused", 1.5)]
    over = Task((), on(1), on(0), 3.5, 2, wish=Wish(onsite=2))
    assert propose(over).unplaced == 3.5
    assert codes(over) == [("term_over", 3.5)]


def test_days_may_be_decimals():
    days = (Day(on(0), True, "onsite", Decimal("1.0")), Day(on(1), True), Day(on(2), True))
    asked = Task(days, on(1), on(2), Decimal("1.5"), Decimal("1.0"), wish=Wish(onsite=1))
    assert propose(asked).entries == (Proposed(on(1), 1.0, "onsite"), Proposed(on(2), 0.5, "remote"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"days": (Day(on(0), True), Day(on(2), True))}, "follows 2026-10-05"),
        ({"last": on(9)}, "do not reach"),
        ({"days": (Day(on(0), True, "remote"),), "last": on(0)}, "mode without days"),
        ({"uncommitted": 1.25}, "multiple of 0.5"),
        ({"wish": Wish(onsite=-1)}, "at least 0"),
    ],
)
def test_a_wrong_question_is_refused(change, said):
    right = {"days": (Day(on(0), True), Day(on(1), True)), "first": on(0), "last": on(1), "uncommitted": 1}
    with pytest.raises(ValueError, match=said):
        Task(**{**right, "onsite_left": 0, **change})


def test_half_days_are_counted_exactly():
    assert halves(3.5) == 7
