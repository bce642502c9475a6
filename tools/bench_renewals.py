"""`make bench`, renewals: states, deadlines and reasons of 200,000 support terms.

python tools/bench_renewals.py [--terms 200000] [--rounds 5] [--keep DIR]
"""

import argparse
import os
import platform
import tempfile
from pathlib import Path

import duckdb
from bench import AS_OF, _medians, _print, _timed

from metrics import renewals
from warehouse import Warehouse, open_published
from warehouse.publishing import current

CONTRACTS = """
select
    'K-' || lpad(contract::varchar, 6, '0') as contract_id,
    'C-' || contract // 3 as customer_id,
    'ivanti' as program,
    ['standard', 'enterprise', 'premium'][(1 + hash(contract) % 3)::integer] as tier,
    (first_start + to_years(year::integer))::date as start_on,
    (first_start + to_years(year::integer + 1))::date - 1 as end_on,
    100000 + hash(contract, year) % 9000000 as annual_fee,
    'JPY' as currency,
    100 + hash(contract, 'licences') % 900 as licences_purchased,
    100 + hash(contract, 'use') % 900 as licences_in_use,
    100 + hash(contract, 'cover') % 900 as licences_covered,
    case when hash(contract, year, 'paid') % 20 > 0 then (first_start + to_years(year::integer))::date - 9 end
        as payment_confirmed_on,
    case when hash(contract, year, 'notice') % 30 = 0
        then (first_start + to_years(year::integer + 1))::date - (60 + hash(contract) % 60)::integer end
        as nonrenewal_notice_on
from (
    select number as contract, date '2021-01-01' + (hash(number, 'start') % 730)::integer as first_start
    from range(?) as numbers (number)
), range(5) as years (year)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--terms", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the export and the database here, and use them again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        print(f"\nRenewals: {platform.machine()}, {os.cpu_count()} cores, duckdb {duckdb.__version__}")
        _measured(open_published(_loaded(chosen.keep or Path(temporary), chosen.terms)), chosen.rounds)


def _loaded(home: Path, terms: int) -> Path:
    exports, database = home / f"contracts-{terms}", home / f"contracts-{terms}.duckdb"
    if not (exports / "contracts.csv").exists():
        exports.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(f"create table exported as {CONTRACTS}", [terms // 5])
            connection.execute(f"copy exported to '{exports}/contracts.csv' (header)")
    if current(database) is None:
        _timed("load", ["load", str(exports), "--db", str(database), "--as-of", AS_OF])
    return database


def _measured(warehouse: Warehouse, rounds: int) -> None:
    """What `teirei renewals` answers, and the retention, against adding up the fees by end month."""
    plain = warehouse.without_facts()
    scan = "select strftime(end_on, '%Y-%m'), currency, count(*), sum(annual_fee) from contract_terms group by all"
    found = _medians(
        {
            "sum of fees by end month": lambda: plain.sql(scan).to_arrow_table(),
            "terms with states, deadlines, reasons": lambda: renewals.terms(warehouse),
            "retention by quarter": lambda: renewals.retention(warehouse),
        },
        rounds,
    )
    print(f"{renewals.terms(warehouse).num_rows:,} terms")
    _print(found)


if __name__ == "__main__":
    main()
