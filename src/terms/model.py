"""What a contract consists of once it is read: small frozen records, each with its clause.

Texts for people are `{"ja": …, "en": …}`; decimal numbers are `Decimal`; `valid_to` is exclusive, None = in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Text = Mapping[str, str]

SEVERITIES = ("S1", "S2", "S3", "S4")
CLOCKS = ("business", "always")
CHANNELS = ("phone", "callback", "portal", "email", "chat", "agent", "other")
CODE_KINDS = {
    "exclusion": ("exception", "services", "scope", "end"),
    "closure": ("done", "withdrawn", "merged", "other"),
    "enquiry": ("technical", "elsewhere"),
}


@dataclass(frozen=True)
class Clause:
    id: str
    title: Text


@dataclass(frozen=True)
class Tier:
    """A support level. `sold_before`: no sale on that date or later; None = still sold."""

    id: str
    name: Text
    sold_before: date | None
    clause: str
    valid_from: date


@dataclass(frozen=True)
class Severity:
    """A severity as the contract defines it; `definition` is the help text."""

    id: str
    name: Text
    definition: Text
    clause: str


@dataclass(frozen=True)
class Programme:
    """A contract's support programme. Without `severities` it has no targets. `calendar` names the default one."""

    id: str
    name: Text
    source: str
    calendar: str
    tiers: dict[str, Tier]
    severities: dict[str, Severity]
    clauses: dict[str, Clause]
    valid_from: date
    valid_from_assumption: str | None

    @property
    def tier_required(self) -> bool:
        """Whether a contract row must name its tier: where the targets depend on it."""
        return bool(self.severities)


@dataclass(frozen=True)
class Target:
    """The first-response target of one tier × severity over [valid_from, valid_to), in minutes of its clock."""

    program: str
    tier: str
    severity: str
    valid_from: date
    valid_to: date | None
    minutes: int
    clock: str
    clause: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class PhoneRule:
    """A ticket of this tier × severity is measured only when it came by one of the channels."""

    program: str
    tier: str
    severity: str
    channels: tuple[str, ...]
    clause: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class Escalation:
    """An unresolved ticket of this tier × severity goes to the support manager after the minutes of the clock."""

    program: str
    tier: str
    severity: str
    minutes: int
    clock: str
    clause: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """A reason code of the exports. `program` and `clause` are None for the codes that no contract defines."""

    code: str
    program: str | None
    clause: str | None
    kind: str
    text: Text


@dataclass(frozen=True)
class Assumption:
    """A reading taken where the text is silent. `clause` names the clauses it reads, separated by ", "; `value` is the
    value taken; `kept_in` says where else it is kept (a calendar), None = in the terms file itself."""

    id: str
    program: str
    clause: str
    text: Text
    value: Any
    kept_in: str | None


@dataclass(frozen=True)
class Entry:
    """One value of a contract from `valid_from` on. `state`: stated, assumed (it rests on `assumptions`), unknown (the
    layout of the text was lost), absent (the text sets nothing); the last two have the value None. `text` is the value
    in words; `quote` the contract's own words. `valid_from_assumption` is the reading behind the date alone."""

    program: str
    clause: str
    path: str
    label: Text
    value: str | int | bool | Decimal | date | tuple[str, ...] | Text | None
    unit: str | None
    valid_from: date
    state: str
    assumptions: tuple[str, ...] = ()
    text: Text | None = None
    quote: str | None = None
    valid_to: date | None = None
    valid_from_assumption: str | None = None
