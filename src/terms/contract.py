"""One contract: everything that one terms file says, read and checked by itself."""

from dataclasses import dataclass, replace
from typing import Any

from .heading import Heading, assumptions, clauses, heading, rows, severities, tiers
from .model import Assumption, Code, Entry, Escalation, PhoneRule, Programme, Target, Text
from .node import Node
from .rules import code, escalations, one_each, phone_rules
from .setting import Setting
from .tables import table
from .targets import covering, row_targets
from .values import histories, value

CALENDAR = "hours.calendar"


@dataclass(frozen=True)
class Contract:
    file: Node
    programme: Programme
    assumptions: dict[str, Assumption]
    entries: list[Entry]
    columns: dict[str, dict[str, Text]]
    targets: list[Target]
    phone_rules: list[PhoneRule]
    escalations: list[Escalation]
    codes: list[tuple[str, Code]]


def contract(file: Node) -> Contract:
    """Reads one file. `Refusal` for the first thing in it that cannot stand."""
    file.only("program", "assumptions", "clause")
    head, said = heading(file), clauses(file)
    for _, node in said.values():
        node.only("title", "tiers", "severities", "targets", "phone_rules", "escalations", "codes", "tables", "values")
    readings = assumptions(file, head.id, said)
    if head.valid_from_assumption and head.valid_from_assumption not in readings:
        file.child("program").one_of("valid_from_assumption", readings)
    setting = Setting(
        heading=head,
        tiers=tiers(said, head.valid_from),
        severities=severities(said, file, head.severities),
        assumptions={id: reading for id, (reading, _) in readings.items()},
        clause=next(iter(said.values()))[0],
    )
    tables = [table(setting.within(clause), row) for clause, row in rows(said, "tables")]
    values = [value(setting.within(clause), row) for clause, row in rows(said, "values")]
    entries = histories(values + [entry for _, _, cells in tables for entry in cells], file)
    stated = [pair for clause, row in rows(said, "targets") for pair in row_targets(setting.within(clause), row)]
    targets = covering(setting, stated, file)
    phone = [pair for clause, row in rows(said, "phone_rules") for pair in phone_rules(setting.within(clause), row)]
    raised = [pair for clause, row in rows(said, "escalations") for pair in escalations(setting.within(clause), row)]
    phone_kept, raised_kept = one_each(phone), one_each(raised)
    taken = _taken(head, entries, targets, phone_kept, raised_kept)
    return Contract(
        file=file,
        programme=Programme(
            id=head.id,
            name=head.name,
            source=head.source,
            calendar=_calendar(entries, file),
            tiers=setting.tiers,
            severities=setting.severities,
            clauses={id: clause for id, (clause, _) in said.items()},
            valid_from=head.valid_from,
            valid_from_assumption=head.valid_from_assumption,
        ),
        assumptions={id: _with_value(reading, node, taken) for id, (reading, node) in readings.items()},
        entries=entries,
        columns={where: columns for where, columns, _ in tables},
        targets=targets,
        phone_rules=phone_kept,
        escalations=raised_kept,
        codes=[code(setting.within(clause), row) for clause, row in rows(said, "codes")],
    )


def _calendar(entries: list[Entry], file: Node) -> str:
    named = [entry.value for entry in entries if entry.path == CALENDAR]
    if not named or not isinstance(named[-1], str):
        file.refuse("", f"has no value {CALENDAR}", f'add a value with path = "{CALENDAR}" and the name of a calendar')
    return named[-1]


def _with_value(reading: Assumption, node: Node, taken: dict[str, dict[str, Any]]) -> Assumption:
    """An assumption that says where its value stands takes it from there, so that it can be changed in one place."""
    if not node.has("value_of"):
        return reading
    resting = taken.get(reading.id, {})
    return replace(reading, value=resting[node.one_of("value_of", resting)])


def _taken(
    head: Heading,
    entries: list[Entry],
    targets: list[Target],
    phone: list[PhoneRule],
    raised: list[Escalation],
) -> dict[str, dict[str, Any]]:
    """assumption → path → the latest value that rests on it."""
    places = [(entry.assumptions, entry.path, entry.value) for entry in entries]
    for target in targets:
        path = f"targets.{target.tier}.{target.severity}"
        places.append((target.assumptions, f"{path}.minutes", target.minutes))
        places.append((target.assumptions, f"{path}.clock", target.clock))
    places += [(rule.assumptions, f"phone_rules.{rule.tier}.{rule.severity}.channels", rule.channels) for rule in phone]
    places += [(rule.assumptions, f"escalations.{rule.tier}.{rule.severity}.minutes", rule.minutes) for rule in raised]
    if head.valid_from_assumption:
        places.append(((head.valid_from_assumption,), "program.valid_from", head.valid_from))
    taken: dict[str, dict[str, Any]] = {}
    for cited, path, latest in places:
        for id in cited:
            taken.setdefault(id, {})[path] = latest
    return taken
