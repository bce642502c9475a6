"""Tables of values as a contract prints them, `[[clause.X.tables]]`: the cell's path is table.column.row."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from refusals import nearest

from .heading import name
from .model import Entry, Text
from .node import Node
from .setting import Setting
from .values import path, unit


def table(setting: Setting, node: Node) -> tuple[str, dict[str, Text], list[Entry]]:
    """(path, column names, one entry a cell) of a table; the cell's path is table.column.row."""
    node.only("path", "columns", "rows")
    where, columns = path(node), _columns(setting, node)
    entries: list[Entry] = []
    for row in node.rows("rows"):
        kind = _product if row.has("product_of") else _cells
        entries += list(kind(setting, row, where, columns, entries))
    return where, columns, entries


def _columns(setting: Setting, node: Node) -> dict[str, Text]:
    """Column → name: a list of tiers, or a table of names."""
    if isinstance(node.need("columns"), list):
        return {tier: setting.tiers[tier].name for tier in node.some_of("columns", setting.tiers)}
    columns = node.child("columns")
    return {column: columns.both(column) for column in columns.table}


def _cells(setting: Setting, row: Node, where: str, columns: dict[str, Text], _above: list[Entry]) -> Iterator[Entry]:
    row.only("key", "label", "values", "texts", "unknown", "unit", "quote", "assumptions", "valid_from")
    key, label, cited, (day, dating) = name(row, "key"), row.both("label"), setting.cited(row), setting.dated(row)
    values, texts = row.child("values"), row.child("texts")
    unknown = row.some_of("unknown", columns) if row.has("unknown") else ()
    for cells in (values, texts):
        cells.only(*columns)
    for column, heading in columns.items():
        if (column in unknown) == (values.has(column) or texts.has(column)):
            row.refuse("values", f"must give {column}, or unknown must name it, and not both", f"give {column} once")
        text = texts.both(column) if texts.has(column) else None
        given = None if column in unknown else values.scalar(column) if values.has(column) else text
        if isinstance(given, str | tuple) and text is None:
            values.refuse(
                column, "is a word without a text for people", f'add texts.{column} = {{ ja = "…", en = "…" }}'
            )
        yield Entry(
            program=setting.program,
            clause=setting.clause.id,
            path=f"{where}.{column}.{key}",
            label=_joined(heading, label),
            value=given,
            unit=unit(row),
            valid_from=day,
            state="unknown" if column in unknown else "assumed" if cited else "stated",
            assumptions=() if column in unknown else cited,
            text=text,
            quote=setting.quoted(row),
            valid_from_assumption=dating,
        )


def _product(setting: Setting, row: Node, where: str, columns: dict[str, Text], above: list[Entry]) -> Iterator[Entry]:
    """A row that follows from two rows above it, at each date on which one of them changes."""
    row.only("key", "label", "product_of", "unit", "quote", "assumptions")
    key, label, cited, factors = name(row, "key"), row.both("label"), setting.cited(row), row.texts("product_of")
    for column, heading in columns.items():
        histories = [_history(row, f"{where}.{column}.{factor}", above) for factor in factors]
        complete_from = max(history[0].valid_from for history in histories)
        for day in sorted({max(entry.valid_from, complete_from) for history in histories for entry in history}):
            parts = [_in_force(history, day) for history in histories]
            yield Entry(
                program=setting.program,
                clause=setting.clause.id,
                path=f"{where}.{column}.{key}",
                label=_joined(heading, label),
                value=_multiplied(row, parts),
                unit=unit(row),
                valid_from=day,
                state="assumed" if cited else "stated",
                assumptions=cited,
                quote=setting.quoted(row),
                valid_from_assumption=parts[0].valid_from_assumption,
            )


def _history(row: Node, wanted: str, above: list[Entry]) -> list[Entry]:
    history = [entry for entry in above if entry.path == wanted]
    if not history:
        known = sorted({entry.path.rpartition(".")[2] for entry in above})
        near = nearest(wanted.rpartition(".")[2], known)
        row.refuse("product_of", f"names a row that is not above{near}", f"use some of {', '.join(known)}")
    return sorted(history, key=lambda entry: entry.valid_from)


def _in_force(history: list[Entry], day: date) -> Entry:
    return [entry for entry in history if entry.valid_from <= day][-1]


def _multiplied(row: Node, parts: list[Entry]) -> int | Decimal:
    product = Decimal(1)
    for part in parts:
        if isinstance(part.value, bool) or not isinstance(part.value, int | Decimal):
            row.refuse("product_of", f"takes {part.path}, which is not a number", "name rows of numbers")
        product *= part.value
    return int(product) if product == product.to_integral_value() else product.normalize()


def _joined(column: Text, row: Text) -> Text:
    return {"ja": f"{column['ja']}:{row['ja']}", "en": f"{column['en']}: {row['en']}"}
