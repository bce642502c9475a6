"""The walls of the house: who may import whom, how long a page may be, what a committed file may not say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SQL = sorted(ROOT.glob("src/*/sql/*.sql"))


def test_imports_go_one_way():
    check = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    result = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.name)
def test_a_page_is_short_and_knows_no_database(page):
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert "duckdb" not in text


@pytest.mark.parametrize("file", SQL, ids=lambda file: file.name)
def test_every_question_says_its_grain_first(file):
    assert re.match(r"-- (one row( per|:)|the shared words)", file.read_text(encoding="utf-8"), re.IGNORECASE)


def test_no_package_host_stands_in_the_lock():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.count("--hash=sha256:") > 100


def test_every_package_of_the_house_is_in_the_wheel():
    wheel = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for package in ROOT.glob("src/*/__init__.py"):
        assert f'"src/{package.parent.name}"' in wheel
        assert f'"{package.parent.name}"' in wheel.split("[tool.importlinter]")[1]
