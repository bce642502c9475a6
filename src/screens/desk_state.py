"""What lies on one reader's import desk: the files that were sent, and how each shall be read."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import streamlit as st

import calendars
from exports import Options, SavedMapping, Source
from exports.inspecting import Inspection, inspect
from exports.recognition import mappings
from loading import staging
from loading.jobs import Job
from loading.places import calendar_folders
from refusals import Refusal
from screens import here
from warehouse.publishing import folder


@dataclass
class Staged:
    """A sent file. `mapping`: column → heading, "" reads it from none; `fixed`: column → value, "" is not given yet."""

    path: Path
    name: str
    size: int
    timezone: str
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    wanted: bool = True
    sheet: str | None = None
    kind: str | None = None
    preset: str = "auto"
    date_order: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    saved: str = ""
    _seen: tuple[str, Inspection] | None = None

    def source(self) -> Source:
        fixed = {column: value for column, value in self.fixed.items() if value.strip()}
        options = Options(
            timezone=self.timezone,
            preset=self.preset,
            mapping=dict(self.mapping),
            date_order=self.date_order,
            kind=self.kind,
            fixed=fixed,
            sheet=self.sheet,
            mappings=saved_mappings()[0],
            now=self.sent_at,
        )
        return Source(self.path, self.name, options)

    def inspected(self) -> Inspection:
        """What the file would become; read again only when it shall be read otherwise."""
        source = self.source()
        if self._seen is None or self._seen[0] != repr(source):
            self._seen = (repr(source), inspect(source, here.terms(), set(known_calendars())))
        return self._seen[1]


@dataclass
class Desk:
    """`turn` counts what was sent, so that the next files find an empty uploader; `job`: the load that was begun."""

    session: str = field(default_factory=staging.new_session)
    files: list[Staged] = field(default_factory=list)
    turn: int = 0
    job: Job | None = None
    refused: str = ""

    def add(self, name: str, size: int, content: Iterable[bytes]) -> None:
        path = staging.keep(here.database(), self.session, content)
        shown = staging.shown_name(name, [each.name for each in self.files])
        self.files.append(Staged(path, shown, size, here.timezone()))

    def remove(self, staged: Staged) -> None:
        staged.path.unlink(missing_ok=True)
        self.files.remove(staged)

    def clear(self) -> None:
        staging.discard(here.database(), self.session)
        self.files.clear()

    def chosen(self) -> list[Staged]:
        """The files that would be loaded."""
        return [each for each in self.files if each.wanted and not each.inspected().refused]


def desk() -> Desk:
    if "desk" not in st.session_state:
        staging.sweep(here.database())
        st.session_state["desk"] = Desk()
    return st.session_state["desk"]


def saved_mappings() -> tuple[tuple[SavedMapping, ...], str]:
    """(the mappings saved with this database, what keeps them from being read)."""
    place = folder(here.database()) / "mappings"
    try:
        return (mappings.read(place) if place.is_dir() else ()), ""
    except Refusal as refusal:
        return (), str(refusal).replace(f"{place}/", "")


@cache
def known_calendars() -> dict[str, calendars.Calendar]:
    return calendars.read(*calendar_folders(None))
