"""One table of a terms file that knows where it stands, so that each complaint names file, key, value and remedy."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from labels import LANGUAGES
from refusals import Refusal, nearest

from .model import Text


@dataclass(frozen=True)
class Node:
    file: str
    key: str
    table: dict[str, Any]

    def at(self, key: str = "") -> str:
        return ".".join(part for part in (self.key, key) if part)

    def refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        where = self.at(key) or "the file"
        given = f" = {_spelled(self.table[key])}" if key in self.table else ""
        raise Refusal(f"{self.file}: {where}{given} {problem}; {remedy}.")

    def only(self, *known: str) -> None:
        """Refuses a key that is not known, naming the nearest one."""
        for key in self.table:
            if key not in known:
                self.refuse(key, f"is not a known key{nearest(key, list(known))}", f"use one of {', '.join(known)}")

    def has(self, key: str) -> bool:
        return key in self.table

    def need(self, key: str) -> Any:
        if key not in self.table:
            near = nearest(key, list(self.table))
            self.refuse(key, f"is missing{near}", f"add {key}")
        return self.table[key]

    def text(self, key: str) -> str:
        return self._typed(key, str, "a text in quotes")

    def whole(self, key: str, least: int = 0) -> int:
        number = self._typed(key, int, "a whole number")
        if number < least:
            self.refuse(key, "is too small", f"give a whole number from {least} on")
        return number

    def day(self, key: str) -> date:
        return self._typed(key, date, "a date such as 2026-04-01, without quotes")

    def both(self, key: str) -> Text:
        """A text for people: exactly ja and en, neither empty."""
        self.need(key)
        text = self.child(key)
        text.only(*LANGUAGES)
        return {language: text.text(language) for language in LANGUAGES}

    def one_of(self, key: str, known: Collection[str]) -> str:
        name = self.text(key)
        if name not in known:
            self.refuse(key, f"is not known{nearest(name, list(known))}", f"use one of {', '.join(known)}")
        return name

    def some_of(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """A list, not empty, of known names, each once."""
        names = self.texts(key)
        for name in names:
            if name not in known:
                self.refuse(key, f'holds "{name}", which is not known{nearest(name, list(known))}', _use(known))
        if len(set(names)) < len(names):
            self.refuse(key, "must hold each name once", _use(known))
        return names

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, not empty."""
        names = self._typed(key, list, "a list of texts")
        if not names or not all(isinstance(name, str) and name.strip() for name in names):
            self.refuse(key, "is not a list of one or more texts", 'write it as ["…", "…"]')
        return tuple(names)

    def scalar(self, key: str) -> str | int | bool | Decimal | date | tuple[str, ...]:
        """A value of a contract: text, number, yes or no, date, or a list of texts."""
        value = self.need(key)
        if type(value) is list:
            return self.texts(key)
        if type(value) not in (str, int, bool, Decimal, date):
            self.refuse(key, "has the wrong type", "give a text, number, true or false, date, or list of texts")
        if isinstance(value, Decimal) and not value.is_finite():
            self.refuse(key, "is not a number", "give a finite number")
        return value

    def child(self, key: str) -> "Node":
        """A table inside; empty when it is not there."""
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.refuse(key, "has the wrong type", "write it as a table")
        return Node(self.file, self.at(key), table)

    def children(self) -> Iterator[tuple[str, "Node"]]:
        for key in self.table:
            yield key, self.child(key)

    def rows(self, key: str) -> Iterator["Node"]:
        """The tables of an array of tables; none when it is not there."""
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(key, "has the wrong type", f"write each as a table headed [[{self.at(key)}]]")
        for number, row in enumerate(rows, start=1):
            yield Node(self.file, f"{self.at(key)}[{number}]", row)

    def _typed(self, key: str, kind: type, wanted: str) -> Any:
        value = self.need(key)
        if type(value) is not kind:
            self.refuse(key, "has the wrong type", f"give {wanted}")
        if kind is str and not value.strip():
            self.refuse(key, "is empty", f"give {wanted}")
        return value


def _use(known: Collection[str]) -> str:
    return f"use some of {', '.join(known)}"


def _spelled(value: Any) -> str:
    """The value as the file spells it, shortened."""
    spelled = _toml(value)
    return spelled if len(spelled) <= 60 else f"{spelled[:59]}…"


def _toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())} }}" if value else "{}"
        case _:
            return str(value)
