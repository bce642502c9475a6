"""Hostile files leave no record unaccounted and no traceback; `tools/hostile.py` reads thousands of them."""

import os
import subprocess
import sys
from pathlib import Path

from acceptance import hostile

ROOT = Path(__file__).parents[2]


def test_the_same_seed_gives_the_same_file():
    assert hostile.file(7) == hostile.file(7)
    assert hostile.file(7).content != hostile.file(8).content


def test_hostile_files_are_loaded_and_accounted_for_or_refused_in_one_sentence():
    command = [sys.executable, str(ROOT / "tools" / "hostile.py"), "--files", "200", "--first", "20001"]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=surroundings)
    assert done.returncode == 0, done.stdout
    assert "failures 0" in done.stdout
