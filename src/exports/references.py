"""What the rows of one kind say about rows of another: loaded in any case, with a warning."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from exports import engine
from exports.accounting import Finding, grouped
from exports.kinds import KINDS, schema

# code, kind, column to look at, condition over the row `r`
_REFERENCES = (
    (
        "unknown_contract",
        "tickets",
        "contract_id",
        "r.contract_id is not null and r.contract_id not in (select contract_id from contracts)",
    ),
    (
        "unknown_customer",
        "tickets",
        "customer_id",
        "r.contract_id is null and r.customer_id is not null and "
        "r.customer_id not in (select customer_id from contracts) and r.customer_id not in "
        "(select customer_name from contracts where customer_name is not null)",
    ),
    ("no_contract_given", "tickets", "contract_id", "r.contract_id is null and r.customer_id is null"),
    (
        "outside_term",
        "tickets",
        "contract_id",
        "r.contract_id in (select contract_id from contracts)",
    ),
    (
        "overlapping_terms",
        "contracts",
        "contract_id",
        "exists (select 1 from contracts o where o.contract_id = r.contract_id and o.start_on < r.start_on "
        "and o.end_on >= r.start_on)",
    ),
    (
        "gap_between_terms",
        "contracts",
        "contract_id",
        "r.start_on > (select max(o.end_on) + 1 from contracts o where o.contract_id = r.contract_id "
        "and o.start_on < r.start_on)",
    ),
    ("unknown_ticket", "ticket_events", "ticket_id", "r.ticket_id not in (select ticket_id from tickets)"),
    *(
        (
            "unknown_subscription",
            kind,
            "subscription_id",
            "r.subscription_id not in (select subscription_id from trm_subscriptions)",
        )
        for kind in ("trm_days", "trm_coupons")
    ),
    (
        "before_first_term",
        "trm_days",
        "subscription_id",
        'r."date" < (select min(s.purchased_on) from trm_subscriptions s where s.subscription_id = r.subscription_id)',
    ),
    (
        "more_than_a_day",
        "trm_days",
        "consultant",
        "r.consultant is not null and r.status <> 'cancelled' and (select sum(o.days) from trm_days o where "
        'o.consultant = r.consultant and o."date" = r."date" and o.status <> \'cancelled\') > 1',
    ),
    *(
        ("unknown_contract", kind, "contract_id", "r.contract_id not in (select contract_id from contracts)")
        for kind in ("entitlement_deliveries", "terms_notices")
    ),
)
# The terms become instants, not each ticket a date; an explicit anti join is faster than a correlated `not exists`.
_UNCOVERED = """
    tickets r anti join (
        select contract_id, timezone('UTC', timezone('{zone}', start_on::timestamp)) as begins_at,
            timezone('UTC', timezone('{zone}', (end_on + 1)::timestamp)) as ends_at
        from contracts
    ) c on c.contract_id = r.contract_id and r.opened_at >= c.begins_at and r.opened_at < c.ends_at
"""

CODES = tuple(dict.fromkeys(code for code, *_ in _REFERENCES))


def check(tables: Mapping[str, pa.Table], timezone: str) -> list[Finding]:
    """Warnings about references that lead nowhere and about use outside the term (dates in `timezone`)."""
    with engine.cursor() as connection:
        for kind in KINDS:
            connection.register(f"{kind}_given", tables.get(kind, schema(kind).empty_table()))
            connection.execute(f"create temp view {kind} as select * from {kind}_given")
        return found(connection, "tickets_given", timezone)


def found(connection: duckdb.DuckDBPyConnection, tickets: str, timezone: str) -> list[Finding]:
    """The same about the tables of a connection; `tickets` names what its temporary view `tickets` will show."""
    connection.execute(f"create or replace temp view tickets as select * from {tickets}")
    warnings = []
    for code, kind, column, condition in _REFERENCES:
        source = _UNCOVERED.format(zone=timezone) if code == "outside_term" else f"{kind} r"
        rows = connection.sql(
            f"select r.source_file, r.source_line, r.{column} as value from {source} where {condition}"
        ).to_arrow_table()
        warnings += _by_file(rows, column, code)
    return warnings


def _by_file(rows: pa.Table, column: str, code: str) -> list[Finding]:
    found = []
    for file in rows["source_file"].unique().to_pylist():
        of_file = rows.filter(pc.equal(rows["source_file"], file))
        found += grouped(file, column, of_file["source_line"].to_numpy(), of_file["value"], code)
    return found
