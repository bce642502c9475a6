"""The tables of the data page and the terms page, as typed values."""

import pandas as pd

import terms
from labels import figures, text
from metrics import loads
from screens import here, names
from screens.query import Query
from screens.tables import Column, Table

FILE_COLUMNS = {
    "file": "text", "kind": "text", "read": "count", "loaded": "count", "rejected": "count", "replaced": "count",
    "preset": "text", "encoding": "text",
}  # fmt: skip
FINDING_COLUMNS = {
    "file": "text", "line": "count", "column": "text", "value": "text", "reason": "text", "count": "count",
}  # fmt: skip
SIGNS = {"stated": "●", "assumed": "◐", "unknown": "?", "absent": "–"}
TERM_COLUMNS = ("clause", "label", "value", "state", "assumptions", "valid_from", "quote")


def files(asked: Query) -> Table:
    """One row per file: read = loaded + rejected."""
    found, language = here.ask(loads.files), asked.lang
    kinds = [text(f"data.kind_{kind}", language) if kind else figures.EMPTY for kind in found["kind"]]
    return _table(
        "files", "data.table_files", FILE_COLUMNS, found.assign(kind=kinds, file=names.files(found["file"])), language
    )


def rejects(asked: Query) -> Table:
    """One row per rejected record, with its place and the reason."""
    return _findings("rejects", asked)


def warnings(asked: Query) -> Table:
    """One row per warning, with the first place it is about, and how many."""
    return _findings("warnings", asked)


def outline(asked: Query) -> Table:
    """One row per value of a programme's contract; of all programmes without one."""
    entries = [
        entry
        for entry in here.terms().outline()
        if entry.program in (asked.program or (entry.program,)) and not entry.path.startswith("assumptions.")
    ]
    rows = pd.DataFrame([cells(entry, asked.lang) for entry in entries], columns=TERM_COLUMNS)
    columns = tuple(Column(name, text(f"terms_page.column_{name}", asked.lang)) for name in TERM_COLUMNS)
    return Table("terms", text("page.terms", asked.lang), columns, rows)


def cells(entry: terms.Entry, language: str) -> tuple[str, ...]:
    """The texts of one value, in the order of TERM_COLUMNS. A clause that is a word (preamble) stands in no column."""
    since = f"{entry.valid_from}"
    if entry.valid_from_assumption:
        since += f" ({entry.valid_from_assumption})"
    return (
        "" if entry.clause[0].islower() else entry.clause,
        entry.label[language],
        terms.shown(entry, language),
        f"{SIGNS[entry.state]} {text(f'terms_page.state_{entry.state}', language)}",
        text("unit.list", language).join(entry.assumptions),
        since,
        entry.quote or "",
    )


def _findings(which: str, asked: Query) -> Table:
    found = here.ask(getattr(loads, which))
    rows = found.assign(
        file=names.files(found["file"]),
        column=found["column_name"],
        reason=found[f"reason_{asked.lang}"],
        count=found["records"],
    )
    return _table(which, f"data.table_{which}", FINDING_COLUMNS, rows, asked.lang)


def _table(name: str, title: str, kinds: dict[str, str], rows: pd.DataFrame, language: str) -> Table:
    columns = tuple(Column(key, text(f"data.column_{key}", language), kind) for key, kind in kinds.items())
    return Table(name, text(title, language), columns, rows[list(kinds)])
