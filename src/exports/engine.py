"""The in-memory DuckDB that parses columns: one for the process, a cursor of its own for each question."""

from functools import cache

import duckdb


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor whose registered tables and temporary views nobody else sees; close it (`with`)."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
