"""The contract texts behind a database: names of levels, clauses of statements."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import terms
from metrics import loads
from terms import Terms
from warehouse import Warehouse


@dataclass(frozen=True)
class Contracts:
    """The texts that a database was loaded with."""

    terms: Terms

    def tier(self, value: str | None, language: str) -> str:
        """The contract's own name of a support level; as exported where no text names it."""
        for programme in self.terms.programmes.values():
            if value in programme.tiers:
                return programme.tiers[value].name[language]
        return value or ""

    def trm_type(self, value: str, language: str) -> str:
        """The contract's own name of a TRM type (XII)."""
        for program in self.terms.programmes:
            if any(entry.path.startswith("trm.types.") for entry in self.terms.values() if entry.program == program):
                known = self.terms.columns(program, "trm.types")
                return known[value][language] if value in known else value
        return value

    def clause(self, program: str | None, path: str, on: date) -> str | None:
        """The clause in which a programme says something, or where it would have to stand."""
        if program not in self.terms.programmes:
            return None
        history = [e for e in self.terms.values() if (e.program, e.path) == (program, path)]
        in_force = [entry for entry in history if entry.valid_from <= on] or history[:1]
        return in_force[-1].clause if in_force else None


def of(warehouse: Warehouse) -> Contracts:
    """The texts, from the folders the database was loaded with, as far as they are still there."""
    base, *added = loads.latest(warehouse).terms_folders
    there = [folder for folder in added if Path(folder).exists()]
    return Contracts(terms.read(*there, base=base if Path(base).is_dir() else None))
