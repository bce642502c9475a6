"""What a preset consists of: one form for each kind of export that the system writes."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files

import pyarrow as pa

from exports import engine
from exports.checks import Rule
from exports.codes import Codes
from exports.kinds import KINDS, Column, Kind
from exports.recognition.headings import same


@dataclass(frozen=True)
class Form:
    """How one system writes one kind of export.

    `kind`: the canonical columns and those that only this system has. `headings`: column → its headings in that system,
    the first that is not empty in a record counts. `marks`: headings that a file of this form has, one of each group;
    `signs`: it has two of these at least.

    `codes`: column → its codes as that system spells them. `missing`: what stands for an empty cell; `never`: how an
    instant begins that stands for none. `quiet`: columns whose unknown spellings are no news. `another_sense`: headings
    that equal a canonical name and mean something else. `custom`: how the system writes the heading of a field that its
    users added, the name in group 1. `named_only`: no other heading is read.

    `derive`: the SQL file that computes columns from others, same rows in the same order, `computes` the canonical
    columns that may come of it; `rules`: what is checked
    beside the rules of the kind; `fold` turns the parsed rows into canonical tables, kind → table, or gives None where
    each row is a record of its own. `timezone`, `date_order`: how its times are written, where the form says it.
    """

    kind: Kind
    headings: Mapping[str, tuple[str, ...]]
    marks: tuple[tuple[str, ...], ...] = ()
    signs: tuple[str, ...] = ()
    codes: Mapping[str, Codes] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    never: str | None = None
    quiet: frozenset[str] = frozenset()
    another_sense: frozenset[str] = frozenset()
    custom: str | None = None
    named_only: bool = False
    derive: str | None = None
    computes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    fold: Callable[[pa.Table], dict[str, pa.Table] | None] | None = None
    timezone: str | None = None
    date_order: str | None = None

    def fits(self, spelled: Collection[str]) -> bool:
        """Whether a file with these headings is of this form."""
        marked = all(any(same(heading) in spelled for heading in group) for group in self.marks)
        return marked and sum(same(heading) in spelled for heading in self.signs) >= 2

    def names(self, heading: str) -> str | None:
        """The canonical spelling that a heading may stand for, the dress of a custom field taken off."""
        if same(heading) in self._taken:
            return None
        dressed = re.fullmatch(self.custom, heading.strip(), re.IGNORECASE) if self.custom else None
        return same(dressed[1] if dressed else heading)

    def derived(self, rows: pa.Table) -> pa.Table:
        """The rows with the columns that are computed from others."""
        if not self.derive:
            return rows
        with engine.cursor() as connection:
            connection.register("rows", rows)
            return connection.sql(sql(self.derive)).to_arrow_table()

    @cached_property
    def _taken(self) -> frozenset[str]:
        listed = [heading for headings in self.headings.values() for heading in headings]
        return frozenset(map(same, [*listed, *self.another_sense]))


@dataclass(frozen=True)
class Preset:
    """A system and the forms of its exports, the first that fits a heading line counts."""

    name: str
    title: str
    forms: tuple[Form, ...]


def kind(name: str, label: str, *added: Column, computed: Collection[str] = ()) -> Kind:
    """A canonical kind with columns that only one system has; the `computed` ones need no heading."""
    known = KINDS[name]
    columns = (replace(column, required=False) if column.name in computed else column for column in known.columns)
    return Kind(name, known.key, (*columns, *added), label)


def sql(name: str) -> str:
    return files("exports").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
