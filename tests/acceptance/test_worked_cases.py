"""The worked cases of tests/cases/*.toml, loaded into one database and asked of `teirei tickets` and `teirei sla`."""

import pytest
from oracle import worked_cases
from oracle.instants import parse
from oracle.sla import World

from acceptance.agreement import load
from acceptance.command import teirei_json

CASES = worked_cases.read()
PERIOD = ("month", "quarter")
NOT_IN_TICKETS = {*PERIOD, "if_counted"}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    contracts, tickets, events, calendars = [], [], [], {}
    for case in CASES:
        contracts += [_own(case, row) for row in case.contracts]
        tickets.append(_own(case, case.ticket))
        events += [_own(case, row) for row in case.events]
        calendars |= {f"{case.id}-{name}": table for name, table in case.calendars.items()}
    world = World(contracts, tickets, events, [], calendars)
    return load(world, tmp_path_factory.mktemp("cases"), parse(worked_cases.AS_OF))


def _own(case: worked_cases.Case, row: dict) -> dict:
    """The row with ids and names of this case alone, so that all cases fit into one database."""
    columns = ("ticket_id", "contract_id", "customer_id", "customer_name", "calendar")
    return row | {name: f"{case.id}-{row[name]}" for name in columns if row.get(name)}


@pytest.fixture(scope="module")
def tickets(database):
    times = {case.as_of for case in CASES}
    answers = {as_of: teirei_json("tickets", "--db", database, "--as-of", as_of) for as_of in times}
    return {(as_of, row["ticket_id"]): row for as_of, answer in answers.items() for row in answer["rows"]}


@pytest.fixture(scope="module")
def periods(database):
    rows = teirei_json("sla", "--db", database, "--by", "customer,month,quarter")["rows"]
    return {row["customer"]: {name: row[name] for name in PERIOD} for row in rows}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_worked_case(case, tickets, periods):
    row = tickets[case.as_of, f"{case.id}-T-1"]
    wanted = {name: value for name, value in case.wanted().items() if name not in NOT_IN_TICKETS}
    if wanted.get("calendar") in case.calendars:
        wanted["calendar"] = f"{case.id}-{wanted['calendar']}"
    found = {name: parse(row[name]) if name in worked_cases.INSTANTS else row[name] for name in wanted}
    if "clause" in wanted:
        assert wanted.pop("clause") in found.pop("clause").replace(",", " ").split()
    assert found == wanted, case.title
    if "month" in case.expected:
        assert periods[f"{case.id}-K-1"] == {name: case.expected[name] for name in PERIOD}
