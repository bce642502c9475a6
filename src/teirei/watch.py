"""`teirei watch DIR`: what lands in a folder is added to the database once it has stopped growing."""

import argparse
import json
import signal
import sys
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import exports
import loading
from loading.memory import Memory
from loading.places import database
from loading.watching import Loads, Watcher
from loading.work import known
from refusals import Refusal
from teirei import load
from teirei.output import instant, plain
from warehouse.publishing import current


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder that exports land in, or below")
    command.add_argument("--every", type=float, default=10.0, metavar="SECONDS", help="between two looks (default 10)")
    command.add_argument("--once", action="store_true", help="two looks, load what has settled, end (for cron)")
    load.how(command)
    command.add_argument("--format", choices=("table", "json"), default="table", help="json: one line a load")


def run(chosen: argparse.Namespace) -> int:
    if not chosen.folder.is_dir():
        raise Refusal(f"{chosen.folder} is no folder: name the folder that exports land in")
    if not 0.01 <= chosen.every <= 86_400:
        raise Refusal(f"--every {chosen.every:g}: give seconds from 0.01 to 86400")
    desk = Desk(chosen)
    watcher = Watcher(chosen.folder, Memory(database(chosen.db)), Loads(desk.load, desk.check), desk)
    if chosen.once:
        watcher.turn()
        threading.Event().wait(chosen.every)
        watcher.turn()
        return 1 if watcher.refused else 0
    _until_ended(watcher, chosen.every)
    return 0


def _until_ended(watcher: Watcher, every: float) -> None:
    """Turns until SIGTERM or SIGINT; a load that has begun is finished first."""
    ended = threading.Event()
    before = {each: signal.signal(each, lambda *_: ended.set()) for each in (signal.SIGTERM, signal.SIGINT)}
    if hasattr(signal, "SIGIO"):  # comes where a file is opened at the moment we ask whether it is open
        before[signal.SIGIO] = signal.signal(signal.SIGIO, signal.SIG_IGN)
    try:
        while not ended.is_set():
            watcher.turn()
            ended.wait(every)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class Desk:
    """Loads as the options say and tells what happened: loads on stdout, what was not loaded on stderr."""

    def __init__(self, chosen: argparse.Namespace):
        self.chosen = chosen
        known(self._request([]))  # what is wrong with the options is said now, not when the first file lands

    def load(self, files: list[Path]) -> str:
        asked = self._request(files)
        loaded = loading.load(asked)
        self._tell(loaded, ZoneInfo(asked.options.timezone))
        return loaded.version

    def check(self, file: Path) -> None:
        asked = self._request([file])
        by = known(asked)
        exports.read(asked.paths, by.terms, set(by.calendars), asked.options)

    def refused(self, file: Path, sentence: str) -> None:
        self._log(f"refused: {sentence}")

    def waiting(self, sentence: str) -> None:
        self._log(f"waiting: {sentence}")

    def _request(self, files: list[Path]) -> loading.Request:
        """Adds where something is published. Each file has the options as its own: `--map` may name a heading that
        not every file has."""
        self.chosen.add = current(database(self.chosen.db)) is not None
        asked = load.request(self.chosen, [])
        own = replace(asked.options)
        return replace(asked, paths=[exports.Source(file, str(file), own) for file in files])

    def _tell(self, loaded: loading.Loaded, zone: ZoneInfo) -> None:
        said = load.answer(loaded.batch, instant(loaded.as_of, zone))
        if self.chosen.format == "json":
            print(json.dumps({"version": loaded.version, **said}, ensure_ascii=False, default=plain), flush=True)
            return
        counts = ", ".join(f"{name} {said[name]:,}" for name in ("read", "loaded", "rejected"))
        names = ", ".join(Path(file["file"]).name for file in said["files"])
        print(f"{_now()} {loaded.version}: {counts}: {names}", flush=True)

    def _log(self, line: str) -> None:
        print(f"{_now()} {line}", file=sys.stderr, flush=True)


def _now() -> str:
    return datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
