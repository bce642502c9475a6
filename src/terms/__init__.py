"""The contracts as data: `read()` gives every programme, target, rule, value and assumption, each with its clause.

`docs/terms.md` describes the files. Later features take their numbers from `Terms.value` and `Terms.table`.
"""

from pathlib import Path

from .contract import contract
from .files import fingerprint, found, opened, shipped
from .lookup import Terms
from .merging import merged
from .model import Assumption, Clause, Code, Entry, Escalation, PhoneRule, Programme, Severity, Target, Tier
from .shown import duration, shown

__all__ = [
    "Assumption",
    "Clause",
    "Code",
    "Entry",
    "Escalation",
    "PhoneRule",
    "Programme",
    "Severity",
    "Target",
    "Terms",
    "Tier",
    "duration",
    "read",
    "shipped",
    "shown",
]


def read(*folders: Path | str, base: Path | str | None = None) -> Terms:
    """The terms of the base folder (default: `shipped()`) and of further folders, which add programmes.

    `Refusal` names file, key, value and remedy of the first thing that is wrong.
    """
    places = [Path(base) if base else shipped(), *map(Path, folders)]
    files = found(places)
    absolute = tuple(str(place.resolve()) for place in places)
    return merged([contract(opened(file)) for file in files], fingerprint(files), absolute)
