"""The words of the quotes: each is used, in both languages with the same values."""

import re
import tomllib
from pathlib import Path

from labels import texts

SOURCES = Path(__file__).parents[2] / "src"
FILES = [*(SOURCES / "quotes").glob("*.py"), *SOURCES.glob("*/quote*.py")]


def keys() -> list[str]:
    own = tomllib.loads((SOURCES / "labels" / "texts" / "quotes.toml").read_text(encoding="utf-8"))
    return [key for key in texts() if key.split(".")[0] in own]


def test_no_word_stands_unused():
    code = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    last = {key.split(".")[-1] for key in keys()}
    made = {"has_successor_renewed", "has_successor_payment_open", "licences_required", "licences_covered"}
    made |= {f"{name}_{kind}" for name in ("term", "on") for kind in ("reinstatement", "licences")}
    assert {name for name in last - made if not re.search(rf"\b{name}\b", code)} == set()


def test_both_languages_are_given_the_same_values():
    for key in keys():
        ja, en = (set(re.findall(r"{(\w+)}", texts()[key][language])) for language in ("ja", "en"))
        assert ja ^ en == set(), key
