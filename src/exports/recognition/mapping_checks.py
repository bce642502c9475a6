"""A saved mapping as its TOML gives it → the mapping, checked key by key."""

from collections.abc import Collection, Mapping

from exports import codes
from exports.cells import zones
from exports.kinds import KINDS, Column
from exports.presets import PRESETS
from exports.recognition.saved_mapping import SavedMapping
from refusals import Refusal, nearest

SEVERITIES = ("S1", "S2", "S3", "S4")
DATE_ORDERS = ("dmy", "mdy", "ymd")
_SPELLED_TYPES = ("text", "code", "severity", "flag", "program", "tier", "calendar")
_KEYS = ("name", "kind", "headings", "missing", "date_order", "timezone", "sheet", "columns", "constants", "values")


def checked(file: str, given: Mapping) -> SavedMapping:
    """The mapping. Refusal: file, key, value and remedy."""
    return _Reader(file, given).mapping()


class _Reader:
    """Checks one mapping key by key; every Refusal names the file, the key and the remedy."""

    def __init__(self, file: str, given: Mapping):
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
        if known[column].type not in _SPELLED_TYPES:
            self.refuse(f"values.{column}: numbers and dates are read as they are written; remove the table")
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
