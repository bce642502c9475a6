"""Which kind of export a heading line belongs to, and which heading carries which canonical column."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from exports import presets
from exports.kinds import KINDS, Kind, canonical_names
from exports.options import Options
from refusals import Refusal, nearest

PRESETS = ("auto", "teirei", *presets.PRESETS)


@dataclass(frozen=True)
class Recognised:
    """`at`: canonical column → place of its heading in the file; `fixed`: canonical column → value of every record."""

    kind: Kind
    preset: str
    at: dict[str, int]
    heading: dict[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)

    def written(self, column: str) -> str:
        """The heading as it stands in the file; the canonical name where the file has none."""
        return self.heading.get(column, column)


def same(heading: str) -> str:
    """What two spellings of one heading have in common: case, width, spaces, hyphens and underscores do not matter."""
    return re.sub(r"[\s_\-\u200b\ufeff]+", "", unicodedata.normalize("NFKC", heading).casefold())


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


def recognise(
    file: str,
    header: list[str],
    preset: str,
    mapping: Mapping[str, str],
    kind: str | None = None,
    fixed: Mapping[str, str] = MappingProxyType({}),
    line: int = 1,
) -> Recognised:
    """The kind, by its columns where none is given. A fixed value goes before the file's own.

    Refusal: no kind fits (the nearest and what it lacks), or a heading stands twice.
    """
    added = {column: f"{column}={value}" for column, value in fixed.items()}
    found = _recognise(file, [*header, *added.values()], preset, {**mapping, **added}, kind, line)
    own = {column for column, place in found.at.items() if place >= len(header)}
    return Recognised(
        found.kind,
        found.preset,
        {column: place for column, place in found.at.items() if column not in own},
        {column: heading for column, heading in found.heading.items() if column not in own},
        {column: fixed[column] for column in own},
    )


def _recognise(
    file: str, header: list[str], preset: str, mapping: Mapping[str, str], wanted: str | None, line: int
) -> Recognised:
    found = [_places(kind, header, mapping) for kind in KINDS.values() if wanted in (None, kind.name)]
    complete = [(kind, at) for kind, at in found if not _missing(kind, at)]
    spelled = {same(heading) for heading in header}
    for name, known in presets.PRESETS.items():
        asked = preset in (name, "auto") and wanted in (None, known.kind.name)
        if asked and (known.fits(spelled) or (preset == name and not complete)):
            kind, at = _places(known.kind, header, mapping, known.headings)
            if not _missing(kind, at):
                return _checked(file, header, name, kind, at)
    if complete:
        return _checked(file, header, "teirei", *max(complete, key=_fit))
    if preset in presets.PRESETS and wanted in (None, presets.PRESETS[preset].kind.name):
        known = presets.PRESETS[preset]
        lacking = _missing(*_places(known.kind, header, mapping, known.headings))
        raise Refusal(
            f"{file} is neither a {preset} export of {known.kind.label} (it lacks {_listed(lacking)}) "
            "nor one with Teirei's own columns."
        )
    if not wanted and not any(at for _, at in found):
        raise Refusal(f"{file}: no heading of line {line} is known ({_listed(header[:5])} …); name columns with --map.")
    kind, at = max(found, key=_fit)
    raise Refusal(
        f"{file}: line {line} fits no known kind of export; the nearest is {kind.name}, which lacks "
        f"{_listed(_missing(kind, at))} (add the columns, or name them with --map COLUMN=HEADER)."
    )


def places(header: Sequence[str], options: Options) -> frozenset[int]:
    """The places of the headings that are read; none when the cells are no heading line of a known kind."""
    try:
        found = recognise("", list(header), options.preset, options.mapping, options.kind, options.fixed)
    except Refusal:
        return frozenset()
    return frozenset(found.at.values())


def guessed(header: Sequence[str], options: Options) -> Recognised:
    """What the headings tell, complete or not, for a person to correct: the given kind, or the one that fits best."""
    spelled = {same(heading) for heading in header}
    systems = [
        known
        for name, known in presets.PRESETS.items()
        if options.preset == name or (options.preset == "auto" and known.fits(spelled))
    ]
    found = [("teirei", *_places(kind, list(header), options.mapping)) for kind in KINDS.values()]
    for known in systems:
        found.insert(0, (known.name, *_places(known.kind, list(header), options.mapping, known.headings)))
    fitting = [each for each in found if options.kind in (None, each[1].name)]
    preset, kind, at = max(fitting, key=lambda each: _fit(each[1:]))
    first = {column: places[0] for column, places in at.items() if column not in options.fixed}
    own = {column: value for column, value in options.fixed.items() if column in kind.by_name}
    return Recognised(kind, preset, first, {column: header[place].strip() for column, place in first.items()}, own)


def mapped(header: list[str], mapping: Mapping[str, str]) -> set[str]:
    """The canonical columns of `--map` whose heading this file has."""
    spelled = {same(heading) for heading in header}
    return {column for column, heading in mapping.items() if same(heading) in spelled}


def _places(
    kind: Kind, header: list[str], mapping: Mapping[str, str], headings: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Kind, dict[str, list[int]]]:
    """The places of each column: those of `--map` before its own name and its other headings."""
    spelled = [same(heading) for heading in header]
    at: dict[str, list[int]] = {}
    for column in kind.columns:
        others = column.headings if headings is None else headings.get(column.name, ())
        accepted = {same(column.name), *map(same, others)}
        if column.name in mapping and (same(mapping[column.name]) in spelled or mapping[column.name] == ""):
            accepted = {same(mapping[column.name])} - {""}
        places = [place for place, heading in enumerate(spelled) if heading in accepted]
        if places:
            at[column.name] = places
    return kind, at


def _missing(kind: Kind, at: Mapping) -> list[str]:
    return [name for name in kind.required if name not in at]


def _fit(candidate: tuple[Kind, Mapping]) -> tuple[int, int]:
    kind, at = candidate
    return (len(at) - len(_missing(kind, at)), len(kind.required))


def _checked(file: str, header: list[str], preset: str, kind: Kind, at: dict[str, list[int]]) -> Recognised:
    for column, places in at.items():
        if len(places) > 1:
            raise Refusal(
                f"{file}: the headings {_listed([header[place] for place in places])} (columns "
                f"{', '.join(str(place + 1) for place in places)}) all mean {column}; keep one, "
                f"or name it with --map {column}=HEADER."
            )
    return Recognised(
        kind,
        preset,
        {column: places[0] for column, places in at.items()},
        {column: header[places[0]].strip() for column, places in at.items()},
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{" ".join(name.split())[:80]}"' for name in names)
