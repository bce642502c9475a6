"""Connections, the SQL files of a package by name, and the answer of a query that has a single one."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb


@cache
def statement(name: str, package: str = "warehouse") -> str:
    """The text of `sql/NAME.sql` in a package."""
    return files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def connect(file: Path | None = None, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a file, or to nothing but memory.

    ASOF joins never loop: their left side is often a generated series whose size DuckDB underestimates.
    """
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only)
    connection.execute("set global asof_loop_join_threshold = 0")
    return connection


def single(connection: duckdb.DuckDBPyConnection, query: str, parameters: list | None = None) -> Any:
    """The value of a query that yields one row of one column; read to its end, so that the connection is free again."""
    ((value,),) = connection.execute(query, parameters).fetchall()
    return value
