"""Read the exports, build a version from them, publish it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import calendars
import exports
import terms
import warehouse
from calendars import Calendar
from exports.zones import named
from loading.places import DATA, calendar_folders
from refusals import Refusal
from terms import Terms
from warehouse import settings
from warehouse.publishing import current


@dataclass(frozen=True)
class Request:
    """What is loaded into which database, and how it is read. Without `as_of`: the data's latest instant.

    `terms`, `calendars`: a folder that adds to the shipped ones.
    """

    paths: Sequence[Path | exports.Source]
    database: Path
    options: exports.Options = field(default_factory=exports.Options)
    as_of: datetime | None = None
    terms: Path | None = None
    calendars: Path | None = None


@dataclass(frozen=True)
class Loaded:
    """What was published. `as_of` is aware, in UTC; `as_of_found`: nobody named it."""

    version: str
    as_of: datetime
    as_of_found: bool
    now: datetime
    batch: exports.Batch


@dataclass(frozen=True)
class Known:
    """The terms and calendars that a load reads by."""

    terms: Terms
    calendars: dict[str, Calendar]


class Progress(Protocol):
    def reading(self, file: str, done: int, total: int) -> None:
        """So many bytes of a file are read."""

    def building(self) -> None:
        """All is read; the figures are computed."""


class Quiet:
    def reading(self, file: str, done: int, total: int) -> None:
        pass

    def building(self) -> None:
        pass


def known(request: Request) -> Known:
    """Refusal when the folders of the request hold what cannot be read."""
    return Known(
        terms.read(*([request.terms] if request.terms else [])),
        calendars.read(*calendar_folders(request.calendars)),
    )


def load(request: Request, progress: Progress | None = None) -> Loaded:
    """Publishes a new version. Refusal, and nothing has changed: a file or an option is wrong as a whole, another load
    is at work, or the disk is full."""
    progress = progress or Quiet()
    now = datetime.now(UTC)
    named(request.options.timezone)
    by = known(request)
    batch = exports.read(request.paths, by.terms, set(by.calendars), request.options, progress.reading)
    progress.building()
    with warehouse.new_version(request.database) as file:

        def build(previous: Path | None) -> datetime:
            found = settings.read(DATA / "settings.toml")
            zone = request.options.timezone
            return warehouse.build(file, batch, by.terms, by.calendars, found, request.as_of, zone, now, previous)

        reached = warehouse.building_on(_readable(request.database), file, build)
    published = _readable(request.database)
    return Loaded(published.stem if published else "", reached, request.as_of is None, now, batch)


def _readable(database: Path) -> Path | None:
    """The published version; None as well where CURRENT is damaged, for loading again is what mends it."""
    try:
        return current(database)
    except Refusal:
        return None
