"""Saved mappings: how to read the exports of a system that no preset knows, as a TOML file each.

name = "helpdesk"                          # shown as the preset of the file
kind = "tickets"
headings = ["Vorgang", "Gemeldet"]         # a file that has all of these is read by this mapping
missing = ["-"]                            # optional: what stands for an empty cell
date_order = "dmy"                         # optional: dmy, mdy or ymd, where a column does not prove its own
timezone = "Europe/Berlin"                 # optional: of timestamps without an offset
sheet = "Tickets"                          # optional: the sheet of a workbook

[columns]                                  # canonical column = its heading, or several: the first that is not empty
ticket_id = "Vorgang"
[constants]                                # canonical column = the value of every record
channel = "phone"
[values.severity]                          # of a column: as written = code
"sehr hoch" = "S1"
"""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from exports.kinds import KINDS
from exports.recognition.headings import same
from exports.recognition.mapping_checks import checked
from exports.recognition.saved_mapping import SavedMapping
from refusals import Refusal


def read(*places: Path) -> tuple[SavedMapping, ...]:
    """The mappings of TOML files and of the `*.toml` in folders. Refusal: file, key, value and remedy."""
    found: dict[str, tuple[Path, SavedMapping]] = {}
    for place in places:
        for file in sorted(place.glob("*.toml")) if place.is_dir() else [place]:
            mapping = loads(_text(file), str(file))
            if mapping.name in found:
                raise Refusal(f'{file}: name "{mapping.name}" is also that of {found[mapping.name][0]}; change one.')
            found[mapping.name] = file, mapping
    return tuple(mapping for _, mapping in found.values())


def fitting(file: str, header: Sequence[str], mappings: Sequence[SavedMapping]) -> SavedMapping | None:
    """The mapping that a file with this heading line is read by: of several the one that asks for the most headings."""
    fit = [mapping for mapping in mappings if mapping.fits(header)]
    most = max((len({same(heading) for heading in mapping.headings}) for mapping in fit), default=0)
    best = [mapping for mapping in fit if len({same(heading) for heading in mapping.headings}) == most]
    if len(best) > 1:
        names = " and ".join(f'"{mapping.name}"' for mapping in best)
        raise Refusal(
            f"{file} fits the saved mappings {names} alike; add to one of them a heading that the other lacks."
        )
    return best[0] if best else None


def loads(text: str, file: str = "mapping") -> SavedMapping:
    """A mapping from its TOML. Refusal: file, key, value and remedy."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file}: the TOML cannot be read: {error}; correct that line.") from None
    return checked(file, given)


def dumps(mapping: SavedMapping) -> str:
    """The TOML of a mapping: the same text for the same mapping, and `loads(dumps(mapping)) == mapping`."""
    lines = [f"name = {_quoted(mapping.name)}", f"kind = {_quoted(mapping.kind)}"]
    lines.append(f"headings = {_listed(mapping.headings)}")
    if mapping.missing:
        lines.append(f"missing = {_listed(mapping.missing)}")
    for key in ("date_order", "timezone", "sheet"):
        if value := getattr(mapping, key):
            lines.append(f"{key} = {_quoted(value)}")
    order = [column.name for column in KINDS[mapping.kind].columns]
    lines += ["", "[columns]"]
    for column in sorted(mapping.columns, key=order.index):
        headings = mapping.columns[column]
        lines.append(f"{column} = {_quoted(headings[0]) if len(headings) == 1 else _listed(headings)}")
    if mapping.constants:
        lines += ["", "[constants]"]
        lines += [f"{name} = {_quoted(mapping.constants[name])}" for name in sorted(mapping.constants, key=order.index)]
    for column in sorted(mapping.values, key=order.index):
        lines += ["", f"[values.{column}]"]
        lines += [f"{_quoted(written)} = {_quoted(code)}" for written, code in sorted(mapping.values[column].items())]
    return "\n".join(lines) + "\n"


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refusal(
            f"{file} cannot be read: {error.strerror or error}; give a mapping, or a folder of them."
        ) from None
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
