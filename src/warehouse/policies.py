"""The terms as tables that tickets join by one integer key.

`programmes`    one row per programme: its default calendar
`policies`      one row per programme, tier and span of dates in which no target or reading changes; 0 = no targets
`targets`       one row per policy and severity (0 = unknown): joined by target_key(policy_id, severity_no)
`escalations`   one row per policy and severity that must be escalated, under the same key
`reason_codes`  one row per known closure and exclusion code
"""

from datetime import date

import duckdb

from refusals import Refusal
from terms import Terms

ENDLESS = date(9999, 12, 31)
SEVERITIES = ("S1", "S2", "S3", "S4")
READINGS = {
    "response.severity_source": ("exported", "reported"),
    "response.resolution_is_answer": (True, False),
    "response.raise_counts_from": ("opened_at", "raise"),
}
"""How the clock is read where the text is silent (A10, A11, A12), and what each may be."""

KEYS_PER_POLICY = 1 + len(SEVERITIES)
TABLES = """
create table programmes (program varchar, calendar varchar, name_ja varchar, name_en varchar);
create table policies (
    policy_id smallint, program varchar, tier varchar, valid_from date, valid_to date,
    severity_source varchar, resolution_is_answer boolean, raise_counts_from varchar
);
create table targets (
    key smallint, policy_id smallint, severity_no utinyint, clock varchar, twice_target bigint,
    phone_channels varchar[], clause varchar, assumptions varchar[], phone_clause varchar, phone_assumptions varchar[]
);
create table escalations (
    key smallint, clock varchar, seconds bigint, clause varchar, assumptions varchar[]
);
create table reason_codes (purpose varchar, code varchar, program varchar, clause varchar, kind varchar);
"""


def write(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    connection.execute(TABLES)
    _insert(
        connection,
        "programmes",
        [
            (programme.id, programme.calendar, programme.name["ja"], programme.name["en"])
            for programme in terms.programmes.values()
        ],
    )
    policies = _policies(terms)
    targets = [_no_target(0, number) for number in range(KEYS_PER_POLICY)]
    escalations = []
    for policy_id, program, tier, first, *_ in policies:
        targets += _targets(terms, policy_id, program, tier, first)
        escalations += _escalations(terms, policy_id, program, tier)
    _insert(connection, "policies", policies)
    _insert(connection, "targets", targets)
    _insert(connection, "escalations", escalations)
    _insert(
        connection,
        "reason_codes",
        [
            (purpose, code.code, code.program, code.clause, code.kind)
            for purpose, codes in (("exclusion", terms.exclusion_codes), ("closure", terms.closure_codes))
            for code in codes.values()
        ],
    )


def _targets(terms: Terms, policy_id: int, program: str, tier: str, on: date) -> list[tuple]:
    rows = [_no_target(policy_id, 0)]
    rules = {rule.severity: rule for rule in terms.phone_rules() if (rule.program, rule.tier) == (program, tier)}
    for number, severity in enumerate(SEVERITIES, start=1):
        if severity not in terms.programmes[program].severities:
            rows.append(_no_target(policy_id, number))
            continue
        target, rule = terms.target(program, tier, severity, on), rules.get(severity)
        rows.append(
            (
                policy_id * KEYS_PER_POLICY + number,
                policy_id,
                number,
                target.clock,
                target.minutes * 120,
                list(rule.channels) if rule else None,
                target.clause,
                list(target.assumptions),
                rule.clause if rule else None,
                list(rule.assumptions) if rule else [],
            )
        )
    return rows


def _no_target(policy_id: int, severity_no: int) -> tuple:
    key = policy_id * KEYS_PER_POLICY + severity_no
    return (key, policy_id, severity_no, None, None, None, None, [], None, [])


def _escalations(terms: Terms, policy_id: int, program: str, tier: str) -> list[tuple]:
    return [
        (
            policy_id * KEYS_PER_POLICY + SEVERITIES.index(rule.severity) + 1,
            rule.clock,
            rule.minutes * 60,
            rule.clause,
            list(rule.assumptions),
        )
        for rule in terms.escalations()
        if (rule.program, rule.tier) == (program, tier)
    ]


def _policies(terms: Terms) -> list[tuple]:
    """Targets and readings of a programme and tier change on some dates only: a policy is the span between two."""
    starts: dict[tuple[str, str], set[date]] = {}
    for target in terms.targets():
        starts.setdefault((target.program, target.tier), set()).add(target.valid_from)
    readings: dict[str, set[date]] = {}
    for entry in terms.outline():
        if entry.path in READINGS:
            readings.setdefault(entry.program, set()).add(entry.valid_from)
    found = []
    for (program, tier), dates in sorted(starts.items()):
        firsts = sorted(dates | {day for day in readings.get(program, ()) if day > min(dates)})
        for first, after in zip(firsts, [*firsts[1:], ENDLESS], strict=True):
            taken = [_reading(terms, program, path, first) for path in READINGS]
            found.append((len(found) + 1, program, tier, first, after, *taken))
    return found


def _reading(terms: Terms, program: str, path: str, on: date) -> object:
    """The value of a reading on a date; its first choice where the contract does not have it."""
    entry = terms.find(program, path, on)
    value = READINGS[path][0] if entry is None or entry.value is None else entry.value
    if value not in READINGS[path]:
        raise Refusal(f"terms of {program}: {path} = {value!r}: give one of {', '.join(map(repr, READINGS[path]))}")
    return value


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
