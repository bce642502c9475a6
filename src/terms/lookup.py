"""The terms of all programmes together, and the questions one may ask of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from refusals import Refusal, nearest

from .model import Assumption, Code, Entry, Escalation, PhoneRule, Programme, Target, Text
from .outline import outline


@dataclass(frozen=True)
class Terms:
    """Every contract that was read. Dates are local dates of the calendar; numbers with a point are `Decimal`."""

    programmes: Mapping[str, Programme]
    assumptions: Mapping[str, Assumption]
    exclusion_codes: Mapping[str, Code]
    closure_codes: Mapping[str, Code]
    enquiry_codes: Mapping[str, Code]
    sha256: str
    folders: tuple[str, ...]
    """The base folder and the added ones, absolute: where whoever shows these terms reads them again."""
    _targets: tuple[Target, ...]
    _phone_rules: tuple[PhoneRule, ...]
    _escalations: tuple[Escalation, ...]
    _entries: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    _columns: Mapping[tuple[str, str], Mapping[str, Text]]

    def programme(self, program: str) -> Programme:
        return self.programmes[_known("programme", program, self.programmes)]

    def targets(self) -> list[Target]:
        """One row per programme × tier × severity × version, in the contracts' order."""
        return list(self._targets)

    def target(self, program: str, tier: str, severity: str, on: date) -> Target:
        """The target in force on a date. `Refusal` where the programme has none, or before its first version."""
        programme = self.programme(program)
        if not programme.severities:
            raise Refusal(f"{program} has no response targets; its answer times are reference figures only.")
        _known(f"tier of {program}", tier, programme.tiers)
        _known(f"severity of {program}", severity, programme.severities)
        history = [t for t in self._targets if (t.program, t.tier, t.severity) == (program, tier, severity)]
        _not_before(history[0].valid_from, on, f"target of {program}, {tier}, {severity}")
        return next(t for t in reversed(history) if t.valid_from <= on)

    def phone_rules(self) -> list[PhoneRule]:
        """One row per programme × tier × severity that must be reported by phone to be measured."""
        return list(self._phone_rules)

    def escalations(self) -> list[Escalation]:
        """One row per programme × tier × severity that is escalated when unresolved."""
        return list(self._escalations)

    def value(self, program: str, path: str, on: date) -> Any:
        """The value of a path on a date: None where the text is silent or unreadable. `Refusal` for an unknown path."""
        return self.entry(program, path, on).value

    def entry(self, program: str, path: str, on: date) -> Entry:
        """The value of a path on a date with its clause, unit, state and assumptions."""
        self.programme(program)
        history = self._entries[program][_known(f"value of {program}", path, self._entries[program])]
        _not_before(history[0].valid_from, on, f"{path} of {program}")
        return next(entry for entry in reversed(history) if entry.valid_from <= on)

    def find(self, program: str, path: str, on: date) -> Entry | None:
        """As `entry`, but None for a contract that does not have the path: for questions asked of every programme."""
        self.programme(program)
        return self.entry(program, path, on) if path in self._entries[program] else None

    def table(self, program: str, path: str, on: date) -> dict[str, dict[str, Any]]:
        """column → row → value of a table on a date, e.g. the TRM types: {"basic": {"days": 12, …}, …}."""
        columns = self.columns(program, path)
        return {
            column: {
                where.removeprefix(f"{path}.{column}."): self.value(program, where, on)
                for where in self._entries[program]
                if where.startswith(f"{path}.{column}.")
            }
            for column in columns
        }

    def columns(self, program: str, path: str) -> Mapping[str, Text]:
        """column → name of a table, in the contract's order."""
        self.programme(program)
        tables = [table for owner, table in self._columns if owner == program]
        return self._columns[program, _known(f"table of {program}", path, tables)]

    def values(self) -> list[Entry]:
        """Every value of every contract and version, in the contracts' order."""
        return [entry for paths in self._entries.values() for history in paths.values() for entry in history]

    def outline(self) -> list[Entry]:
        """Everything, for the Terms page and the appendices: `terms.outline` says in which order."""
        return outline(self)


def _known(what: str, name: str, known: Collection[str]) -> str:
    if name not in known:
        raise Refusal(f'There is no {what} "{name}"{nearest(name, list(known))}; known are {_some(known)}.')
    return name


def _some(known: Collection[str], most: int = 12) -> str:
    names = list(known)
    return (
        ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "") if names else "none"
    )


def _not_before(first: date, on: date, what: str) -> None:
    if on < first:
        raise Refusal(f"The {what} on {on} is not known: the first version applies from {first}; ask for a later date.")
