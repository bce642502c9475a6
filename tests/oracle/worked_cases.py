"""The worked cases of tests/cases/*.toml, with what the files leave out filled in.

A contract is C-1 of K-1 (青葉精機), Ivanti, 2026-04-01 to 2027-03-31; a ticket names C-1 and came by phone; the
reporting time is 2027-04-05 08:30 in Japan.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from oracle.instants import parse
from oracle.sla import World

CASES = Path(__file__).parents[1] / "cases"
AS_OF = "2027-04-05T08:30:00+09:00"
CONTRACT = {
    "contract_id": "C-1",
    "customer_id": "K-1",
    "customer_name": "青葉精機",
    "program": "ivanti",
    "start_on": "2026-04-01",
    "end_on": "2027-03-31",
}
TICKET = {"ticket_id": "T-1", "contract_id": "C-1", "channel": "phone"}
INSTANTS = {"due_at", "opened_at", "first_response_at"}


@dataclass
class Case:
    id: str
    title: str
    as_of: str
    contracts: list[dict]
    ticket: dict
    events: list[dict]
    calendars: dict[str, dict]
    expected: dict

    def world(self) -> World:
        return World(self.contracts, [self.ticket], self.events, [], self.calendars)

    def wanted(self) -> dict:
        """Expected values with instants as epoch seconds, and "none" as None."""
        return {
            name: parse(value) if name in INSTANTS else None if value == "none" else value
            for name, value in self.expected.items()
        }


def read() -> list[Case]:
    return [
        _case(f"{file.stem}-{number}", table)
        for file in sorted(CASES.glob("*.toml"))
        for number, table in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], start=1)
    ]


def _case(name: str, table: dict) -> Case:
    known = {"title", "as_of", "arithmetic", "contract", "ticket", "event", "calendar", "expected"}
    if unknown := table.keys() - known:
        raise ValueError(f"{name}: unknown {sorted(unknown)}")
    contract = table["contract"]
    return Case(
        id=name,
        title=table["title"],
        as_of=table.get("as_of", AS_OF),
        contracts=[CONTRACT | row for row in (contract if isinstance(contract, list) else [contract])],
        ticket=TICKET | table["ticket"],
        events=[{"ticket_id": "T-1", **event} for event in table.get("event", [])],
        calendars=table.get("calendar", {}),
        expected=table["expected"],
    )
