"""Read the exports, build a version from them, publish it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import calendars
import exports
import terms
import warehouse
from calendars import Calendar
from exports.cells.zones import named
from loading.places import DATA, calendar_folders, more_calendars
from refusals import Refusal
from terms import Terms
from warehouse import settings
from warehouse.publishing import current


@dataclass(frozen=True)
class Request:
    """What is loaded into which database, and how it is read. Without `as_of`: the data's latest instant.

    `terms`, `calendars`: a folder that adds to the shipped ones. `add`: to what is published, by its time zone and
    terms, and with its folders where none is given.
    """

    paths: Sequence[Path | exports.Source]
    database: Path
    options: exports.Options = field(default_factory=exports.Options)
    as_of: datetime | None = None
    terms: Path | None = None
    calendars: Path | None = None
    add: bool = False


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
    reached, batch = (_add if request.add else _build)(request, progress, now)
    published = _readable(request.database)
    return Loaded(published.stem if published else "", reached, request.as_of is None, now, batch)


def _build(request: Request, progress: Progress, now: datetime) -> tuple[datetime, exports.Batch]:
    by = known(request)
    batch = exports.read(request.paths, by.terms, set(by.calendars), request.options, progress.reading)
    progress.building()
    with warehouse.new_version(request.database) as file:

        def build(previous: Path | None) -> datetime:
            found, zone = settings.read(DATA / "settings.toml"), request.options.timezone
            more = more_calendars(request.calendars)
            return warehouse.build(file, batch, by.terms, by.calendars, found, request.as_of, zone, now, previous, more)

        reached = warehouse.building_on(_readable(request.database), file, build)
    return reached, batch


def _readable(database: Path) -> Path | None:
    """The published version; None as well where CURRENT is damaged, for loading again is what mends it."""
    try:
        return current(database)
    except Refusal:
        return None


def _add(request: Request, progress: Progress, now: datetime) -> tuple[datetime, exports.Batch]:
    """The published version does not change between reading and writing: no other load can be at work."""
    warehouse.open_published(request.database)
    with warehouse.new_version(request.database) as file:
        published = warehouse.Content(warehouse.open_published(request.database))
        request = _as_published(request, published)
        by = known(request)
        if by.terms.sha256 != published.latest("terms_sha256"):
            raise Refusal(
                "--add: the terms are not those of the published load, by which its rows were judged;"
                " load all files again, without --add"
            )
        batch = exports.read(request.paths, by.terms, set(by.calendars), request.options, progress.reading, published)
        progress.building()
        reached = warehouse.add(
            file,
            published,
            batch,
            by.terms,
            by.calendars,
            settings.read(DATA / "settings.toml"),
            request.as_of,
            now,
            more_calendars(request.calendars),
        )
    return reached, batch


def _as_published(request: Request, published: warehouse.Content) -> Request:
    """With the folders of the published load where none is given. Refusal for another time zone than its own."""
    zone = str(published.warehouse.zone)
    if request.options.timezone != zone:
        raise Refusal(
            f"--timezone {request.options.timezone}: the published load is in {zone}, and days are counted by it;"
            " leave it out to add, or load all files again without --add"
        )
    _, *terms_folders = published.latest("terms_folders")
    calendars_folder = published.latest("calendars_folder")
    return replace(
        request,
        terms=request.terms or (Path(terms_folders[0]) if terms_folders else None),
        calendars=request.calendars or (Path(calendars_folder) if calendars_folder else None),
    )
