"""Every key that the pages use exists, and none stands unused."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from labels import texts

ROOT = Path(__file__).resolve().parents[2]
FILES = ("pages", "sla", "tickets", "data", "words")
TEXTS = ROOT / "src" / "labels" / "texts"
SOURCES = [*(ROOT / "src").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
KEY = re.compile(r"(?!.*\.(py|css|png)$)[a-z_]+\.[A-Za-z0-9_.]+")


def own_keys() -> set[str]:
    """The keys of the pages' own files: those whose first word one of the files holds."""
    first_words = set()
    for name in FILES:
        first_words |= set(tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8")))
    return {key for key in texts() if key.split(".")[0] in first_words}


def used() -> Iterator[tuple[str, re.Pattern]]:
    """Every string of the sources that reads like a key; the open places of an f-string stand for any word."""
    for source in SOURCES:
        nodes = list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
        pieces = {id(piece) for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in pieces and KEY.fullmatch(str(node.value)):
                yield node.value, re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values]
                yield ast.unparse(node), re.compile("".join(parts))


FIRST_WORDS = {key.split(".")[0] for key in own_keys()}
USED = list(used())


@pytest.mark.parametrize("written", sorted({key for key, _ in USED if key.split(".")[0] in FIRST_WORDS}))
def test_a_key_that_is_used_exists(written):
    assert written in texts()


def test_no_key_stands_unused():
    unused = sorted(key for key in own_keys() if not any(pattern.fullmatch(key) for _, pattern in USED))
    assert unused == []


def test_both_languages_are_given_the_same_values():
    """Japanese may write a month by its number and English by its name; all else is in both."""
    fields, either = re.compile(r"{(\w+)}"), {"start", "first", "number", "month"}
    for key in own_keys():
        ja, en = (set(fields.findall(texts()[key][language])) for language in ("ja", "en"))
        assert ja ^ en <= either, key
