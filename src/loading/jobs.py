"""A load at work beside the pages: one at a time for a database, watched from any window."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from exports import FileReport
from loading.work import Request, load
from refusals import Refusal

READING, BUILDING, DONE, REFUSED = "reading", "building", "done", "refused"


@dataclass(frozen=True)
class Outcome:
    """What a load published; instants are aware, in UTC."""

    version: str
    as_of: datetime
    as_of_found: bool
    files: list[FileReport]


@dataclass
class Job:
    """`stage` moves from reading over building to done or refused; `done` of `total` bytes of `file` are read."""

    request: Request
    stage: str = READING
    file: str = ""
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    refusal: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def reading(self, file: str, done: int, total: int) -> None:
        self.file, self.done, self.total = file, done, total

    def building(self) -> None:
        self.stage = BUILDING


_jobs: dict[Path, Job] = {}
_lock = threading.Lock()


def start(request: Request, afterwards: Callable[[], None]) -> Job:
    """Begins a load; `afterwards` runs once it has published. Refusal when one of this process is at work."""
    with _lock:
        if (other := _jobs.get(request.database)) and not other.over.is_set():
            raise Refusal("Another load of this database is at work; wait until it has ended.")
        job = _jobs[request.database] = Job(request)
    threading.Thread(target=_work, args=(job, afterwards), name="load", daemon=True).start()
    return job


def running(database: Path) -> Job | None:
    """The load that is at work in this process."""
    job = _jobs.get(database)
    return job if job and not job.over.is_set() else None


def _work(job: Job, afterwards: Callable[[], None]) -> None:
    try:
        loaded = load(job.request, job)
        job.outcome = Outcome(loaded.version, loaded.as_of, loaded.as_of_found, loaded.batch.files)
        job.stage = DONE
        afterwards()
    except Refusal as refusal:
        job.refusal, job.stage = str(refusal), REFUSED
    except Exception as error:  # a thread has nobody to tell: the window that watches must not wait forever
        logging.getLogger("teirei").exception("a load failed")
        if job.stage != DONE:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            job.refusal, job.stage = f"The load failed ({said}); nothing was changed.", REFUSED
    finally:
        job.over.set()
