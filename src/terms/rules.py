"""Rules about tickets: phone rule, escalation, reason codes."""

from collections.abc import Iterator

from .heading import NAME
from .model import CHANNELS, CLOCKS, CODE_KINDS, Code, Escalation, PhoneRule
from .node import Node
from .setting import Setting


def phone_rules(setting: Setting, row: Node) -> Iterator[tuple[PhoneRule, Node]]:
    row.only("tiers", "severities", "channels", "quote", "assumptions")
    channels = row.some_of("channels", CHANNELS)
    for tier in row.some_of("tiers", setting.tiers):
        for severity in row.some_of("severities", setting.severities):
            rule = PhoneRule(setting.program, tier, severity, channels, setting.clause.id, setting.cited(row))
            yield rule, row


def escalations(setting: Setting, row: Node) -> Iterator[tuple[Escalation, Node]]:
    row.only("tiers", "severities", "minutes", "clock", "quote", "assumptions")
    minutes, clock = row.whole("minutes", least=1), row.one_of("clock", CLOCKS)
    for tier in row.some_of("tiers", setting.tiers):
        for severity in row.some_of("severities", setting.severities):
            rule = Escalation(setting.program, tier, severity, minutes, clock, setting.clause.id, setting.cited(row))
            yield rule, row


def code(setting: Setting, row: Node) -> tuple[str, Code]:
    """(set, code): the set is the column of the exports that the code may stand in."""
    row.only("set", "code", "kind", "text")
    which, spelled = row.one_of("set", CODE_KINDS), row.text("code")
    if not NAME.fullmatch(spelled):
        row.refuse("code", "is not a code", "use small letters, digits and _, a letter first")
    kind = row.one_of("kind", CODE_KINDS[which])
    return which, Code(spelled, setting.program, setting.clause.id, kind, row.both("text"))


def one_each(rules: list[tuple]) -> list:
    """The rules without their rows. `Refusal` when two speak of the same tier × severity."""
    seen = {}
    for rule, row in rules:
        if (rule.tier, rule.severity) in seen:
            row.refuse(
                "severities", f"speaks of {rule.tier} {rule.severity} a second time", "keep one of the two rules"
            )
        seen[rule.tier, rule.severity] = rule
    return list(seen.values())
