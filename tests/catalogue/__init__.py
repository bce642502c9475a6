"""The classes of odd input and their decided outcomes: one table that the tests run and the guide shows."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GROUPS = {
    "files": "Files",
    "workbooks": "Workbooks",
    "cells": "Cells",
    "times": "Dates and times",
    "business": "What the contracts say",
    "texts": "Hostile text",
}
OUTCOMES = {
    "load": "loaded",
    "warn": "loaded with a warning",
    "reject": "the row is rejected",
    "refuse": "the file is refused",
}


@dataclass(frozen=True)
class Case:
    """One input. `files`: what is loaded, the last one being judged; the counts and values are those of that file.

    `values`: the loaded rows in order, each with the columns that are to be compared.
    """

    title: str
    kind: str = "tickets"
    cell: tuple[str, str] | None = None
    text: str | None = None
    make: str | None = None
    name: str = "odd.csv"
    encoding: str = "utf-8"
    options: dict[str, Any] = field(default_factory=dict)
    loaded: int | None = None
    rejected: int | None = None
    values: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class OddInput:
    """One class. `codes`: the warnings or the reasons it brings; `says`: a part of the sentence of a refusal."""

    group: str
    id: str
    what: str
    outcome: str
    codes: tuple[str, ...]
    says: str
    cases: tuple[Case, ...]


def classes() -> list[OddInput]:
    """Every class, in the order of the table."""
    found = []
    for group in GROUPS:
        written = tomllib.loads(Path(__file__).with_name(f"{group}.toml").read_text(encoding="utf-8"))
        found += [_class(group, name, entry) for name, entry in written.items()]
    return found


def _class(group: str, name: str, entry: dict) -> OddInput:
    assert entry["outcome"] in OUTCOMES, name
    cases = [_cell_case(entry["outcome"], each) for each in entry.pop("cells", [])]
    cases += [Case(title=each.pop("title", ""), **each) for each in entry.pop("files", [])]
    assert cases, f"{name} has no case"
    codes, says = tuple(entry.pop("codes", ())), entry.pop("says", "")
    assert bool(says) == (entry["outcome"] == "refuse"), f"{name}: a refusal says something, nothing else does"
    return OddInput(group, name, entry["what"], entry["outcome"], codes, says, tuple(cases))


def _cell_case(outcome: str, entry: dict) -> Case:
    column, written = entry["column"], entry["written"]
    kept = outcome in ("load", "warn")
    return Case(
        title=f"{column}={written!r}",
        kind=entry.get("kind", "tickets"),
        cell=(column, written),
        options=entry.get("options", {}),
        loaded=int(kept),
        rejected=int(not kept),
        values=[{entry.get("seen", column): entry["becomes"]}] if kept else [],
    )


def table() -> str:
    """The Markdown of the guide: one table a group."""
    lines = []
    for group, title in GROUPS.items():
        lines += [f"### {title}", "", "| what | outcome | reason or sentence |", "|---|---|---|"]
        for each in classes():
            if each.group == group:
                said = ", ".join(f"`{code}`" for code in each.codes) or (f"… {each.says} …" if each.says else "")
                lines.append(f"| {each.what} | {OUTCOMES[each.outcome]} | {said} |")
        lines.append("")
    return "\n".join(lines).rstrip().replace("\0", "")
