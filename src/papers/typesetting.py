"""A Typst template and its content → the bytes of a PDF; the same content at the same instant gives the same bytes."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\ufe0e\ufe0f\u202a-\u202e\u2066-\u2069\ufeff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def typeset(template: str, content: Mapping[str, Any], as_of: datetime) -> bytes:
    """The PDF of `templates/TEMPLATE.typ` with `content` (JSON values), created at `as_of` (UTC). Safe in threads.

    The content travels as JSON and is displayed as text: nothing in it is ever read as markup.
    """
    import typst

    with as_file(files("papers").joinpath("templates")) as folder:
        made = typst.compile(
            str(folder / f"{template}.typ"),
            root=str(folder),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(printable(content), ensure_ascii=False)},
            timestamp=int((as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)).timestamp()),
            format="pdf",
        )
    if not isinstance(made, bytes):
        raise TypeError(f"template {template} gave no single PDF")
    return made


def printable(value: Any) -> Any:
    """The value without characters that have no shape on paper: controls, joiners, overrides of the direction."""
    if isinstance(value, str):
        lines = re.sub("\r\n?|[\u2028\u2029]", "\n", value).replace("\t", " ")
        return LONE_SURROGATE.sub("\ufffd", UNPRINTABLE.sub("", lines))
    if isinstance(value, Mapping):
        return {name: printable(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [printable(part) for part in value]
    return value


@cache
def _fonts() -> Any:
    import noto_cjk_sans_jp_bold
    import noto_cjk_sans_jp_regular
    import typst

    folders = [str(Path(font.__file__ or "").parent) for font in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
