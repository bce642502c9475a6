"""The SQL files of a package, by name; and the answer of a query that has a single one."""

from functools import cache
from importlib.resources import files
from typing import Any

import duckdb


@cache
def statement(name: str, package: str = "warehouse") -> str:
    """The text of `sql/NAME.sql` in a package."""
    return files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def single(connection: duckdb.DuckDBPyConnection, query: str, parameters: list | None = None) -> Any:
    """The value of a query that yields one row of one column; read to its end, so that the connection is free again."""
    ((value,),) = connection.execute(query, parameters).fetchall()
    return value
