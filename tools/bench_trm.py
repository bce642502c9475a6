"""`make bench`, TRM: ledgers, blocks, coupons and warnings of 100,000 subscriptions with 2,000,000 entries.

python tools/bench_trm.py [--subscriptions 100000] [--rounds 5] [--keep DIR]
"""

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

import duckdb
from bench import AS_OF, _medians, _print, _timed

from metrics import trm
from metrics.trm import TrmFilters
from planning import Wish, propose
from planning.ledgers import ledger
from warehouse import Warehouse, open_published
from warehouse.publishing import current

ENTRIES = 21
"""Entries a subscription is given, before those that fall on one date are taken as one."""

SUBSCRIPTIONS = """
select
    'TRM-' || lpad(number::varchar, 6, '0') as subscription_id,
    'C-' || number // 2 as customer_id,
    ['basic', 'premier', 'enterprise', 'dedicated'][(1 + hash(number) % 4)::integer] as trm_type,
    (date '2023-01-01' + (hash(number, 'purchase') % 1300)::integer) as purchased_on,
    'Consultant ' || number % 2500 as consultant,
    case when hash(number, 'notice') % 20 = 0
        then (date '2025-01-01' + (hash(number, 'day') % 700)::integer) end as nonrenewal_notice_on
from range(?) as numbers (number)
"""
DAYS = """
select distinct on (subscription_id, "date") * from (
    select
        subscription_id,
        (purchased_on + (hash(subscription_id, number) % 1300)::integer) as "date",
        case when hash(subscription_id, number, 'half') % 5 = 0 then 0.5 else 1 end as days,
        case when hash(subscription_id, number, 'onsite') % 4 = 0 then 'onsite' else 'remote' end as mode,
        case when hash(subscription_id, number, 'cancelled') % 33 = 0 then 'cancelled'
            when "date" <= date '2026-10-05' then 'delivered' else 'planned' end as status,
        consultant
    from subscriptions, range(?) as numbers (number)
)
"""
COUPONS = """
select subscription_id, (purchased_on + (hash(subscription_id, 'coupon') % 1000)::integer) as used_on, 1 as quantity
from subscriptions
"""
QUESTIONS = ("ledgers", "blocks", "outside_term", "coupons", "warnings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the exports and the database here, and use them again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        print(f"\nTRM days: {platform.machine()}, {os.cpu_count()} cores, duckdb {duckdb.__version__}")
        warehouse = open_published(_loaded(chosen.keep or Path(temporary), chosen.subscriptions))
        _ledgers(warehouse, chosen.rounds)
        _plans(warehouse)


def _loaded(home: Path, subscriptions: int) -> Path:
    exports, database = home / f"trm-{subscriptions}", home / f"trm-{subscriptions}.duckdb"
    if not exports.exists():
        exports.mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(f"create table subscriptions as {SUBSCRIPTIONS}", [subscriptions])
            for kind, query, given in (
                ("trm_subscriptions", "from subscriptions", []),
                ("trm_days", DAYS, [ENTRIES]),
                ("trm_coupons", COUPONS, []),
            ):
                connection.execute(f"create or replace table exported as {query}", given)
                connection.execute(f"copy exported to '{exports / kind}.csv' (header)")
    if current(database) is None:
        _timed("load", ["load", str(exports), "--db", str(database), "--as-of", AS_OF])
    return database


def _ledgers(warehouse: Warehouse, rounds: int) -> None:
    """Everything that `teirei trm` answers, against adding up the entries by subscription."""
    plain = warehouse.without_facts()
    ((entries,),) = plain.execute("select count(*) from trm_days").fetchall()

    scan = "select subscription_id, status, mode, sum(days) from trm_days group by all"
    found = _medians(
        {
            "sum of days by subscription": lambda: plain.sql(scan).to_arrow_table(),
            "ledgers, blocks, coupons, warnings": lambda: trm.answers(warehouse, TrmFilters(), QUESTIONS),
            "ledgers alone": lambda: trm.ledgers(warehouse),
        },
        rounds,
    )
    print(f"{trm.ledgers(warehouse).num_rows:,} ledgers from {entries:,} entries")
    _print(found)


def _plans(warehouse: Warehouse) -> None:
    """The slowest of a few plans: from the database to the proposal."""
    today = warehouse.as_of.astimezone(warehouse.zone).date()
    slowest = 0.0
    for number in range(0, 40, 8):
        found = ledger(warehouse, f"TRM-{number:06}", today)
        began = time.perf_counter()
        if found:
            propose(found.task(Wish(onsite=4)))
        slowest = max(slowest, time.perf_counter() - began)
    print(f"the slowest of five proposals: {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
