"""A finished document to a file or to stdout."""

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from refusals import Refusal


def put(content: bytes, place: Path | None) -> None:
    """To the file, as a whole or not at all; without one to stdout, byte by byte."""
    if place is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    half = None
    try:
        with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
            half = Path(file.name)
            file.write(content)
        half.chmod(0o644)
        half.replace(place)
    except OSError as error:
        if half is not None:
            half.unlink(missing_ok=True)
        raise Refusal(
            f"{place}: could not be written ({error.strerror}); name a file in a folder that is there"
        ) from None
