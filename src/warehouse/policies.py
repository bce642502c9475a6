"""The terms as tables that tickets join by one integer key.

`programmes`    one row per programme: its default calendar
`policies`      one row per programme, tier and span of dates in which none of its targets changes; 0 = no targets
`targets`       one row per policy and severity (0 = unknown): target_key = policy_id · 5 + severity_no
`escalations`   one row per policy and severity that must be escalated
`reason_codes`  one row per known closure and exclusion code
"""

from datetime import date

import duckdb

from terms import Terms

ENDLESS = date(9999, 12, 31)
SEVERITIES = ("S1", "S2", "S3", "S4")
TABLES = """
create table programmes (program varchar, calendar varchar, name_ja varchar, name_en varchar);
create table policies (
    policy_id smallint, program varchar, tier varchar, valid_from date, valid_to date, phone_channels varchar[]
);
create table targets (
    target_key integer, policy_id smallint, severity_no utinyint, target_seconds bigint, always boolean,
    needs_phone boolean, clause varchar, assumptions varchar[], phone_clause varchar, phone_assumptions varchar[]
);
create table escalations (
    policy_id smallint, severity_no utinyint, seconds bigint, always boolean, clause varchar, assumptions varchar[]
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
    targets = [(number, 0, number, None, None, False, None, [], None, []) for number in range(5)]
    escalations = []
    for policy_id, program, tier, first, _, _ in policies:
        rules = {rule.severity: rule for rule in terms.phone_rules() if (rule.program, rule.tier) == (program, tier)}
        targets.append((policy_id * 5, policy_id, 0, None, None, False, None, [], None, []))
        for number, severity in enumerate(SEVERITIES, start=1):
            target, rule = terms.target(program, tier, severity, first), rules.get(severity)
            targets.append(
                (
                    policy_id * 5 + number,
                    policy_id,
                    number,
                    target.minutes * 60,
                    target.clock == "always",
                    rule is not None,
                    target.clause,
                    list(target.assumptions),
                    rule.clause if rule else None,
                    list(rule.assumptions) if rule else [],
                )
            )
        escalations += [
            (
                policy_id,
                SEVERITIES.index(rule.severity) + 1,
                rule.minutes * 60,
                rule.clock == "always",
                rule.clause,
                list(rule.assumptions),
            )
            for rule in terms.escalations()
            if (rule.program, rule.tier) == (program, tier)
        ]
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


def _policies(terms: Terms) -> list[tuple]:
    """Each programme's and tier's targets change on some dates only: a policy is the span between two of them."""
    starts: dict[tuple[str, str], set[date]] = {}
    for target in terms.targets():
        starts.setdefault((target.program, target.tier), set()).add(target.valid_from)
    found = []
    for (program, tier), dates in sorted(starts.items()):
        channels = sorted(
            {
                channel
                for rule in terms.phone_rules()
                if (rule.program, rule.tier) == (program, tier)
                for channel in rule.channels
            }
        )
        firsts = sorted(dates)
        for first, after in zip(firsts, [*firsts[1:], ENDLESS], strict=True):
            found.append((len(found) + 1, program, tier, first, after, channels))
    return found


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
