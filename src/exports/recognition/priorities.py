"""Which priority of each system is which severity: a table that the user can change."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from exports import codes
from exports.presets import PRESETS
from refusals import Refusal, nearest

Priorities = Mapping[str, codes.Codes]
LEVELS = ("S1", "S2", "S3", "S4")
_DATA = Path(os.environ.get("TEIREI_DATA") or Path(__file__).resolve().parents[3] / "data")


@cache
def shipped() -> Priorities:
    """The table of `data/priorities.toml`: preset → severity → priorities."""
    return MappingProxyType({system: _by_level(table) for system, table in _tables(_DATA / "priorities.toml").items()})


def read(file: Path | None) -> Priorities:
    """The shipped table, entry by entry replaced by that of a file. Refusal: file, key, value and remedy."""
    if file is None:
        return shipped()
    found = _tables(_DATA / "priorities.toml")
    for system, table in _tables(file).items():
        written = {codes.folded(priority): priority for priority in found.get(system, {})}
        for priority, level in table.items():
            known = found.setdefault(system, {})
            known.pop(written.get(codes.folded(priority), priority), None)
            known[priority] = level
    return MappingProxyType({system: _by_level(table) for system, table in found.items()})


def _tables(file: Path) -> dict[str, dict[str, str]]:
    try:
        given = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror or error}; give a table of priorities.") from None
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file}: the TOML cannot be read: {error}; correct that line.") from None
    for system, table in given.items():
        if system not in PRESETS:
            raise Refusal(
                f'{file}: "{system}" is no preset{nearest(system, list(PRESETS))}; write one of {", ".join(PRESETS)}.'
            )
        if not isinstance(table, dict):
            raise Refusal(f'{file}: {system} is no table; write [{system}] and below it lines "priority" = "S1".')
        for priority, level in table.items():
            if level not in LEVELS:
                raise Refusal(
                    f'{file}: {system}."{priority}" = {level!r} is no severity; write one of {", ".join(LEVELS)}.'
                )
    return given


def _by_level(table: Mapping[str, str]) -> codes.Codes:
    return {level: tuple(priority for priority, of in table.items() if of == level) for level in LEVELS}
