"""Loads where the disk has room for less and less of it, and looks at what is left each time.

    python tools/fill_disk.py [--steps 40] [--limit] [--add]

The database lies on a small file system of its own, which a ballast fills up to so many bytes. Where mounting is not
permitted, or with --limit, files may not grow beyond so many bytes instead. A load that does not fit says so in one
sentence and leaves the old version; one that fits publishes. Exit code 0 = no failure.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from forked_loads import Forked, Place, sentence

ROOM = 64 << 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--limit", action="store_true")
    parser.add_argument("--add", action="store_true", help="fill the disk for `teirei load --add`")
    chosen = parser.parse_args()
    with TemporaryDirectory() as home, _small_disk(Path(home), chosen.limit) as is_mounted:
        counts, failures = _trials(Place(Path(home)), chosen.steps, chosen.add, is_mounted)
    print("a small file system" if is_mounted else "a limit to the size of files")
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"loads {counts.total()}, failures {len(failures)}")
    return 1 if failures else 0


@contextmanager
def _small_disk(home: Path, limit: bool) -> Generator[bool]:
    """Whether the folder of the database is a file system of its own."""
    disk = home / "db"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(disk)]
    is_mounted = not limit and subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(disk)], check=True)


def _trials(place: Place, steps: int, add: bool, is_mounted: bool) -> tuple[Counter, list[str]]:
    counts: Counter = Counter()
    failures: list[str] = []
    how = ["--add"] if add else []
    old = place.digest_of(export := place.export("start", 0))
    place.run(place.load(export))
    enough = 2 * max(file.stat().st_size for file in place.database.parent.rglob("*") if file.is_file())
    for step in range(steps + 1):
        free = max(enough * step // steps, 0 if is_mounted else 1 << 16)  # what is said must find room
        export = place.export("next", 1 + step)
        new = place.digest_of(export)
        with _room(place, free, is_mounted) as limited:
            ended = Forked(place.home, place.load(export, *how), limited).wait()
            found = place.digest()
        state = "old" if found == old else "new" if found == new else "neither"
        counts[f"exit {ended.code}, {state}"] += 1
        wrong = [
            (ended.code, state) not in ((0, "new"), (1, "old")) and f"exit {ended.code}, {state}: {ended.err[-300:]}",
            ended.code == 1 and sentence(ended),
            ended.code == 1 and "unchanged" not in ended.err and "nothing was changed" not in ended.err and ended.err,
            (stale := place.stale()) and f"left behind: {stale}",
            place.is_locked() and "the lock is held",
        ]
        again = place.run(place.load(export, *how))
        wrong.append((again.code or place.digest() != new) and f"the load after it: exit {again.code}: {again.err}")
        old = new
        failures += [f"{free:,} bytes free: {said}" for said in wrong if said]
    return counts, failures


@contextmanager
def _room(place: Place, free: int, is_mounted: bool) -> Generator[Callable[[], None]]:
    """Leaves so many bytes free; what is yielded is to be run in the process that loads."""
    if not is_mounted:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (free, free))
        return
    ballast = place.database.parent / "ballast"
    left = os.statvfs(ballast.parent)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(left.f_bavail * left.f_frsize - free, 1))
    try:
        yield lambda: None
    finally:
        ballast.unlink()


if __name__ == "__main__":
    sys.exit(main())
