from pathlib import Path

import pytest

from teirei.main import main

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
AS_OF = "2026-10-05T08:30:00+09:00"


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory):
    """The shipped samples, loaded as `make run` does."""
    database = tmp_path_factory.mktemp("samples") / "teirei.duckdb"
    assert main(["load", str(SAMPLES), "--db", str(database), "--as-of", AS_OF]) == 0
    return database
