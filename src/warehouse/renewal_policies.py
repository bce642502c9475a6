"""The terms of renewals as a table (Ivanti VI, VII, VIII, IX, preamble; Asgent sets none of them).

`renewal_rules`  one row per programme and span of dates in which no rule changes; null = the text does not set it
"""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from refusals import Refusal
from terms import Terms
from warehouse.policies import ENDLESS

RULES = {
    "renewal.notice_days": (),
    "renewal.access_stops_unpaid": (True, False),
    "licences.required": ("max_purchased_in_use",),
    "reinstatement.days_per_year": (),
    "revision.objection_days": (),
    "attainment.guide": (),
    "enhanced.upgrade_to": (),
}
"""What each rule may be; (): any value."""

TABLES = """
create table renewal_rules (
    program varchar, valid_from date, valid_to date, notice_days integer, access_stops_unpaid boolean,
    licences_required varchar, days_per_year integer, objection_days integer, guide double, upgrade_to varchar
)
"""


def write(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    """Writes the rules of every programme. Refusal for a rule that the renewals do not know."""
    connection.execute(TABLES)
    for program in terms.programmes:
        firsts = sorted(
            {entry.valid_from for entry in terms.values() if entry.program == program and entry.path in RULES}
        )
        for first, after in zip(firsts, [*firsts[1:], ENDLESS], strict=True):
            begins = date.min if first == firsts[0] else first  # an older term is read by the oldest text there is
            rules = [_rule(terms, program, path, first) for path in RULES]
            connection.execute(
                f"insert into renewal_rules values ({', '.join('?' * 10)})", [program, begins, after, *rules]
            )


def _rule(terms: Terms, program: str, path: str, on: date) -> Any:
    entry = terms.find(program, path, on)
    value = None if entry is None else entry.value
    if RULES[path] and value is not None and value not in RULES[path]:
        raise Refusal(f"terms of {program}: {path} = {value!r}: give one of {', '.join(map(repr, RULES[path]))}")
    return float(value) if isinstance(value, Decimal) else value
