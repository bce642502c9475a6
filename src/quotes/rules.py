"""What the contract of a programme says about reinstatement, licences and a level that is no longer sold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quotes.model import Quote
from refusals import Refusal
from terms import Assumption, Entry, Terms

PARTS = ("back_fees", "reinstatement_fee", "new_term_fee")
"""What a reinstatement may consist of."""


@dataclass(frozen=True)
class Rules:
    """The values in force on a date; None where the contract does not have them or sets nothing.

    `sold_before`, `sold_clause`: of a level whose sale has ended. `upgrade_to`: what may replace it.
    """

    program: str
    parts: Entry | None
    part_names: tuple[str, ...]
    days_per_year: Entry | None
    licences_required: Entry | None
    before_end: Entry | None
    sold_before: date | None
    sold_clause: str | None
    upgrade_to: Entry | None
    assumptions: Mapping[str, Assumption]

    def year(self) -> int:
        """The days of a year by which a part of one is counted. Refusal where the contract does not set them."""
        if self.days_per_year is None or not isinstance(self.days_per_year.value, int):
            raise Refusal(f"terms of {self.program}: reinstatement.days_per_year is not set; give the days of a year")
        return self.days_per_year.value

    def readings(self) -> tuple[str, ...]:
        """The assumptions that the days of a year rest on."""
        return self.days_per_year.assumptions if self.days_per_year else ()

    def cited(self, quote: Quote) -> list[Entry]:
        """The values of the contract that a quote's lines rest on, in the order of the lines."""
        rests_on = {
            "back_fees": self.parts,
            "reinstatement_fee": self.parts,
            "new_term_fee": self.parts,
            "upgrade_fee": self.upgrade_to,
            "licences_term": self.licences_required,
            "licences_remaining": self.licences_required,
        }
        found = [rests_on[line.part] for line in quote.lines]
        return [entry for place, entry in enumerate(found) if entry and entry not in found[:place]]


def rules_of(terms: Terms, program: str, level: str | None, on: date) -> Rules:
    """The rules of a programme and support level on a date; an older date is read by the oldest text there is."""
    tier = terms.programme(program).tiers.get(level or "")

    def stated(path: str) -> Entry | None:
        history = [value for value in terms.values() if (value.program, value.path) == (program, path)]
        begun = [value for value in history if value.valid_from <= on]
        found = begun[-1] if begun else history[0] if history else None
        return None if found is None or found.value is None else found

    parts = stated("reinstatement.parts")
    names = parts.value if parts and isinstance(parts.value, tuple) else ()
    for name in names:
        if name not in PARTS:
            raise Refusal(f'terms of {program}: reinstatement.parts = "{name}": give any of {", ".join(PARTS)}')
    return Rules(
        program=program,
        parts=parts,
        part_names=names,
        days_per_year=stated("reinstatement.days_per_year"),
        licences_required=stated("licences.required"),
        before_end=stated("renewal.before_end"),
        sold_before=tier.sold_before if tier else None,
        sold_clause=tier.clause if tier else None,
        upgrade_to=stated(f"{level}.upgrade_to"),
        assumptions={name: reading for name, reading in terms.assumptions.items() if reading.program == program},
    )
