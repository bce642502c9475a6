"""First-response targets, `[[clause.X.targets]]`: exactly one for every tier × severity × date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from .model import CLOCKS, Target
from .node import Node
from .setting import Setting


def row_targets(setting: Setting, row: Node) -> Iterator[tuple[Target, Node]]:
    """The targets of one printed row: a severity, and the minutes of each tier that stands in it."""
    row.only("severity", "minutes", "clock", "quote", "assumptions", "valid_from", "valid_to")
    severity, minutes = row.one_of("severity", setting.severities), row.child("minutes")
    row.need("minutes")
    minutes.only(*setting.tiers)
    cited, (day, dating) = setting.cited(row), setting.dated(row)
    end = row.day("valid_to") if row.has("valid_to") else None
    if end and end <= day:
        row.refuse("valid_to", f"is not after valid_from {day}", "give a later date, or leave it out")
    for tier in minutes.table:
        yield (
            Target(
                program=setting.program,
                tier=tier,
                severity=severity,
                valid_from=day if row.has("valid_from") else max(day, setting.tiers[tier].valid_from),
                valid_to=end,
                minutes=minutes.whole(tier, least=1),
                clock=_clock(row, tier),
                clause=setting.clause.id,
                assumptions=tuple(dict.fromkeys((*cited, *([dating] if dating else [])))),
            ),
            row,
        )


def _clock(row: Node, tier: str) -> str:
    """`clock` is one for the whole row, or a table of tiers."""
    if isinstance(row.need("clock"), dict):
        return row.child("clock").one_of(tier, CLOCKS)
    return row.one_of("clock", CLOCKS)


def covering(setting: Setting, stated: list[tuple[Target, Node]], file: Node) -> list[Target]:
    """The targets with each `valid_to` filled in. `Refusal` for a missing cell, a gap or an overlap in time."""
    return [
        target
        for tier in setting.tiers.values()
        for severity in setting.severities
        for target in _history(
            sorted(
                ((target, row) for target, row in stated if (target.tier, target.severity) == (tier.id, severity)),
                key=lambda pair: pair[0].valid_from,
            ),
            f"target of tier {tier.id}, severity {severity}",
            tier.valid_from,
            file,
        )
    ]


def _history(versions: list[tuple[Target, Node]], which: str, first: date, file: Node) -> Iterator[Target]:
    if not versions:
        file.refuse("", f"has no {which}", f"add it to a row of targets, in force from {first}")
    opening, row = versions[0]
    if opening.valid_from != first:
        row.refuse(
            "valid_from", f"leaves the {which} without a version from {first}", f"begin the first one on {first}"
        )
    for (this, row), following in zip(versions, [*(target for target, _ in versions[1:]), None], strict=True):
        end = following.valid_from if following else None
        if end and (end == this.valid_from or (this.valid_to and this.valid_to > end)):
            row.refuse(
                "valid_to", f"lets the {which} overlap the version from {end}", "end each version where the next begins"
            )
        if this.valid_to and this.valid_to != end:
            row.refuse("valid_to", f"leaves a gap in the {which} from {this.valid_to}", "add the version that follows")
        yield replace(this, valid_to=end)
