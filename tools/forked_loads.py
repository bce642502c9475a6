"""Commands in processes forked from one that has imported everything: hundreds of loads that can be killed, quickly.

Nothing here opens a database in this process itself: a process with DuckDB's threads must not be forked.
"""

import fcntl
import hashlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from teirei import load, main, tickets  # noqa: F401 (imported before the first fork)
from warehouse import publishing

AS_OF = "2026-10-05T08:30:00+09:00"
CONTRACTS = "contract_id,customer_id,program,tier,start_on,end_on\nK-1,C-1,ivanti,standard,2026-04-01,2027-03-31\n"
HEADINGS = "ticket_id,contract_id,severity,channel,opened_at,first_response_at\n"
TICKETS = 40
OPENED = datetime(2026, 9, 18, 10, tzinfo=timezone(timedelta(hours=9)))


@dataclass(frozen=True)
class Ended:
    """How a forked command ended: its exit code, or minus the signal that killed it."""

    code: int
    out: str
    err: str


class Forked:
    """`teirei ARGUMENTS` in a child. `before` runs in the child first."""

    def __init__(self, place: Path, arguments: list[str], before: Callable[[], None] = lambda: None):
        self.out, self.err = place / "out", place / "err"
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(arguments, self.out, self.err, before)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> Ended:
        _, status = os.waitpid(self.pid, 0)
        read = {"encoding": "utf-8", "errors": "replace"}
        return Ended(os.waitstatus_to_exitcode(status), self.out.read_text(**read), self.err.read_text(**read))


def _become(arguments: list[str], out: Path, err: Path, before: Callable[[], None]) -> None:
    code = 70
    try:
        for descriptor, file in ((1, out), (2, err)):
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(opened, descriptor)
            os.close(opened)
        before()
        code = main.main(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


@dataclass(frozen=True)
class Place:
    """A folder with a database to be loaded into and the exports for it."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "db" / "teirei.duckdb"

    def export(self, name: str, minutes: int) -> Path:
        """A folder with one contract and its tickets, all answered so many minutes after their opening."""
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        (folder / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
        answered = (OPENED + timedelta(minutes=minutes)).isoformat()
        rows = [
            f"T-{number},K-1,S{number % 4 + 1},phone,{OPENED.isoformat()},{answered}\n" for number in range(TICKETS)
        ]
        (folder / "tickets.csv").write_text(HEADINGS + "".join(rows), encoding="utf-8")
        return folder

    def load(self, export: Path, *more: str, database: Path | None = None) -> list[str]:
        return ["load", str(export), "--db", str(database or self.database), "--as-of", AS_OF, *more]

    def run(self, arguments: list[str]) -> Ended:
        return Forked(self.home, arguments).wait()

    def digest(self, database: Path | None = None) -> str:
        """Of all that `teirei tickets` says; the sentence on stderr where it says nothing."""
        asked = ["tickets", "--db", str(database or self.database), "--format", "json"]
        ended = self.run(asked)
        if ended.code:
            return f"exit {ended.code}: {ended.err.strip()}"
        return hashlib.sha256(ended.out.encode()).hexdigest()[:16]

    def digest_of(self, export: Path) -> str:
        """What a database says that was loaded from this export alone, without any disturbance."""
        aside = self.home / "aside" / "teirei.duckdb"
        ended = self.run(self.load(export, database=aside))
        if ended.code:
            raise SystemExit(f"the undisturbed load failed: {ended.err}")
        return self.digest(aside)

    def number(self) -> int:
        """Of the published version; 0 when there is none."""
        file = publishing.current(self.database)
        return int(file.stem.removeprefix("v-")) if file else 0

    def stale(self) -> list[str]:
        """What lies in the database folder and should not, after a load that came to its end."""
        names = {file.name for file in publishing.folder(self.database).iterdir()}
        versions = {name for name in names if publishing.VERSION.fullmatch(name)}
        left = sorted(names - versions - {"CURRENT", "LOCK"})
        return left + ([f"{len(versions)} versions"] if len(versions) > publishing.KEPT_VERSIONS else [])

    def is_locked(self) -> bool:
        lock = publishing.folder(self.database) / "LOCK"
        if not lock.exists():
            return False
        with lock.open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False


def sentence(ended: Ended) -> str | None:
    """Why the stderr of a failed command is not one clear sentence; None when it is."""
    said = [line for line in ended.err.splitlines() if line.startswith(("teirei ", "Traceback"))]
    if len(said) != 1 or "Traceback" in ended.err:
        return f"said {ended.err[-400:]!r}"
    return None
