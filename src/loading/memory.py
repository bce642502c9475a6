"""What a watched folder's files were when they were loaded or refused: `NAME.d/watch.json`, written in one step."""

import hashlib
import json
import os
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from warehouse.publishing import folder


@dataclass(frozen=True)
class State:
    """What a look at a file shows without reading it."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, file: Path) -> Self:
        """OSError when it is not there or no ordinary file."""
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(f"{file} is no ordinary file")
        return cls(found.st_size, found.st_mtime_ns)


@dataclass(frozen=True)
class Handled:
    """`result`: `loaded` or `refused`; `said`: the version, or the sentence."""

    state: State
    sha256: str
    result: str
    said: str


class Memory:
    """Absolute path → how the file was handled last. Several watchers of one database keep their files in it."""

    def __init__(self, database: Path):
        self.place = folder(database) / "watch.json"
        self._handled = self._read()

    def of(self, file: Path) -> Handled | None:
        return self._handled.get(str(file.absolute()))

    def note(self, handled: dict[Path, Handled]) -> None:
        """OSError when it cannot be kept; it is known to this process all the same."""
        if not handled:
            return
        noted = {str(file.absolute()): each for file, each in handled.items()}
        self._handled |= noted
        self._handled = self._read() | self._handled  # another watcher may have written meanwhile
        lines = {path: asdict(each) for path, each in sorted(self._handled.items())}
        self.place.parent.mkdir(parents=True, exist_ok=True)
        new = self.place.with_name(f"watch.json.{os.getpid()}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                json.dump({"files": lines}, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.place)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def _read(self) -> dict[str, Handled]:
        """Nothing where it is missing or damaged: files are then looked at anew, and one that is known adds nothing."""
        try:
            found = json.loads(self.place.read_text(encoding="utf-8"))["files"]
            return {path: Handled(State(**each.pop("state")), **each) for path, each in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def content_sha256(file: Path) -> str:
    """Of the bytes as they lie there. OSError when it cannot be read."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
