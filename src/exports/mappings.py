"""Saved mappings: how to read the exports of a system that no preset knows, as a TOML file each.

name = "helpdesk"                          # shown as the preset of the file
kind = "tickets"
headings = ["Vorgang", "Gemeldet"]         # a file that has all of these is read by this mapping
missing = ["-"]                            # optional: what stands for an empty cell
date_order = "dmy"                         # optional: dmy, mdy or ymd, where a column does not prove its own
timezone = "Europe/Berlin"                 # optional: of timestamps without an offset
sheet = "Tickets"                          # optional: the sheet of a workbook

[columns]                                  # canonical column = its heading, or several: the first that is not empty
ticket_id = "Vorgang"
[constants]                                # canonical column = the value of every record
channel = "phone"
[values.severity]                          # of a column: as written = code
"sehr hoch" = "S1"
"""

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exports import codes, zones
from exports.headings import same
from exports.kinds import KINDS, Column
from exports.presets import PRESETS
from exports.presets.model import Form
from refusals import Refusal, nearest

SEVERITIES = ("S1", "S2", "S3", "S4")
DATE_ORDERS = ("dmy", "mdy", "ymd")
_LISTED_TYPES = ("code", "severity", "flag")
_KEYS = (
    "name", "kind", "headings", "missing", "date_order", "timezone", "sheet", "columns", "constants", "values",
)  # fmt: skip


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


def read(*places: Path) -> tuple[SavedMapping, ...]:
    """The mappings of TOML files and of the `*.toml` in folders. Refusal: file, key, value and remedy."""
    found: dict[str, tuple[Path, SavedMapping]] = {}
    for place in places:
        for file in sorted(place.glob("*.toml")) if place.is_dir() else [place]:
            mapping = loads(_text(file), str(file))
            if mapping.name in found:
                raise Refusal(f'{file}: name "{mapping.name}" is also that of {found[mapping.name][0]}; change one.')
            found[mapping.name] = file, mapping
    return tuple(mapping for _, mapping in found.values())


def fitting(file: str, header: Sequence[str], mappings: Sequence[SavedMapping]) -> SavedMapping | None:
    """The mapping that a file with this heading line is read by: of several the one that asks for the most headings."""
    fit = [mapping for mapping in mappings if mapping.fits(header)]
    most = max((len({same(heading) for heading in mapping.headings}) for mapping in fit), default=0)
    best = [mapping for mapping in fit if len({same(heading) for heading in mapping.headings}) == most]
    if len(best) > 1:
        names = " and ".join(f'"{mapping.name}"' for mapping in best)
        raise Refusal(
            f"{file} fits the saved mappings {names} alike; add to one of them a heading that the other lacks."
        )
    return best[0] if best else None


def loads(text: str, file: str = "mapping") -> SavedMapping:
    """A mapping from its TOML. Refusal: file, key, value and remedy."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file}: the TOML cannot be read: {error}; correct that line.") from None
    return _Reader(file, given).mapping()


def dumps(mapping: SavedMapping) -> str:
    """The TOML of a mapping: the same text for the same mapping, and `loads(dumps(mapping)) == mapping`."""
    lines = [f"name = {_quoted(mapping.name)}", f"kind = {_quoted(mapping.kind)}"]
    lines.append(f"headings = {_listed(mapping.headings)}")
    if mapping.missing:
        lines.append(f"missing = {_listed(mapping.missing)}")
    for key in ("date_order", "timezone", "sheet"):
        if value := getattr(mapping, key):
            lines.append(f"{key} = {_quoted(value)}")
    order = [column.name for column in KINDS[mapping.kind].columns]
    lines += ["", "[columns]"]
    for column in sorted(mapping.columns, key=order.index):
        headings = mapping.columns[column]
        lines.append(f"{column} = {_quoted(headings[0]) if len(headings) == 1 else _listed(headings)}")
    if mapping.constants:
        lines += ["", "[constants]"]
        lines += [f"{name} = {_quoted(mapping.constants[name])}" for name in sorted(mapping.constants, key=order.index)]
    for column in sorted(mapping.values, key=order.index):
        lines += ["", f"[values.{column}]"]
        lines += [f"{_quoted(written)} = {_quoted(code)}" for written, code in sorted(mapping.values[column].items())]
    return "\n".join(lines) + "\n"


class _Reader:
    """Checks one mapping key by key; every Refusal names the file, the key and the remedy."""

    def __init__(self, file: str, given: dict):
        self.file, self.given = file, given

    def mapping(self) -> SavedMapping:
        for key in self.given:
            if key not in _KEYS:
                self.refuse(f'"{key}" is no key of a mapping{nearest(key, list(_KEYS))}; remove it')
        name, kind = self.text("name"), self.text("kind")
        if name in ("auto", "teirei", *PRESETS):
            self.refuse(f'name "{name}" is that of a preset; choose another')
        if kind not in KINDS:
            self.refuse(f'kind "{kind}" is unknown{nearest(kind, list(KINDS))}; write one of {", ".join(KINDS)}')
        known = KINDS[kind].by_name
        constants = {column: self.text_of(f"constants.{column}", value) for column, value in self.table("constants")}
        columns = {
            column: self.texts_of(f"columns.{column}", [value] if isinstance(value, str) else value)
            for column, value in self.table("columns")
        }
        values = {column: self.spellings(column, known) for column, _ in self.table("values")}
        for section, named in (("columns", columns), ("constants", constants), ("values", values)):
            for column in named:
                if column not in known:
                    self.refuse(f'{section}.{column}: "{column}" is no column of {kind}{nearest(column, list(known))}')
        for column in columns.keys() & constants.keys():
            self.refuse(f"{column} stands in columns and in constants; keep one of the two")
        for column in KINDS[kind].required:
            if column not in columns and column not in constants:
                self.refuse(f"columns.{column} is missing; name its heading there, or its value in constants")
        headings = self.texts_of("headings", self.given.get("headings"))
        return SavedMapping(
            name, kind, headings, columns, constants, values, self.missing(), self.date_order(), self.timezone(),
            self.text("sheet") if "sheet" in self.given else None,
        )  # fmt: skip

    def spellings(self, column: str, known: Mapping[str, Column]) -> dict[str, str]:
        table = self.given["values"][column]
        if not isinstance(table, dict):
            self.refuse(f"values.{column} is no table; write [values.{column}] and below it lines as written = code")
        found = {written: self.text_of(f'values.{column}."{written}"', code) for written, code in table.items()}
        if column not in known:
            return found
        if known[column].type not in (*_LISTED_TYPES, "program", "tier"):
            self.refuse(f"values.{column}: the column has no list of codes; remove the table")
        for written, code in found.items():
            listed = codes_of(known[column])
            if listed and code not in listed:
                self.refuse(
                    f'values.{column}."{written}" = "{code}" is no code of {column}{nearest(code, list(listed))}; '
                    f"write one of {', '.join(listed)}"
                )
        return found

    def table(self, key: str) -> Collection[tuple]:
        value = self.given.get(key, {})
        if not isinstance(value, dict):
            self.refuse(f"{key} is no table; write [{key}] and below it lines column = value")
        return value.items()

    def text(self, key: str) -> str:
        return self.text_of(key, self.given.get(key))

    def text_of(self, key: str, value) -> str:
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{key} {'is missing' if value is None else f'= {value!r} is no text'}; write it in quotes")
        return value

    def texts_of(self, key: str, value) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            self.refuse(f'{key} {"is missing" if value is None else "is no list"}; write it as ["…", "…"]')
        return tuple(self.text_of(key, each) for each in value)

    def missing(self) -> tuple[str, ...]:
        return self.texts_of("missing", self.given["missing"]) if self.given.get("missing") else ()

    def date_order(self) -> str | None:
        order = self.given.get("date_order")
        if order not in (None, *DATE_ORDERS):
            self.refuse(f'date_order "{order}" is unknown; write one of {", ".join(DATE_ORDERS)}')
        return order

    def timezone(self) -> str | None:
        if "timezone" not in self.given:
            return None
        name = self.text("timezone")
        try:
            zones.named(name)
        except Refusal:
            self.refuse(f'timezone "{name}" is no IANA time zone; write one such as Asia/Tokyo')
        return name

    def refuse(self, reason: str):
        raise Refusal(f"{self.file}: {reason}.")


def codes_of(column: Column) -> tuple[str, ...]:
    """The closed list of a column as far as it does not come from the terms, else nothing."""
    if column.type == "severity":
        return SEVERITIES
    if column.type == "flag":
        return tuple(codes.FLAGS)
    return tuple(column.codes or ())


def _by_code(spellings: Mapping[str, str]) -> codes.Codes:
    return {code: tuple(written for written, of in spellings.items() if of == code) for code in spellings.values()}


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refusal(
            f"{file} cannot be read: {error.strerror or error}; give a mapping, or a folder of them."
        ) from None
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
