"""Short runs of the tools that kill, disturb and starve loads; by hand they run for thousands of rounds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals that cannot be caught")


def _run(tool, *arguments):
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(ROOT / "tools" / f"{tool}.py"), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, env=surroundings)
    if ended.returncode == 77:
        pytest.skip(ended.stdout.strip())
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@POSIX
def test_killed_at_random_moments_a_load_leaves_the_old_or_the_new_version():
    assert "rounds 5, failures 0" in _run("kill_loader", "--rounds", "5", "--seed", "4")


@POSIX
def test_killed_or_failing_at_a_rename_a_load_leaves_the_old_or_the_new_version():
    found = _run("inject_faults", "--kill", "--error", "ENOSPC", "--calls", "rename")
    assert "injections 4, failures 0" in found


@POSIX
def test_a_load_that_the_disk_has_no_room_for_leaves_the_old_version():
    assert "loads 5, failures 0" in _run("fill_disk", "--steps", "4")
