"""A database is a name: its versions lie in `NAME.d/`, and the file CURRENT there names the published one.

A new version is written beside the others and becomes visible in one step, the rename of CURRENT: whoever kills the
loader at any moment leaves the old version readable. Nothing is ever changed inside a published file.
"""

import os
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from refusals import Refusal

try:
    import fcntl
except ImportError:  # Windows: a second loader is refused by the file that the first holds open
    fcntl = None

KEPT_VERSIONS = 5
VERSION = re.compile(r"v-(\d{6})\.duckdb")
BUILDING = ".building.duckdb"


def folder(database: Path) -> Path:
    return database.with_name(database.name + ".d")


def current(database: Path) -> Path | None:
    """The file of the published version, or None when nothing was published yet."""
    pointer = folder(database) / "CURRENT"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{pointer}: cannot be read ({error}); load the exports again") from None
    if not VERSION.fullmatch(name):
        raise Refusal(f'{pointer}: names no version of the database ("{name[:40]}"); load the exports again')
    return pointer.with_name(name)


@contextmanager
def new_version(database: Path) -> Generator[Path]:
    """The path to build in; published when the block ends without an error. One loader at a time.

    Refusal when the folder cannot be written, another loader is at work, or the disk is full: nothing has changed then.
    """
    home = folder(database)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _only_loader(home):
            building = home / BUILDING
            _remove(building)
            try:
                yield building
                _publish(home, building)
            finally:
                _remove(building)
    except (OSError, duckdb.Error) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Refusal(f"{database}: could not be written ({said}); what was published before is unchanged") from error


def _publish(home: Path, building: Path) -> None:
    version = home / f"{upcoming(home)}.duckdb"
    _sync(building)
    building.rename(version)
    _sync(home)
    pointer = home / "CURRENT.new"
    pointer.write_text(version.name + "\n", encoding="ascii")
    _sync(pointer)
    pointer.replace(home / "CURRENT")
    _sync(home)
    for old in sorted(home.glob("v-*.duckdb"))[:-KEPT_VERSIONS]:
        with suppress(OSError):  # Windows keeps what a dashboard still has open
            old.unlink()


def upcoming(home: Path) -> str:
    """The name of the version that is published next in a folder."""
    numbers = (int(found[1]) for file in home.iterdir() if (found := VERSION.fullmatch(file.name)))
    return f"v-{max(numbers, default=0) + 1:06}"


def _remove(building: Path) -> None:
    for file in (building, building.with_name(building.name + ".wal")):
        file.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)  # Windows flushes only what may be written
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _only_loader(home: Path) -> Generator[None]:
    with (home / "LOCK").open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refusal(f"{home}: another load is writing this database; wait until it has ended") from None
        yield
