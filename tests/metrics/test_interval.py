"""The Wilson interval, against the published example and its limits."""

import pytest

from metrics.interval import wilson


def test_the_worked_example_of_newcombe_1998():
    """81 of 263: 0.2553 to 0.3662 (Newcombe, Statistics in Medicine 17, table I, method 3)."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_few_tickets_that_were_all_met_still_leave_doubt():
    """1 of 29: 0.0061 to 0.1718 (the same table)."""
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    low, high = wilson(3, 3)
    assert low < 0.5 and high == 1.0


def test_no_ticket_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)
