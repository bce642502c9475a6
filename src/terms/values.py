"""Single values, `[[clause.X.values]]`, and the dated history of every path."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from .model import Entry
from .node import Node
from .setting import Setting
from .units import UNITS

PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
SILENT = ("unknown", "absent")


def path(row: Node) -> str:
    found = row.text("path")
    if not PATH.fullmatch(found):
        row.refuse("path", "is not a path", "write names of small letters, digits and _, joined by dots")
    return found


def unit(row: Node) -> str | None:
    return row.one_of("unit", UNITS) if row.has("unit") else None


def value(setting: Setting, row: Node) -> Entry:
    """One value. A text without a value is its own value; with `state` unknown or absent there is none."""
    row.only("path", "label", "value", "text", "state", "unit", "quote", "assumptions", "valid_from")
    text = row.both("text") if row.has("text") else None
    silent = row.one_of("state", SILENT) if row.has("state") else None
    if silent and row.has("value"):
        row.refuse("value", f"contradicts state = {silent}", "give either a value or a state")
    if not (silent or text):
        row.need("value")
    given = row.scalar("value") if row.has("value") else (None if silent else text)
    if isinstance(given, str | tuple) and text is None:
        row.refuse("value", "is a word without a text for people", 'add text = { ja = "…", en = "…" }')
    cited = setting.cited(row)
    day, dating = setting.dated(row)
    return Entry(
        program=setting.program,
        clause=setting.clause.id,
        path=path(row),
        label=row.both("label"),
        value=given,
        unit=unit(row),
        valid_from=day,
        state=silent or ("assumed" if cited else "stated"),
        assumptions=cited,
        text=text,
        quote=setting.quoted(row),
        valid_from_assumption=dating,
    )


def histories(entries: list[Entry], file: Node) -> list[Entry]:
    """The entries with `valid_to` set from the next version of the same path, in the order of first standing."""
    order = {entry.path: number for number, entry in reversed(list(enumerate(entries)))}
    found: list[Entry] = []
    for where, versions in groupby(sorted(entries, key=lambda e: (order[e.path], e.valid_from)), key=lambda e: e.path):
        found += _succeeding(where, list(versions), file)
    return found


def _succeeding(where: str, versions: list[Entry], file: Node) -> Iterator[Entry]:
    for this, following in zip(versions, [*versions[1:], None], strict=True):
        if following and following.valid_from == this.valid_from:
            file.refuse("", f"gives {where} twice from {this.valid_from}", "give another path, or another valid_from")
        yield replace(this, valid_to=following.valid_from if following else None)
