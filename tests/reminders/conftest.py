"""Small made-up exports, loaded as the command does it, and the shipped samples."""

from pathlib import Path

import pytest

from teirei.main import main
from warehouse import open_published

ROOT = Path(__file__).parents[2]
AS_OF = "2026-10-05T08:30:00+09:00"


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    place = tmp_path_factory.mktemp("reminders") / "samples.duckdb"
    assert main(["load", str(ROOT / "data" / "samples"), "--db", str(place), "--as-of", AS_OF]) == 0
    return place


@pytest.fixture(scope="session")
def opened(samples):
    return open_published(samples)


@pytest.fixture
def loaded(tmp_path):
    """Loads exports given as kind=text and gives the place of the database."""

    def load(as_of=AS_OF, add=False, **exports):
        folder = tmp_path / f"exports-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for kind, content in exports.items():
            (folder / f"{kind}.csv").write_text(content, encoding="utf-8")
        place = tmp_path / "t.duckdb"
        options = ["--add"] if add else []
        assert main(["load", str(folder), "--db", str(place), "--as-of", as_of, *options]) == 0
        return place

    return load


@pytest.fixture
def teirei(capsys):
    """Runs a command: (exit code, stdout, stderr)."""

    def run(*arguments):
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
