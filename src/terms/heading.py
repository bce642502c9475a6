"""What a contract file says of the programme itself: its name, dating, clauses, tiers and severities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .model import SEVERITIES, Assumption, Clause, Severity, Text, Tier
from .node import Node

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Heading:
    """`[program]`, before its clauses are read."""

    id: str
    name: Text
    source: str
    valid_from: date
    valid_from_assumption: str | None
    severities: tuple[str, ...]


def heading(file: Node) -> Heading:
    file.need("program")
    node = file.child("program")
    node.only("id", "name", "source", "valid_from", "valid_from_assumption", "severities")
    return Heading(
        id=name(node, "id"),
        name=node.both("name"),
        source=node.text("source"),
        valid_from=node.day("valid_from"),
        valid_from_assumption=node.text("valid_from_assumption") if node.has("valid_from_assumption") else None,
        severities=node.some_of("severities", SEVERITIES) if node.has("severities") else (),
    )


def name(node: Node, key: str) -> str:
    """An id: small letters, digits and underscores."""
    found = node.text(key)
    if not NAME.fullmatch(found):
        node.refuse(key, "is not an id", "use small letters, digits and _, a letter first")
    return found


def clauses(file: Node) -> dict[str, tuple[Clause, Node]]:
    """The contract's clauses in the file's order, each with its node."""
    file.need("clause")
    return {id: (Clause(id, node.both("title")), node) for id, node in file.child("clause").children()}


def tiers(clauses: dict[str, tuple[Clause, Node]], first: date) -> dict[str, Tier]:
    found: dict[str, Tier] = {}
    for clause, row in rows(clauses, "tiers"):
        row.only("id", "name", "sold_before", "valid_from")
        tier = Tier(
            id=name(row, "id"),
            name=row.both("name"),
            sold_before=row.day("sold_before") if row.has("sold_before") else None,
            clause=clause.id,
            valid_from=row.day("valid_from") if row.has("valid_from") else first,
        )
        if tier.id in found:
            row.refuse("id", "stands twice", "give each tier an id of its own")
        if tier.valid_from < first:
            row.refuse("valid_from", f"lies before the programme's first version {first}", "give a later date")
        found[tier.id] = tier
    return found


def severities(clauses: dict[str, tuple[Clause, Node]], file: Node, declared: tuple[str, ...]) -> dict[str, Severity]:
    """The definitions of the declared severities, all of them and no other, in the declared order."""
    found: dict[str, Severity] = {}
    for clause, row in rows(clauses, "severities"):
        row.only("id", "name", "definition")
        id = row.one_of("id", declared)
        if id in found:
            row.refuse("id", "stands twice", "define each severity once")
        found[id] = Severity(id, row.both("name"), row.both("definition"), clause.id)
    for id in declared:
        if id not in found:
            file.child("program").refuse(
                "severities", f"names {id}, which no clause defines", f'add [[clause.….severities]] with id = "{id}"'
            )
    return {id: found[id] for id in declared}


def assumptions(
    file: Node, program: str, clauses: dict[str, tuple[Clause, Node]]
) -> dict[str, tuple[Assumption, Node]]:
    """The readings of the file. The value of one with `value_of` is filled in once the values are read."""
    found = {}
    for id, node in file.child("assumptions").children():
        node.only("clauses", "text", "value", "value_of", "kept_in")
        if node.has("value") == node.has("value_of"):
            node.refuse(
                "value", "must be given, or value_of with the path of the value taken", "give exactly one of them"
            )
        found[id] = (
            Assumption(
                id=id,
                program=program,
                clause=", ".join(node.some_of("clauses", clauses)),
                text=node.both("text"),
                value=node.scalar("value") if node.has("value") else None,
                kept_in=node.text("kept_in") if node.has("kept_in") else None,
            ),
            node,
        )
    return found


def rows(clauses: dict[str, tuple[Clause, Node]], key: str) -> Iterator[tuple[Clause, Node]]:
    """The rows of one kind through all clauses, each with the clause it stands in."""
    for clause, node in clauses.values():
        for row in node.rows(key):
            yield clause, row
