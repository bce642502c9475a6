"""Kills `teirei load` with SIGKILL at random moments and looks at what is left each time.

    python tools/kill_loader.py [--rounds 1000] [--seed 1] [--add]

After each kill the published version must be exactly the old or the new one, the lock free, and an ordinary load must
succeed and leave no stale file. Two thirds of the kills fall on the publishing steps. Exit code 0 = no failure.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from forked_loads import Forked, Place

from warehouse import publishing

MARGIN = 1.3


@dataclass(frozen=True)
class Course:
    """Seconds that an undisturbed load takes: in all, and for the steps of publishing."""

    whole: float
    publishing: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--add", action="store_true", help="kill `teirei load --add`")
    chosen = parser.parse_args()
    with TemporaryDirectory() as home:
        counts, failures = rounds(Place(Path(home)), chosen.rounds, random.Random(chosen.seed), chosen.add)
    print(", ".join(f"{name} {counts[name]}" for name in sorted(counts)))
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"rounds {chosen.rounds}, failures {len(failures)}")
    return 1 if failures else 0


def rounds(place: Place, number: int, chance: random.Random, add: bool) -> tuple[Counter, list[str]]:
    counts: Counter = Counter()
    failures: list[str] = []
    known: dict[int, str] = {}
    how = ["--add"] if add else []
    old = place.digest_of(export := place.export("start", 0))
    place.run(place.load(export))
    course = _course(place, number, add)
    place.run(place.load(export))
    for each in range(number):
        minutes = 1 + (each if add else each % 2)  # a content that was added before is not read again
        export = place.export(f"r{each % 2}", minutes)
        if minutes not in known:
            known[minutes] = place.digest_of(export)
        new = known[minutes]
        before = place.number()
        moment = "publishing" if chance.random() < 2 / 3 else "anywhere"
        ended = _killed(place, place.load(export, *how), moment, course, chance)
        found = place.digest()
        state = "old" if found == old else "new" if found == new else "neither"
        counts[f"{moment}: {'killed' if ended.code == -9 else 'finished'}, {state}"] += 1
        wrong = [
            state == "neither" and f"published is neither old nor new: {found}",
            ended.code == 0 and state != "new" and "a load that finished is not published",
            ended.code not in (0, -9) and f"exit {ended.code}: {ended.err}",
            place.number() - before != (state == "new") and f"version went from {before} to {place.number()}",
            place.is_locked() and "the lock is held",
        ]
        again = place.run(place.load(export, *how))
        old = place.digest()
        wrong += [
            again.code and f"the load after it failed: {again.err}",
            old != new and f"the load after it published {old}",
            (stale := place.stale()) and f"left behind: {stale}",
        ]
        failures += [f"round {each} ({moment}): {said}" for said in wrong if said]
        if each % 100 == 99:
            print(f"{each + 1} rounds, {len(failures)} failures", file=sys.stderr)
    return counts, failures


def _course(place: Place, number: int, add: bool) -> Course:
    wholes, parts = [], []
    for each in range(min(3, number)):
        export = place.export("timed", number + 1 + each)
        reading, writing = os.pipe()
        began = time.perf_counter()
        child = Forked(place.home, place.load(export, *(["--add"] if add else [])), lambda to=writing: _mark(to))
        os.close(writing)
        os.read(reading, 1)
        marked = time.perf_counter()
        os.read(reading, 1)
        parts.append(time.perf_counter() - marked)
        child.wait()
        wholes.append(time.perf_counter() - began)
        os.close(reading)
    return Course(statistics.median(wholes), statistics.median(parts))


def _killed(place: Place, arguments: list[str], moment: str, course: Course, chance: random.Random):
    reading, writing = os.pipe()
    child = Forked(place.home, arguments, lambda: _mark(writing))
    os.close(writing)
    if moment == "publishing":
        os.read(reading, 1)
        time.sleep(chance.uniform(0, MARGIN * course.publishing))
    else:
        time.sleep(chance.uniform(0, MARGIN * course.whole))
    child.kill()
    os.close(reading)
    return child.wait()


def _mark(to: int) -> None:
    """In the child: says when publishing begins and ends."""
    publish = publishing._publish

    def marked(*given):
        os.write(to, b"(")
        publish(*given)
        os.write(to, b")")

    publishing._publish = marked


if __name__ == "__main__":
    sys.exit(main())
