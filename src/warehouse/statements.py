"""The SQL files of a package, by name."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str, package: str = "warehouse") -> str:
    """The text of `sql/NAME.sql` in a package."""
    return files(package).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")
