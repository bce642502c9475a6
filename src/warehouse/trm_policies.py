"""The terms of TRM subscriptions as tables (Ivanti XII).

`trm_rules`  one row per span of dates in which no rule changes: lengths of the terms, notice, onsite rules, calendar
`trm_types`  one row per type and such span: days, coupons and onsite cap of a term
"""

from datetime import date
from typing import Any

import duckdb

from refusals import Refusal
from terms import Terms
from warehouse.policies import ENDLESS

TYPES = "trm.types"
RULES = {
    "trm.term_months": (),
    "trm.renewal_months": (),
    "trm.renews_automatically": (True, False),
    "trm.notice_days": (),
    "trm.onsite_min_consecutive_days": (),
    "trm.onsite_multiples_only": (False, True),
    "trm.onsite_half_days_count_as_days": (False, True),
    "trm.onsite_across_closed_days": ("bridged", "valid", "short"),
    "trm.unused_days": ("expire",),
    "trm.unused_coupons": ("expire",),
    "trm.first_day": ("purchased_on",),
    "trm.notice_working_day": ("last_on_or_before",),
}
"""What each rule may be; (): a whole number. The last four have one reading that the ledgers can count."""

TABLES = """
create table trm_rules (
    valid_from date, valid_to date, program varchar, calendar varchar,
    term_months integer, renewal_months integer, renews boolean, notice_days integer,
    onsite_run integer, multiples_only boolean, half_days_count boolean, across_closed varchar
);
create table trm_types (
    valid_from date, valid_to date, trm_type varchar, days decimal(6, 1), coupons integer, onsite_cap decimal(6, 1)
);
"""


def write(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    """Writes the rules of the programme that has TRM types; no row where none has. Refusal for a rule unheard of."""
    connection.execute(TABLES)
    for program in terms.programmes:
        if any(entry.path.startswith(f"{TYPES}.") for entry in terms.values() if entry.program == program):
            _write(connection, terms, program)
            return


def _write(connection: duckdb.DuckDBPyConnection, terms: Terms, program: str) -> None:
    firsts = sorted(
        {
            entry.valid_from
            for entry in terms.values()
            if entry.program == program and (entry.path in RULES or entry.path.startswith(f"{TYPES}."))
        }
    )
    calendar = terms.programmes[program].calendar
    for first, after in zip(firsts, [*firsts[1:], ENDLESS], strict=True):
        begins = date.min if first == firsts[0] else first  # an older term is counted by the oldest text there is
        months, renewal, renews, notice, run, multiples, halves, across, *_ = (
            _rule(terms, program, path, first) for path in RULES
        )
        connection.execute(
            f"insert into trm_rules values ({', '.join('?' * 12)})",
            [begins, after, program, calendar, months, renewal, renews, notice, run, multiples, halves, across],
        )
        for trm_type, values in terms.table(program, TYPES, first).items():
            connection.execute(
                "insert into trm_types values (?, ?, ?, ?, ?, ?)",
                [begins, after, trm_type, values["days"], values["coupons"], values["onsite_cap"]],
            )


def _rule(terms: Terms, program: str, path: str, on: date) -> Any:
    value = terms.value(program, path, on)
    known = RULES[path]
    if known and value not in known:
        raise Refusal(f"terms of {program}: {path} = {value!r}: give one of {', '.join(map(repr, known))}")
    if not known and (type(value) is not int or value < 1):
        raise Refusal(f"terms of {program}: {path} = {value}: give a whole number, 1 or more")
    return value
