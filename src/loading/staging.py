"""Files that a browser sent, until they are loaded or given up: `NAME.d/staging/SESSION/`, readable by this user alone.

What a file is called never decides where it lies: on disk it is a number, the name is only shown.
"""

import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from refusals import Refusal
from warehouse.publishing import folder

KEPT_SECONDS = 12 * 3600
LONGEST_NAME = 120
_SESSION = re.compile(r"[0-9a-f]{32}")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def new_session() -> str:
    return secrets.token_hex(16)


def keep(database: Path, session: str, content: Iterable[bytes]) -> Path:
    """Writes what was sent into the session's folder. Refusal when it cannot be written: nothing of it remains."""
    place = _place(database, session)
    file = place / secrets.token_hex(8)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        with file.open("wb") as out:
            for part in content:
                out.write(part)
    except OSError as error:
        with suppress(OSError):
            file.unlink(missing_ok=True)
        raise Refusal(f"The file could not be kept ({error.strerror or error}); nothing was loaded.") from error
    return file


def discard(database: Path, session: str) -> None:
    """The session's files are gone; those of others stay."""
    shutil.rmtree(_place(database, session), ignore_errors=True)


def sweep(database: Path, older_than: float = KEPT_SECONDS) -> None:
    """Removes what was left behind by readers who closed their window."""
    with suppress(OSError):
        for place in (folder(database) / "staging").iterdir():
            if _SESSION.fullmatch(place.name) and time.time() - place.stat().st_mtime > older_than:
                shutil.rmtree(place, ignore_errors=True)


def shown_name(sent: str, taken: Iterable[str] = ()) -> str:
    """The last part of the name that was sent, without what could mislead; another one where it is taken."""
    last = re.split(r"[/\\]", sent)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = _FORBIDDEN.sub("_", plain).strip(" .")[-LONGEST_NAME:] or "file"
    stem, dot, suffix = plain.partition(".")
    name, nth = plain, 1
    taken = set(taken)
    while name in taken:
        nth += 1
        name = f"{stem} ({nth}){dot}{suffix}"
    return name


def _place(database: Path, session: str) -> Path:
    if not _SESSION.fullmatch(session):
        raise Refusal(f'"{session[:40]}" is no session of the import desk.')
    return folder(database) / "staging" / session
