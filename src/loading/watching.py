"""A folder is watched: what lands in it is loaded once it has stopped growing. Nothing in it is moved or changed."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from exports.files.sources import is_readable
from loading.memory import Handled, Memory, State, content_sha256
from refusals import Refusal
from warehouse.publishing import Unpublished

try:
    import fcntl
except ImportError:  # Windows: only size and time tell whether a file still grows
    fcntl = None

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")
LONGEST_PAUSE = 64
"""Turns between two tries where it is not the files that keep a load from happening."""


class Teller(Protocol):
    """Who is told what happened."""

    def refused(self, file: Path, sentence: str) -> None:
        """A file is wrong as a whole and not tried again until it changes."""

    def waiting(self, sentence: str) -> None:
        """Not the files but something else keeps the load from happening; it is tried again."""


@dataclass(frozen=True)
class Loads:
    """What is done with files. `load` gives the version it published; `check` raises the Refusal of one bad file."""

    load: Callable[[list[Path]], str]
    check: Callable[[Path], None]


class Watcher:
    """Looks at a folder turn by turn. A file is settled when two looks in a row saw the same size and time."""

    def __init__(self, folder: Path, memory: Memory, loads: Loads, teller: Teller):
        self.folder, self.memory, self.loads, self.teller = folder, memory, loads, teller
        self.refused = 0
        self._seen: dict[Path, State] = {}
        self._told: dict[Path | None, str] = {}
        self._pause = self._failures = 0

    def turn(self) -> None:
        """One look; what is settled and not yet handled is loaded in one call, in the order of modification."""
        before = self._seen
        self._seen = self._look()
        if self._pause:
            self._pause -= 1
            return
        settled = [file for file, state in self._seen.items() if before.get(file) == state]
        fresh = [file for file in settled if self._is_new(file) and not _open_for_writing(file)]
        self._load(sorted(fresh, key=lambda file: (self._seen[file].mtime_ns, file)))

    def _look(self) -> dict[Path, State]:
        seen = {}
        try:
            files = list(_files(self.folder))
        except OSError as error:  # a network folder that went away comes back
            self._tell(None, f"{self.folder} cannot be read ({error.strerror or error}); it is tried again")
            return {}
        for file in files:
            with suppress(OSError):  # it vanished meanwhile
                if is_readable(file):
                    seen[file] = State.of(file)
        return seen

    def _is_new(self, file: Path) -> bool:
        known = self.memory.of(file)
        if known is None or known.state == self._seen[file]:
            return known is None
        try:
            if content_sha256(file) != known.sha256:
                return True
        except OSError:
            return True
        self._note([file], {file: known.sha256}, known.result, known.said)
        return False

    def _load(self, files: list[Path]) -> None:
        contents = {}
        for file in files:
            try:
                contents[file] = content_sha256(file)
            except OSError as error:  # not noted: permissions may change without the file
                self._tell(file, f"{file} cannot be read ({error.strerror or error}); it is tried again")
        files = list(contents)
        if not files:
            return
        try:
            version = self.loads.load(files)
        except Unpublished as error:
            self._wait(str(error))
        except Exception as error:
            self._without_the_refused(contents, error)
        else:
            self._told, self._failures = {}, 0
            self._note(files, contents, "loaded", version)

    def _without_the_refused(self, contents: dict[Path, str], error: Exception) -> None:
        bad = {file: sentence for file in contents if (sentence := self._fault(file))}
        for file, sentence in bad.items():
            self.refused += 1
            self.teller.refused(file, sentence)
            self._note([file], contents, "refused", sentence)
        if bad:
            self._load([file for file in contents if file not in bad])
        else:
            self._wait(_sentence(error))

    def _fault(self, file: Path) -> str | None:
        try:
            self.loads.check(file)
        except Exception as error:
            return _sentence(error)
        return None

    def _wait(self, sentence: str) -> None:
        self._pause = min(2**self._failures - 1, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._tell(None, sentence)

    def _tell(self, about: Path | None, sentence: str) -> None:
        if self._told.get(about) != sentence:
            self._told[about] = sentence
            self.teller.waiting(sentence)

    def _note(self, files: list[Path], contents: dict[Path, str], result: str, said: str) -> None:
        """What changed while it was read is not noted, and so is looked at again."""
        noted = {}
        for file in files:
            with suppress(OSError):
                if State.of(file) == self._seen[file]:
                    noted[file] = Handled(self._seen[file], contents[file], result, said)
        try:
            self.memory.note(noted)
        except OSError as error:
            self._tell(self.memory.place, f"{self.memory.place} cannot be written ({error.strerror or error})")


def _sentence(error: Exception) -> str:
    if isinstance(error, Refusal):
        return str(error)
    return f"failed ({str(error).splitlines()[0] if str(error) else type(error).__name__})"


def _files(folder: Path):
    """Every file in a folder and below, but no hidden, temporary or unfinished one. OSError when it cannot be read."""
    os.scandir(folder).close()
    for place, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if not name.startswith(".")]
        for name in names:
            if not name.startswith((".", "~$")) and not name.lower().endswith(UNFINISHED):
                yield Path(place) / name


def _open_for_writing(file: Path) -> bool:
    """Whether a process of this machine holds it open for writing, as far as that can be told: a lease is refused."""
    if fcntl is None or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:  # not ours, or a file system without leases
        return False
    finally:
        os.close(descriptor)
    return False
