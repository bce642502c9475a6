"""How files are read: of a whole call, or of one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from exports.recognition.priorities import Priorities
from exports.recognition.saved_mapping import SavedMapping


@dataclass(frozen=True)
class Options:
    """How to read. `mapping`: canonical column → heading, "" reads it from none; `date_order`: where a column does not
    prove its own; `kind`: where the columns shall not tell it; `fixed`: canonical column → value of every record;
    `sheet`: name or number from 1 of the sheet that is read of workbooks, else the first that is not hidden;
    `now`: by which an instant lies in the future, for the clock of the machine.

    `mappings` go before the presets, each for the files that have its headings; `priorities`: preset → severity → its
    priorities, None is the shipped table.
    """

    timezone: str = "Asia/Tokyo"
    preset: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    kind: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    now: datetime | None = None
    mappings: tuple[SavedMapping, ...] = ()
    priorities: Priorities | None = None


@dataclass(frozen=True)
class Source:
    """A file with options of its own; `name` is what it is called in reports and findings."""

    path: Path
    name: str
    options: Options
