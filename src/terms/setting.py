"""What a row of a contract may refer to, and the parts that every row has: date, assumptions, quote."""

from dataclasses import dataclass, replace
from datetime import date

from .heading import Heading
from .model import Assumption, Clause, Severity, Tier
from .node import Node


@dataclass(frozen=True)
class Setting:
    heading: Heading
    tiers: dict[str, Tier]
    severities: dict[str, Severity]
    assumptions: dict[str, Assumption]
    clause: Clause

    @property
    def program(self) -> str:
        return self.heading.id

    def within(self, clause: Clause) -> "Setting":
        return replace(self, clause=clause)

    def cited(self, row: Node) -> tuple[str, ...]:
        """The assumptions that the row's values rest on."""
        return row.some_of("assumptions", self.assumptions) if row.has("assumptions") else ()

    def dated(self, row: Node) -> tuple[date, str | None]:
        """From when the row holds, and the reading behind that date where it is the programme's own."""
        if not row.has("valid_from"):
            return self.heading.valid_from, self.heading.valid_from_assumption
        day = row.day("valid_from")
        if day < self.heading.valid_from:
            row.refuse(
                "valid_from",
                f"lies before the programme's first version {self.heading.valid_from}",
                "give a later date",
            )
        return day, None

    def quoted(self, row: Node) -> str | None:
        return row.text("quote") if row.has("quote") else None
