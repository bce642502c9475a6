"""Reads thousands of hostile export files and looks for a record that is not accounted for, or a traceback.

    python tools/hostile.py [--files 10000] [--first 1] [--group 50] [--keep DIR]

Each file is read by itself; those that are not refused are loaded together, so many at a time, by `teirei load`, and
asked for with `teirei sla`. Exit code 0 = no failure. A failing file is written to DIR; its name is its seed.
"""

import argparse
import contextlib
import gzip
import io
import json
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from acceptance import accounted, hostile

from exports import Batch
from loading.places import DATA
from teirei.main import main as teirei

PATIENCE = 120


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--group", type=int, default=50)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with TemporaryDirectory() as home:
        run = Run(Path(home), chosen.keep)
        for start in range(chosen.first, chosen.first + chosen.files, chosen.group):
            run.group(range(start, min(start + chosen.group, chosen.first + chosen.files)))
            if run.counts["files"] % 500 < chosen.group:
                print(f"{run.counts['files']} files, {len(run.failures)} failures", file=sys.stderr, flush=True)
    for failure in run.failures:
        print(f"FAILED: {failure}")
    print(", ".join(f"{name} {count:,}" for name, count in run.counts.items()))
    print(f"slowest: {run.slowest[0]:.1f} s, seed {run.slowest[1]}; failures {len(run.failures)}")
    return 1 if run.failures else 0


class Run:
    def __init__(self, home: Path, keep: Path | None):
        self.home, self.keep = home, keep
        self.judge = accounted.Judge(DATA / "calendars")
        self.counts: Counter = Counter(files=0)
        self.failures: list[str] = []
        self.slowest = (0.0, 0)
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, _too_long)

    def group(self, seeds: range) -> None:
        read: dict[Path, int] = {}
        for seed in seeds:
            made = hostile.file(seed)
            path = self.home / made.name
            path.write_bytes(made.content)
            self.counts["files"] += 1
            batch = self._alone(made, path)
            if batch is not None:
                read[path] = batch.files[0].read
            else:
                path.unlink()
        if read:
            self._together(seeds, read)
        for path in read:
            path.unlink()

    def _alone(self, made: hostile.Hostile, path: Path) -> Batch | None:
        began = time.perf_counter()
        try:
            with _patience():
                batch = self.judge.read(path)
            faults = (
                accounted.sentence_faults(path, batch)
                if isinstance(batch, str)
                else accounted.faults(path, _text(made), batch)
            )
        except Exception:
            batch, faults = "", [traceback.format_exc()]
        self.slowest = max(self.slowest, (time.perf_counter() - began, made.seed))
        for fault in faults:
            self._fail(made, path, fault)
        if isinstance(batch, str):
            self.counts["refused"] += 1
            return None
        for name in ("read", "loaded", "rejected"):
            self.counts[f"records {name}"] += getattr(batch.files[0], name)
        return batch

    def _together(self, seeds: range, read: dict[Path, int]) -> None:
        database = ["--db", str(self.home / "hostile.duckdb")]
        code, out, err = _command("load", *map(str, read), *database, "--date-order", "ymd", "--format", "json")
        where = f"seeds {seeds.start} to {seeds.stop - 1} together"
        try:
            said = json.loads(out)
            wrong = [file["file"] for file in said["files"] if file["read"] != file["loaded"] + file["rejected"]]
            wrong += [file["file"] for file in said["files"] if file["read"] != read[Path(file["file"])]]
            if code or wrong or len(said["files"]) != len(read) or said["read"] != said["loaded"] + said["rejected"]:
                self.failures.append(f"{where}: exit {code}, not accounted for: {wrong}")
            if len(said["rejects"]) != said["rejected"]:
                self.failures.append(f"{where}: {said['rejected']} rejected, {len(said['rejects'])} listed")
        except Exception:
            self.failures.append(f"{where}: exit {code}: {err[-600:]} {traceback.format_exc()}")
            return
        code, out, err = _command("sla", *database, "--format", "json")
        try:
            row = json.loads(out)["rows"][0]
            outcomes = ("met", "breached", "overdue", "running", "not_measured")
            if row["tickets"] != sum(row[name] for name in outcomes):
                self.failures.append(f"{where}: {row}")
            self.counts["tickets judged"] += row["tickets"]
        except Exception:
            self.failures.append(f"{where}: sla: exit {code}: {err[-600:]} {traceback.format_exc()}")

    def _fail(self, made: hostile.Hostile, path: Path, fault: str) -> None:
        self.failures.append(f"seed {made.seed} ({', '.join(made.how)}): {fault}")
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / path.name).write_bytes(made.content)


def _text(made: hostile.Hostile) -> bytes | None:
    if made.name.endswith(".xlsx") or made.content.startswith(b"PK\x03\x04"):
        return None
    return gzip.decompress(made.content) if made.content.startswith(b"\x1f\x8b") else made.content


def _command(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _patience():
        code = teirei(list(arguments))
    return code, out.getvalue(), err.getvalue()


@contextlib.contextmanager
def _patience():
    if hasattr(signal, "SIGALRM"):
        signal.alarm(PATIENCE)
    try:
        yield
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def _too_long(*_):
    raise TimeoutError(f"not done after {PATIENCE} s")


if __name__ == "__main__":
    sys.exit(main())
