"""Kills or disturbs `teirei load` at each system call of publishing, by strace, and looks at what is left each time.

    python tools/inject_faults.py [--kill] [--error ENOSPC --error EIO] [--calls rename,fsync] [--whole] [--add]

Without --kill and --error: all of them. --whole begins when the folder is locked, not when the database is built.
A killed load leaves exactly the old or the new version. A failing call leaves the old one, exit code 1 and one
sentence, or does not matter: exit code 0 and the new one. Exit code 0 = no failure, 77 = no strace.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from forked_loads import Ended, Forked, Place, sentence

from warehouse import publishing

CALLS = (
    "rename", "renameat", "renameat2", "fsync", "fdatasync", "open", "openat", "write", "pwrite64", "close", "unlink",
    "unlinkat", "rmdir", "ftruncate", "fallocate", "flock", "mkdir", "getdents64", "read", "pread64", "lseek",
)  # fmt: skip
READING = (
    "read",
    "pread64",
    "lseek",
    "getdents64",
)  # a kill there is one before the next change
CONFIRMED = "is published, but"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--error", action="append", default=[])
    parser.add_argument("--calls", help="only these, with commas")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--add", action="store_true", help="disturb `teirei load --add`")
    chosen = parser.parse_args()
    everything = not chosen.kill and not chosen.error
    faults = ["signal=SIGKILL"] if chosen.kill or everything else []
    faults += [f"error={error}" for error in (["ENOSPC", "EIO"] if everything else chosen.error)]
    if not shutil.which("strace"):
        print("strace is not installed")
        return 77
    with TemporaryDirectory() as home:
        trial = Trial(Place(Path(home)), chosen.add, "new_version" if chosen.whole else "_publish")
        made = trial.calls()
        if not made:
            print("strace may not attach here")
            return 77
        only = chosen.calls.split(",") if chosen.calls else [call for call in CALLS if call in made]
        for fault in faults:
            for call in only:
                if call in READING and "KILL" in fault and not chosen.calls:
                    continue
                trial.at_each(call, fault)
    for (fault, call), count in sorted(trial.counts.items()):
        print(f"{fault} {call}: {count}")
    for failure in trial.failures:
        print(f"FAILED: {failure}")
    print(f"injections {trial.counts.total()}, failures {len(trial.failures)}")
    return 1 if trial.failures else 0


class Trial:
    def __init__(self, place: Place, add: bool, step: str):
        self.place, self.how, self.step = place, ["--add"] if add else [], step
        self.counts: Counter = Counter()
        self.known: dict[int, str] = {}
        self.failures: list[str] = []
        self.round = 0
        export = place.export("start", 0)
        self.old = place.digest_of(export)
        place.run(place.load(export))
        home = publishing.folder(place.database)
        for number in range(2, publishing.KEPT_VERSIONS + 1):  # the next load has an old version to clear away
            shutil.copy(home / "v-000001.duckdb", home / f"v-{number:06}.duckdb")
        (home / "CURRENT").write_text(f"v-{publishing.KEPT_VERSIONS:06}.duckdb\n")

    def calls(self) -> Counter:
        """How often each system call is made in an undisturbed run."""
        ended, log = self._traced(f"trace={','.join(CALLS)}")
        self.old = self.place.digest()
        return Counter(re.findall(r"^\d+ +(?:<\.\.\. )?(\w+)\(", log, re.MULTILINE)) if ended.code == 0 else Counter()

    def at_each(self, call: str, fault: str) -> None:
        """At the first such call, at the second, … until a load is not reached any more."""
        at = 1
        while self._disturbed(call, fault, at):
            at += 1

    def _disturbed(self, call: str, fault: str, at: int) -> bool:
        minutes = self._minutes(self.round + 1)
        if minutes not in self.known:
            self.known[minutes] = self.place.digest_of(self._export(self.round + 1))
        new = self.known[minutes]
        ended, log = self._traced(f"inject={call}:{fault}:when={at}")
        reached = ended.code == -9 or "(INJECTED)" in log
        found = self.place.digest()
        state = "old" if found == self.old else "new" if found == new else "neither"
        wrong = [
            state == "neither" and f"published is neither old nor new: {found}",
            not reached and (ended.code, state) != (0, "new") and f"undisturbed: exit {ended.code}, {state}",
            reached and _disagrees(fault, ended, state),
            self.place.is_locked() and "the lock is held",
        ]
        if reached:
            self.counts[fault, call] += 1
            again = self.place.run(self.place.load(self._export(self.round), *self.how))
            wrong += [
                again.code and f"the load after it failed: {again.err}",
                (after := self.place.digest()) != new and f"the load after it published {after}",
                (stale := self.place.stale()) and f"left behind: {stale}",
            ]
        self.old = new
        self.failures += [f"{fault} {call} {at}: {said}" for said in wrong if said]
        return reached

    def _export(self, number: int) -> Path:
        return self.place.export("next", self._minutes(number))

    def _minutes(self, number: int) -> int:
        return 1 + number % (200 if self.how else 2)  # the same file added twice would say nothing new

    def _traced(self, expression: str) -> tuple[Ended, str]:
        """A load that waits at its step until strace has attached."""
        self.round += 1
        log = self.place.home / "strace"
        log.write_text("")
        reached, reach = os.pipe()
        go, gone = os.pipe()
        child = Forked(
            self.place.home,
            self.place.load(self._export(self.round), *self.how),
            lambda: _wait_at(self.step, reach, go),
        )
        os.close(reach)
        os.read(reached, 1)
        strace = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", log, "-p", str(child.pid), "-e", expression], stderr=subprocess.DEVNULL
        )
        while strace.poll() is None and not _is_traced(child.pid):
            time.sleep(0.005)
        os.write(gone, b".")
        ended = child.wait()
        strace.wait()
        for descriptor in (reached, go, gone):
            os.close(descriptor)
        return ended, log.read_text(errors="replace")


def _disagrees(fault: str, ended: Ended, state: str) -> str | None:
    if "KILL" in fault:
        return None if ended.code == -9 else f"exit {ended.code} though killed"
    if ended.code == 0:
        return None if state == "new" else "exit 0, but not published"
    expected = "new" if CONFIRMED in ended.err else "old"
    if ended.code != 1 or state != expected:
        return f"exit {ended.code}, {state}: {ended.err.strip()[-300:]}"
    return sentence(ended)


def _wait_at(step: str, reach: int, go: int) -> None:
    """In the child: stops before the step and goes on when it is told to."""
    original: Callable = getattr(publishing, step)

    def waiting(*given):
        os.write(reach, b".")
        os.read(go, 1)
        return original(*given)

    setattr(publishing, step, waiting)
    if step == "new_version":
        import warehouse

        warehouse.new_version = waiting


def _is_traced(pid: int) -> bool:
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    return all(re.search(r"^TracerPid:\t[1-9]", (task / "status").read_text(), re.MULTILINE) for task in tasks)


if __name__ == "__main__":
    sys.exit(main())
