from pathlib import Path

import pytest

from teirei.main import main

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    place = tmp_path_factory.mktemp("commands") / "teirei.duckdb"
    assert main(["load", str(SAMPLES), "--db", str(place), "--as-of", "2026-10-05T08:30:00+09:00"]) == 0
    return place


@pytest.fixture
def teirei(capsys):
    """Runs a command: (exit code, stdout, stderr)."""

    def run(*arguments):
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as usage:
            code = usage.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
