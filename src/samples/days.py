"""How many bulk tickets each day brings, at what minutes, and for which contract."""

from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from samples.calendar import AS_OF, AS_OF_DAY, DAY, DAYS, FIRST_DAY, IS_OPEN, number_of
from samples.companies import COMPANIES
from samples.contracts import CONTRACTS, Contract
from samples.desk import is_surge

_MONTH = (0, 0.95, 1.0, 1.18, 1.28, 0.95, 1.1, 1.05, 0.78, 1.08, 1.05, 1.0, 0.88)
_HOUR = tuple(accumulate((0, 0, 0, 0, 0, 0, 1, 3, 9, 26, 30, 24, 13, 25, 29, 27, 21, 8, 4, 3, 2, 2, 1, 1)))
# From here on 青葉精機 has only the tickets of its reviews, so that their counts can be foretold.
_REVIEWED, _REVIEWED_FROM = "C-001", date(2026, 4, 1)


class Market(NamedTuple):
    """The contracts in force on a day and the running sum of their weights."""

    contracts: list[Contract]
    weights: list[float]

    def pick(self, chance: float) -> Contract:
        return self.contracts[bisect(self.weights, chance * self.weights[-1])]


def openings(draw: Callable[[], float], count: int) -> Iterator[tuple[int, Market]]:
    """(minute, market) of `count` tickets in order of opening."""
    first, last = number_of(FIRST_DAY), number_of(AS_OF_DAY)
    weights = [_weight(day, first, last) * (0.6 + 0.8 * draw()) for day in range(first, last + 1)]
    total, sum_so_far, given = sum(weights), 0.0, 0
    for day, weight in enumerate(weights, first):
        sum_so_far += weight
        due = count if day == last else int(count * sum_so_far / total)
        for minute in sorted(_minute(draw, day == last) for _ in range(due - given)):
            yield day * DAY + minute, market(day)
        given = due


def _weight(day: int, first: int, last: int) -> float:
    weekday = 1.35 if DAYS[day].weekday() == 0 else 1.0
    growth = 0.85 + 0.3 * (day - first) / (last - first)
    kind = weekday if IS_OPEN[day] else 0.07
    if day == last:
        kind = 0.15
    return _MONTH[DAYS[day].month] * growth * kind * (1.3 if is_surge(day) else 1.0)


def _minute(draw: Callable[[], float], is_last: bool) -> int:
    if is_last:
        return int(draw() * (AS_OF % DAY))
    return bisect(_HOUR, draw() * _HOUR[-1]) * 60 + int(draw() * 60)


_MARKETS: dict[int, Market] = {}


def market(day: int) -> Market:
    if day not in _MARKETS:
        contracts = [contract for contract in CONTRACTS if _sells(contract, DAYS[day])]
        _MARKETS[day] = Market(contracts, list(accumulate(_share(contract, day) for contract in contracts)))
    return _MARKETS[day]


def _sells(contract: Contract, day: date) -> bool:
    if COMPANIES[contract.customer].size == 0 or (contract.customer == _REVIEWED and day >= _REVIEWED_FROM):
        return False
    return any(start <= day <= end for start, end in contract.terms())


def _share(contract: Contract, day: int) -> float:
    busy = contract.product == "Connect Secure" and is_surge(day)
    return COMPANIES[contract.customer].size * (2.5 if busy else 1.0)
