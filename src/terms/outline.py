"""The whole contract as entries: what the Terms page and the appendices list."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from labels import LANGUAGES, text

from .model import Entry, Programme, Text
from .shown import duration

if TYPE_CHECKING:
    from .lookup import Terms


def outline(terms: "Terms") -> list[Entry]:
    """Programme by programme, in the order of the contract's clauses: tiers, severities, targets, rules, codes, values;
    then the assumptions. One entry per path and version; rules and codes hold from the programme's first version."""
    return [entry for programme in terms.programmes.values() for entry in _of(terms, programme)]


def _of(terms: "Terms", programme: Programme) -> list[Entry]:
    stated = [*_tiers(programme), *_severities(programme), *_targets(terms, programme), *_phone_rules(terms, programme)]
    stated += [*_escalations(terms, programme), *_codes(terms, programme)]
    stated += [entry for entry in terms.values() if entry.program == programme.id]
    order = {clause: number for number, clause in enumerate(programme.clauses)}
    return [*sorted(stated, key=lambda entry: order[entry.clause]), *_assumptions(terms, programme)]


def _tiers(programme: Programme) -> Iterator[Entry]:
    for tier in programme.tiers.values():
        yield _entry(programme, tier.clause, f"tiers.{tier.id}", _label("tier"), tier.id, tier.name, tier.valid_from)
        if tier.sold_before:
            path, words = f"tiers.{tier.id}.sold_before", _label("sold_before", tier=tier.name)
            yield _entry(programme, tier.clause, path, words, tier.sold_before, unit="date")


def _severities(programme: Programme) -> Iterator[Entry]:
    for severity in programme.severities.values():
        words = _label("severity", severity=severity.id, name=severity.name)
        yield _entry(
            programme, severity.clause, f"severities.{severity.id}", words, severity.definition, severity.definition
        )


def _targets(terms: "Terms", programme: Programme) -> Iterator[Entry]:
    for target in terms.targets():
        if target.program == programme.id:
            of_date = programme.valid_from_assumption
            cited = tuple(id for id in target.assumptions if id != of_date)
            yield Entry(
                program=programme.id,
                clause=target.clause,
                path=f"targets.{target.tier}.{target.severity}",
                label=_label("target", tier=programme.tiers[target.tier].name, severity=target.severity),
                value=target.minutes,
                unit="minutes",
                valid_from=target.valid_from,
                valid_to=target.valid_to,
                state="assumed" if cited else "stated",
                assumptions=cited,
                text=_on_clock(target.minutes, target.clock),
                valid_from_assumption=of_date if of_date in target.assumptions else None,
            )


def _phone_rules(terms: "Terms", programme: Programme) -> Iterator[Entry]:
    for rule in terms.phone_rules():
        if rule.program == programme.id:
            label = _label("phone_rule", tier=programme.tiers[rule.tier].name, severity=rule.severity)
            said = {
                language: text("terms.outline.or", language).join(
                    text(f"terms.channel.{c}", language) for c in rule.channels
                )
                for language in LANGUAGES
            }
            path = f"phone_rules.{rule.tier}.{rule.severity}"
            yield _entry(programme, rule.clause, path, label, rule.channels, said, assumptions=rule.assumptions)


def _escalations(terms: "Terms", programme: Programme) -> Iterator[Entry]:
    for rule in terms.escalations():
        if rule.program == programme.id:
            label = _label("escalation", tier=programme.tiers[rule.tier].name, severity=rule.severity)
            said, path = _on_clock(rule.minutes, rule.clock), f"escalations.{rule.tier}.{rule.severity}"
            yield _entry(
                programme, rule.clause, path, label, rule.minutes, said, unit="minutes", assumptions=rule.assumptions
            )


def _codes(terms: "Terms", programme: Programme) -> Iterator[Entry]:
    sets = {"exclusion": terms.exclusion_codes, "closure": terms.closure_codes, "enquiry": terms.enquiry_codes}
    for which, codes in sets.items():
        for code in codes.values():
            if code.program == programme.id and code.clause:
                path, label = f"codes.{which}.{code.code}", _label(f"code_{which}")
                yield _entry(programme, code.clause, path, label, code.code, code.text)


def _assumptions(terms: "Terms", programme: Programme) -> Iterator[Entry]:
    for reading in terms.assumptions.values():
        if reading.program == programme.id:
            path, label = f"assumptions.{reading.id}", _label("assumption", id=reading.id)
            yield _entry(programme, reading.clause, path, label, reading.value, reading.text, assumptions=(reading.id,))


def _entry(
    programme: Programme,
    clause: str,
    path: str,
    label: Text,
    value: Any,
    words: Text | None = None,
    valid_from: date | None = None,
    unit: str | None = None,
    assumptions: tuple[str, ...] = (),
) -> Entry:
    return Entry(
        program=programme.id,
        clause=clause,
        path=path,
        label=label,
        value=value,
        unit=unit,
        valid_from=valid_from or programme.valid_from,
        state="assumed" if assumptions else "stated",
        assumptions=assumptions,
        text=words,
        valid_from_assumption=None if valid_from else programme.valid_from_assumption,
    )


def _label(key: str, **words: str | Text) -> Text:
    return {
        language: text(
            f"terms.outline.{key}",
            language,
            **{name: word if isinstance(word, str) else word[language] for name, word in words.items()},
        )
        for language in LANGUAGES
    }


def _on_clock(minutes: int, clock: str) -> Text:
    return {lang: text(f"terms.clock.{clock}", lang, duration=duration(minutes, lang)) for lang in LANGUAGES}
