"""The rows that a digest is made of, as of one instant: each question asked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from labels import figures
from metrics import Filters, actions, renewals, tickets, trm
from metrics.renewals import RenewalFilters
from metrics.trm import TrmFilters
from reminders import owners
from warehouse import Warehouse

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """`actions` as `metrics.actions.due` lists them; the other rows by what names them."""

    today: date
    actions: list[Row]
    terms: dict[tuple[str, str, date], Row]
    ledgers: dict[tuple[str, date], Row]
    revisions: dict[tuple[str, date], Row]
    open_tickets: dict[str, Row]
    reasons: list[Row]
    warnings: list[Row]

    def facts(self, action: Row) -> Row:
        """The row that an action is about."""
        if action["area"] == "sla":
            return self.open_tickets[action["id"]]
        if action["code"] == "revision_open":
            return self.revisions[action["id"], action["due_on"]]
        if action["area"] == "trm":
            return self.ledgers[action["id"], action["start_on"]]
        return self.terms["support", action["id"], action["start_on"]]

    def reasons_of(self, action: Row) -> tuple[Row, ...]:
        """What else is known against the renewal of a support term, or about the TRM term."""
        if action["area"] == "trm":
            named = (action["id"], action["start_on"])
            return tuple(row for row in self.warnings if (row["subscription_id"], row["term_start"]) == named)
        named = ("support", action["id"], action["start_on"])
        return tuple(row for row in self.reasons if (row["kind"], row["id"], row["start_on"]) == named)

    def customers(self, owner: str) -> frozenset[str]:
        return owners.customers(owner, self.terms.values())


def read(warehouse: Warehouse, as_of: datetime | None = None) -> Known:
    """What is known at `as_of` (None = the load's own instant)."""
    filters = RenewalFilters(as_of=as_of)
    terms = renewals.terms(warehouse, filters).to_pylist()
    found = trm.answers(warehouse, TrmFilters(as_of=as_of), ("ledgers", "warnings"))
    waiting = tickets.facts(warehouse, Filters(outcome=("overdue", "running"), as_of=as_of)).to_pylist()
    revisions = renewals.revisions(warehouse, filters).to_pylist()
    return Known(
        today=figures.local(as_of or warehouse.as_of).date(),
        actions=actions.due(warehouse, as_of).to_pylist(),
        terms={(row["kind"], row["id"], row["start_on"]): row for row in terms},
        ledgers={(row["subscription_id"], row["term_start"]): row for row in found["ledgers"].to_pylist()},
        revisions={(row["contract_id"], row["object_by"]): row for row in revisions},
        open_tickets={row["ticket_id"]: row for row in waiting},
        reasons=renewals.reasons(warehouse, filters).to_pylist(),
        warnings=found["warnings"].to_pylist(),
    )
