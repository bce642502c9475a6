"""Every displayed string, in Japanese and English. One TOML file a subject in `texts/`; a missing key is an error.

A text file holds one table a key: `[attainment.title]` with `ja = "…"` and `en = "…"`; `{name}` marks a parameter.
"""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("ja", "en")


@cache
def texts() -> dict[str, dict[str, str]]:
    """key → {"ja", "en"}, from every file in `texts/`. Raises KeyError for a key given twice or lacking a language."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(files("labels").joinpath("texts").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for key, text in _flatten(tomllib.loads(file.read_text(encoding="utf-8"))):
                if key in found:
                    raise KeyError(f"label {key} stands twice, the second time in {file.name}")
                if set(text) != set(LANGUAGES):
                    raise KeyError(f"label {key} in {file.name} needs exactly ja and en")
                found[key] = text
    return found


def text(key: str, language: str, **values: object) -> str:
    """The displayed string of a key; KeyError when it is missing."""
    return texts()[key][language].format(**values)


def both(key: str, **values: object) -> tuple[str, str]:
    """(ja, en) of a key, for what is stored in both languages."""
    return text(key, "ja", **values), text(key, "en", **values)


def _flatten(tree: dict, prefix: str = ""):
    for name, node in tree.items():
        key = f"{prefix}{name}"
        if isinstance(node, dict) and any(isinstance(leaf, dict) for leaf in node.values()):
            yield from _flatten(node, f"{key}.")
        else:
            yield key, node
