"""Connections, the SQL files of a package by name, and the answer of a query that has a single one."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb


@cache
def statement(name: str, package: str = "warehouse") -> str:
    """The text of `sql/NAME.sql` in a package."""
    return files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def fingerprint(package: str, *more: str) -> str:
    """Changes whenever one of the package's statements does, or of the further texts."""
    folder = files(package).joinpath("sql")
    texts = (file.read_bytes() for file in sorted(folder.iterdir(), key=lambda file: file.name))
    return sha256(b"".join((*texts, *map(str.encode, more)))).hexdigest()[:12]


def connect(file: Path | None = None, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a file, or to nothing but memory.

    Joins run as written, the small table on the right: DuckDB 2.0 misjudges sizes, and where it exchanges the sides of
    an outer join over wide rows it can fail ("dict-surviving cache", duckdb/duckdb#24807). ASOF joins never loop: their
    left side is often a generated series whose size it underestimates.
    """
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only)
    connection.execute("set global disabled_optimizers = 'join_order,build_side_probe_side'")
    connection.execute("set global asof_loop_join_threshold = 0")
    return connection


def single(connection: duckdb.DuckDBPyConnection, query: str, parameters: list | None = None) -> Any:
    """The value of a query that yields one row of one column; read to its end, so that the connection is free again."""
    ((value,),) = connection.execute(query, parameters).fetchall()
    return value


def home(connection: duckdb.DuckDBPyConnection) -> str:
    """The schema of the stored tables, for where temporary ones of the same names hide them."""
    return '"' + single(connection, "select current_database()") + '".main'
