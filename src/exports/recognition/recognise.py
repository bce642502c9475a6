"""Which kind of export a heading line belongs to, and which heading carries which canonical column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from exports import presets
from exports.kinds import KINDS, Kind, canonical_names
from exports.options import Options
from exports.presets import Form
from exports.recognition import heading_places, mappings
from exports.recognition.heading_places import Places
from exports.recognition.headings import same
from exports.recognition.saved_mapping import SavedMapping
from refusals import Refusal, nearest

PRESETS = ("auto", "teirei", *presets.PRESETS)


@dataclass(frozen=True)
class Recognised:
    """How a file is read. `preset`: `teirei`, a system, or the name of a saved mapping; `form`: None for `teirei`.

    `at`: canonical column → places of its headings in the file, the first that is not empty in a record counts;
    `fixed`: canonical column → value of every record.
    """

    kind: Kind
    preset: str
    at: Places
    heading: dict[str, str]
    form: Form | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)

    def written(self, column: str) -> str:
        """The heading as it stands in the file; the canonical name where the file has none."""
        return self.heading.get(column, column)

    @property
    def lacking(self) -> list[str]:
        """The required columns that nothing in the file, no fixed value and no computation gives."""
        computed = self.form.computes if self.form else ()
        return [name for name in KINDS[self.kind.name].required if name not in {*self.at, *self.fixed, *computed}]

    @property
    def places(self) -> frozenset[int]:
        """The places of all headings that are read."""
        return frozenset(place for places in self.at.values() for place in places)


def check_options(
    preset: str, mapping: Mapping[str, str], kind: str | None = None, fixed: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Refusal for an unknown preset or kind, and for a mapping or fixed value of what is no canonical column."""
    if preset not in PRESETS:
        raise Refusal(f'--preset "{preset}" is unknown{nearest(preset, list(PRESETS))}: one of {", ".join(PRESETS)}.')
    if kind not in (None, *KINDS):
        raise Refusal(f'kind "{kind}" is unknown{nearest(str(kind), list(KINDS))}: one of {", ".join(KINDS)}.')
    for option, given in (("--map", mapping), ("--fixed", fixed)):
        for column, value in given.items():
            if column not in canonical_names():
                hint = nearest(column, canonical_names())
                raise Refusal(f'{option} {column}={value}: "{column}" is no column of Teirei{hint}.')


def recognise(file: str, header: Sequence[str], options: Options | None = None, line: int = 1) -> Recognised:
    """The kind, by its columns where none is given: a saved mapping goes before the presets, these before Teirei's own.

    A fixed value goes before the file's own. Refusal: no kind fits (the nearest and what it lacks), or a heading
    stands twice.
    """
    options = options or Options()
    saved, given = _saved(file, header, options)
    added = {column: f"{column}={value}" for column, value in given.items()}
    wanted = replace(options, mapping={**options.mapping, **added})
    found = _recognise(file, [*header, *added.values()], wanted, saved, line)
    own = {column for column, at in found.at.items() if at[0] >= len(header)}
    return replace(
        found,
        at={column: at for column, at in found.at.items() if column not in own},
        heading={column: heading for column, heading in found.heading.items() if column not in own},
        fixed={column: given[column] for column in own},
    )


def places(header: Sequence[str], options: Options) -> frozenset[int]:
    """The places of the headings that are read; none when the cells are no heading line of a known kind."""
    try:
        return recognise("", header, options).places
    except Refusal:
        return frozenset()


def mapped(header: Sequence[str], mapping: Mapping[str, str]) -> set[str]:
    """The canonical columns of `--map` whose heading this file has."""
    spelled = {same(heading) for heading in header}
    return {column for column, heading in mapping.items() if same(heading) in spelled}


def _recognise(file: str, header: list[str], options: Options, saved: SavedMapping | None, line: int) -> Recognised:
    kinds = [kind for kind in KINDS.values() if options.kind in (None, kind.name)]
    found = [(kind, heading_places.of_kind(kind, header, options.mapping)) for kind in kinds]
    complete = [(kind, at) for kind, at in found if not _missing(kind, at)]
    spelled = {same(heading) for heading in header}
    for name, form in _forms(spelled, options, saved, not complete):
        at = heading_places.of_form(form, header, options.mapping)
        if not _missing(form.kind, at):
            return _found(form.kind, name, header, at, form)
    if complete:
        kind, at = max(complete, key=_fit)
        _refuse_doubles(file, header, at)
        return _found(kind, "teirei", header, at)
    if options.preset in presets.PRESETS:
        forms = [form for form in presets.PRESETS[options.preset].forms if options.kind in (None, form.kind.name)]
        if forms:
            raise Refusal(_no_export_of(file, header, options, forms))
    if not options.kind and not any(at for _, at in found):
        raise Refusal(f"{file}: no heading of line {line} is known ({_listed(header[:5])} …); name columns with --map.")
    kind, at = max(found, key=_fit)
    raise Refusal(
        f"{file}: line {line} fits no known kind of export; the nearest is {kind.name}, which lacks "
        f"{_listed(_missing(kind, at))} (add the columns, or name them with --map COLUMN=HEADER)."
    )


def guessed(header: Sequence[str], options: Options) -> Recognised:
    """What the headings tell, complete or not, for a person to correct: the given kind, or the one that fits best.

    Nothing is refused: `lacking` says what nothing carries yet, and of two headings of one meaning both stand in `at`.
    """
    saved, given = _saved("", header, options)
    spelled = {same(heading) for heading in header}
    found: list[Recognised] = []
    for name, form in _forms(spelled, options, saved, nothing_else=options.preset in presets.PRESETS):
        found.append(_found(form.kind, name, header, heading_places.of_form(form, header, options.mapping), form))
    for kind in KINDS.values():
        if options.kind in (None, kind.name):
            found.append(_found(kind, "teirei", header, heading_places.of_kind(kind, header, options.mapping)))
    best = max(found, key=lambda each: _fit((each.kind, each.at)))
    own = {column: value for column, value in given.items() if column in best.kind.by_name}
    return replace(best, at={column: at for column, at in best.at.items() if column not in own}, fixed=own)


def _saved(file: str, header: Sequence[str], options: Options) -> tuple[SavedMapping | None, Mapping[str, str]]:
    """(the saved mapping that a file is read by, the fixed values: its own, then those of the options)."""
    saved = mappings.fitting(file, header, options.mappings) if options.preset == "auto" else None
    if saved and options.kind not in (None, saved.kind):
        saved = None
    return saved, {**saved.constants, **options.fixed} if saved else options.fixed


def _forms(
    spelled: set[str], options: Options, saved: SavedMapping | None, nothing_else: bool
) -> Iterator[tuple[str, Form]]:
    """(preset, form) that a file may be read by; a preset that is asked for also where only its columns are there."""
    if saved:
        yield saved.name, saved.form
    for name, preset in presets.PRESETS.items():
        for form in preset.forms:
            asked = options.preset in (name, "auto") and options.kind in (None, form.kind.name)
            if asked and (form.fits(spelled) or (options.preset == name and nothing_else)):
                yield name, form


def _missing(kind: Kind, at: Places) -> list[str]:
    return [name for name in kind.required if name not in at]


def _fit(candidate: tuple[Kind, Places]) -> tuple[int, int]:
    kind, at = candidate
    return (len(at) - len(_missing(kind, at)), len(kind.required))


def _refuse_doubles(file: str, header: Sequence[str], at: Places) -> None:
    for column, found in at.items():
        if len(found) > 1:
            raise Refusal(
                f"{file}: the headings {_listed([header[place] for place in found])} (columns "
                f"{', '.join(str(place + 1) for place in found)}) all mean {column}; keep one, "
                f"or name it with --map {column}=HEADER."
            )


def _no_export_of(file: str, header: list[str], options: Options, forms: list[Form]) -> str:
    kind, at = max(((form.kind, heading_places.of_form(form, header, options.mapping)) for form in forms), key=_fit)
    return (
        f"{file} is neither a {options.preset} export of {kind.label} (it lacks {_listed(_missing(kind, at))}) "
        "nor one with Teirei's own columns."
    )


def _found(kind: Kind, preset: str, header: Sequence[str], at: Places, form: Form | None = None) -> Recognised:
    headings = {
        column: " / ".join(dict.fromkeys(header[place].strip() for place in places)) for column, places in at.items()
    }
    return Recognised(kind, preset, at, headings, form)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{" ".join(name.split())[:80]}"' for name in names)
