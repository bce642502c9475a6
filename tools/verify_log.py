"""Compares `teirei tickets` and `teirei sla` with the oracle for every incident of a ServiceNow audit log.

    python tools/verify_log.py LOG.csv.gz CONTRACTS.csv [--as-of INSTANT]

Loads both files into a database of its own, folds the log a second time in plain Python, judges each incident with
tests/oracle, and prints what differs. Exit code 0 = everything agrees, 1 = something differs.
"""

import argparse
import csv
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from acceptance.agreement import attainment_differences, explained, ticket_differences
from acceptance.command import teirei_json
from oracle import servicenow
from oracle.instants import parse
from oracle.sla import World

GROUPS = [(), ("tier", "severity"), ("month", "reason"), ("channel", "quarter")]


def main() -> int:
    options = _options()
    with TemporaryDirectory() as folder:
        return compare(options.log, options.contracts, options.as_of, Path(folder) / "log.duckdb")


def compare(log: Path, contracts: Path, as_of_text: str | None, database: Path) -> int:
    as_of_option = ("--as-of", as_of_text) if as_of_text else ()
    place = ("--db", database, "--timezone", "Asia/Tokyo", "--map", "customer_id=location")
    loaded = teirei_json("load", log, contracts, *place, *as_of_option)
    records = list(servicenow.records(log))
    with contracts.open(encoding="utf-8-sig", newline="") as file:
        terms = list(csv.DictReader(file))
    wrong = accounted(loaded, len(records), len(terms))
    tickets, events = servicenow.fold(records)
    world = World(terms, tickets, events)
    as_of = parse(loaded["as_of"])
    facts = world.facts(as_of)
    if differ := ticket_differences(facts, database, as_of):
        wrong.append(explained(differ, world))
    for by in GROUPS:
        wrong += [f"by {','.join(by) or 'nothing'}: {line}" for line in attainment_differences(facts, database, by)]
    print("\n".join(wrong) or "everything agrees")
    print(f"{len(records)} records, {len(tickets)} incidents, {len(events)} changes, as of {loaded['as_of']}")
    return 1 if wrong else 0


def accounted(loaded: dict, records: int, terms: int) -> list[str]:
    read = sum(file["read"] for file in loaded["files"])
    whole = read == loaded["read"] == loaded["loaded"] + loaded["rejected"] == records + terms
    return [] if whole else [f"{records} + {terms} records, but load says {loaded}"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=Path)
    parser.add_argument("contracts", type=Path)
    parser.add_argument("--as-of", help="as in `teirei load`")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
