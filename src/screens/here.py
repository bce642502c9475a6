"""Where a run stands: its language and theme, its query, the published data it reads."""

import os
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyarrow
import streamlit as st

import labels
import terms as contracts
import warehouse
from labels import figures
from metrics import loads, tickets
from refusals import Refusal
from screens import query
from warehouse.publishing import current


def database() -> Path:
    """The database that TEIREI_DB names."""
    return Path(os.environ.get("TEIREI_DB", "data/teirei.duckdb"))


def data() -> warehouse.Warehouse:
    """The published version of the database; a newer one as soon as it is published. Refusal when there is none."""
    return _published(database(), current(database()))


def is_loaded() -> bool:
    """Whether a version was ever published, readable or not."""
    try:
        return current(database()) is not None
    except Refusal:
        return True


@lru_cache(maxsize=8)
def _published(named: Path, _version: Path | None) -> warehouse.Warehouse:
    return warehouse.open_published(named)


@lru_cache(maxsize=8)
def _readable(named: Path, version: Path | None) -> bool:
    try:
        _published(named, version)
    except Refusal:
        return False
    return True


def ask(question: Callable, *arguments: Any) -> Any:
    """The answer of a metrics question, a table as a DataFrame, kept for this version. Do not change what it gives."""
    kept = _listed if question is tickets.facts else _counted
    return kept(data(), question, *arguments)


def _answer(source: warehouse.Warehouse, question: Callable, *arguments: Any) -> Any:
    answer = question(source, *arguments)
    return answer.to_pandas() if isinstance(answer, pyarrow.Table) else answer


_counted = lru_cache(maxsize=512)(_answer)
_listed = lru_cache(maxsize=8)(_answer)  # one row per ticket: too large to keep for every filter


def is_readable() -> bool:
    """Whether there is a published version that can be opened."""
    try:
        return _readable(database(), current(database()))
    except Refusal:
        return False


def may_import() -> bool:
    """Whether the import desk stands: TEIREI_DESK=off takes it away."""
    return os.environ.get("TEIREI_DESK", "").strip().lower() != "off"


def terms() -> contracts.Terms:
    """The contracts, from the folders that the database was loaded with, as far as they are still there."""
    if not is_readable():
        return _terms("")
    base, *added = ask(loads.latest).terms_folders
    return _terms(base if Path(base).is_dir() else "", *(folder for folder in added if Path(folder).exists()))


def added_terms() -> Path | None:
    """The folder that added to the shipped contracts when the database was loaded."""
    added = ask(loads.latest).terms_folders[1:] if is_readable() else []
    return next((Path(folder) for folder in added if Path(folder).exists()), None)


def timezone() -> str:
    """The zone in which the database read times without one."""
    return ask(loads.latest).timezone if is_readable() else str(figures.ZONE)


@cache
def _terms(base: str, *added: str) -> contracts.Terms:
    return contracts.read(*added, base=base or None)


def today() -> date:
    """The local date of the as-of instant."""
    return figures.local(data().as_of).date()


def fiscal() -> tuple[date, int]:
    """What a quarter depends on: the local date of the as-of instant, the month the fiscal year starts in."""
    return today(), ask(loads.latest).fiscal_year_start_month


def asked() -> query.Query:
    """The query of the page's URL."""
    return query.read({name: st.query_params.get_all(name) for name in st.query_params})


def language() -> str:
    return asked().lang


def say(key: str, **values: object) -> str:
    """A label in the language of the page."""
    return labels.text(key, language(), **values)
