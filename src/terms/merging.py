"""Several contracts side by side: ids that are shared must differ."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from labels import LANGUAGES, text

from .contract import Contract
from .lookup import Terms
from .model import Code

HOUSE_CLOSURES = {"withdrawn": "withdrawn", "merged": "merged", "duplicate": "merged", "other": "other"}


def merged(contracts: list[Contract], sha256: str, folders: tuple[str, ...] = ()) -> Terms:
    """One `Terms` of all contracts. `Refusal` when two use the same programme, assumption or code."""
    return Terms(
        programmes=_unique(contracts, "programme", lambda c: [(c.programme.id, c.programme)]),
        assumptions=dict(
            sorted(
                _unique(contracts, "assumption", lambda c: c.assumptions.items()).items(),
                key=lambda named: _in_reading_order(named[0]),
            )
        ),
        exclusion_codes=_codes(contracts, "exclusion"),
        closure_codes=_codes(contracts, "closure", _house_closures()),
        enquiry_codes=_codes(contracts, "enquiry"),
        sha256=sha256,
        folders=folders,
        _targets=tuple(target for c in contracts for target in c.targets),
        _phone_rules=tuple(rule for c in contracts for rule in c.phone_rules),
        _escalations=tuple(rule for c in contracts for rule in c.escalations),
        _entries={
            c.programme.id: {path: tuple(history) for path, history in groupby(c.entries, key=lambda e: e.path)}
            for c in contracts
        },
        _columns={(c.programme.id, table): columns for c in contracts for table, columns in c.columns.items()},
    )


def _in_reading_order(id: str) -> list[tuple[int, str]]:
    """A2 before A10: numbers inside an id count as numbers."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", id)]


def _unique(
    contracts: list[Contract], what: str, parts: Callable[[Contract], Iterable[tuple[str, Any]]]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for c in contracts:
        for id, part in parts(c):
            if id in found:
                other = owners[id]
                c.file.refuse("", f'defines the {what} "{id}" that {other} defines too', "rename one of them")
            found[id], owners[id] = part, c.file.file
    return found


def _codes(contracts: list[Contract], which: str, given: dict[str, Code] | None = None) -> dict[str, Code]:
    stated = _unique(contracts, "code", lambda c: [(code.code, code) for set, code in c.codes if set == which])
    for c in contracts:
        for set, code in c.codes:
            if set == which and code.code in (given or {}):
                c.file.refuse("", f'defines the code "{code.code}", which every programme has', "rename it")
    return {**stated, **(given or {})}


def _house_closures() -> dict[str, Code]:
    """The closure codes of the exports that stand in no contract."""
    return {
        code: Code(
            code, None, None, kind, {language: text(f"terms.closure.{code}", language) for language in LANGUAGES}
        )
        for code, kind in HOUSE_CLOSURES.items()
    }
