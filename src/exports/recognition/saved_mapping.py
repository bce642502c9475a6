"""What a saved mapping says: how to read the exports of a system that no preset knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exports.codes import Codes
from exports.kinds import KINDS
from exports.presets import Form
from exports.recognition.headings import same


@dataclass(frozen=True)
class SavedMapping:
    """One saved mapping. `columns`: canonical column → headings; `values`: column → as written → code."""

    name: str
    kind: str
    headings: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    date_order: str | None = None
    timezone: str | None = None
    sheet: str | None = None

    @property
    def form(self) -> Form:
        """How a file of this mapping is read: by what the mapping names and nothing else."""
        return Form(
            KINDS[self.kind],
            self.columns,
            codes={column: _by_code(spellings) for column, spellings in self.values.items()},
            missing=frozenset(self.missing),
            named_only=True,
            timezone=self.timezone,
            date_order=self.date_order,
        )

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a file with this heading line is read by this mapping."""
        spelled = {same(heading) for heading in header}
        return all(same(heading) in spelled for heading in self.headings)


def _by_code(spellings: Mapping[str, str]) -> Codes:
    return {code: tuple(written for written, of in spellings.items() if of == code) for code in spellings.values()}
