"""A database is a name: its versions lie in `NAME.d/`, and the file CURRENT there names the published one.

A new version is written beside the others and becomes visible in one step, the rename of CURRENT: whoever kills the
loader at any moment leaves the old version readable. Nothing is ever changed inside a published file.
"""

import errno
import os
import re
import shutil
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
POINTER, INTENT = "CURRENT", "CURRENT.new"


class Unpublished(Refusal):
    """Not the exports but the place keeps a load from being published: another load, the disk, a permission."""


def folder(database: Path) -> Path:
    return database.with_name(database.name + ".d")


def remedy(database: Path) -> str:
    """What to do when the published version cannot be read: the exports are the truth."""
    return f"load the exports again: teirei load PATH… --db {database}"


def current(database: Path) -> Path | None:
    """The file of the published version, or None when nothing was published yet.

    Refusal when CURRENT is gone, unreadable or names nothing that is there.
    """
    home = folder(database)
    pointer = home / POINTER
    while True:
        try:
            name = pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            if not _published_once(home):
                return None
            if pointer.exists():  # the first version was published between the two looks
                continue
            raise Refusal(f"{pointer}: is gone, though versions lie beside it; {remedy(database)}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(f"{pointer}: cannot be read ({_said(error)}); {remedy(database)}") from None
        if not VERSION.fullmatch(name):
            raise Refusal(f'{pointer}: names no version of the database ("{name[:40]}"); {remedy(database)}')
        if (home / name).is_file():
            return home / name
        if name == _first_line(pointer):  # else later ones were published and this one was cleared away
            raise Refusal(f"{pointer}: names {name}, which is not there; {remedy(database)}")


@contextmanager
def new_version(database: Path) -> Generator[Path]:
    """The path to build in; published when the block ends without an error. One loader at a time.

    Unpublished when the folder cannot be written, another loader is at work, or the disk is full: nothing has changed.
    """
    home = folder(database)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _only_loader(home):
            _clear(home)
            try:
                yield home / BUILDING
                _publish(database)
            finally:
                with suppress(OSError):  # the next load tries again
                    _clear(home)
    except (OSError, duckdb.Error) as error:
        raise Unpublished(
            f"{database}: could not be written ({_said(error)}); what was published before is unchanged"
        ) from error


def _publish(database: Path) -> None:
    """Until the last rename nothing has changed for a reader, after it everything has.

    CURRENT.new is on the disk before the version gets its name, so that a version which was never published is known
    as one and cleared away.
    """
    home = folder(database)
    version = home / f"{upcoming(home)}.duckdb"
    intent = home / INTENT
    _sync(home / BUILDING)
    intent.write_text(version.name + "\n", encoding="ascii")
    _sync(intent)
    (home / BUILDING).rename(version)
    _sync(home)
    intent.replace(home / POINTER)
    try:
        _sync(home)
    except OSError as error:
        said = f"{version.stem} is published, but the disk does not confirm it ({_said(error)}); check the disk"
        raise Unpublished(f"{database}: {said}") from error
    with suppress(OSError):  # the next load tries again; Windows keeps what a dashboard still has open
        _prune(home)


def _clear(home: Path) -> None:
    """Removes what a load left that did not come to its end; what CURRENT names is never touched."""
    intent = home / INTENT
    name = _first_line(intent)
    if VERSION.fullmatch(name) and name != _first_line(home / POINTER):
        _remove(home / name)
    intent.unlink(missing_ok=True)
    _remove(home / BUILDING)


def _prune(home: Path) -> None:
    for number in sorted(_numbers(home))[:-KEPT_VERSIONS]:
        _remove(home / f"v-{number:06}.duckdb")


def _remove(file: Path) -> None:
    """A database file and what DuckDB lays beside it."""
    shutil.rmtree(file.with_name(file.name + ".tmp"), ignore_errors=True)
    file.with_name(file.name + ".wal").unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def upcoming(home: Path) -> str:
    """The name of the version that is published next in a folder; none is given twice."""
    named = VERSION.fullmatch(_first_line(home / POINTER))
    return f"v-{max([*_numbers(home), int(named[1]) if named else 0]) + 1:06}"


def _numbers(home: Path) -> list[int]:
    return [int(found[1]) for file in home.iterdir() if (found := VERSION.fullmatch(file.name))]


def _published_once(home: Path) -> bool:
    """Whether a version lies there that is not merely what a killed first load left."""
    unpublished = _first_line(home / INTENT)
    return home.is_dir() and any(f"v-{number:06}.duckdb" != unpublished for number in _numbers(home))


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)  # Windows flushes only what may be written
    try:
        os.fsync(descriptor)
    except OSError as error:  # some network folders do not sync directories
        if not (path.is_dir() and error.errno in (errno.EINVAL, errno.ENOTSUP)):
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _only_loader(home: Path) -> Generator[None]:
    lock = os.open(home / "LOCK", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unpublished(f"{home}: another load is writing this database; wait until it has ended") from None
        yield
    finally:
        with suppress(OSError):  # it is free all the same, and what was published is published
            os.close(lock)
