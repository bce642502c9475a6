"""The in-memory DuckDB that parses columns: one for the process, a cursor of its own for each question."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import TypeVar

import duckdb
import pyarrow as pa

Item = TypeVar("Item")
Result = TypeVar("Result")


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor whose registered tables and temporary views nobody else sees; close it (`with`)."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def use_lean_memory() -> None:
    """Lets Arrow give freed memory back early, where its build can: the peak of a large load is a fifth lower."""
    with suppress(NotImplementedError):
        pa.set_memory_pool(pa.jemalloc_memory_pool())


def in_threads(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """The results in the order of the items; the columns of a file are independent of each other."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
        return list(threads.map(work, items))
