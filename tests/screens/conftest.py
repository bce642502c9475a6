"""The shipped samples, loaded once; the app's main screen on them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from apps import visit
from streamlit.testing.v1 import AppTest

import warehouse
from teirei.main import main as teirei

from .renewal_pages import parts, pick, seen, visited  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-10-05T08:30:00+09:00"


@pytest.fixture(scope="session")
def database(tmp_path_factory) -> Path:
    """data/samples as of Monday 2026-10-05 08:30."""
    file = tmp_path_factory.mktemp("db") / "samples.duckdb"
    assert teirei(["load", str(ROOT / "data" / "samples"), "--db", str(file), "--as-of", AS_OF]) == 0
    return file


@pytest.fixture
def published(database, monkeypatch) -> warehouse.Warehouse:
    """The samples, also for the code that reads TEIREI_DB."""
    monkeypatch.setenv("TEIREI_DB", str(database))
    return warehouse.open_published(database)


@pytest.fixture
def open_page(published) -> Callable[..., AppTest]:
    """Runs one page of the app with a query and gives it back."""
    return visit
