"""How the data's untranslated values are shown."""

import re
from collections import Counter
from collections.abc import Sequence

from labels import figures, text
from metrics.quarters import named
from screens.query import ALL
from terms import Terms


def programme(value: str, terms: Terms, language: str) -> str:
    known = terms.programmes.get(value)
    return known.name[language] if known else value


def tier(value: str, terms: Terms, language: str) -> str:
    """The contract's own name of a support level."""
    for known in terms.programmes.values():
        if value in known.tiers:
            return known.tiers[value].name[language]
    return value


def trm_type(value: str, terms: Terms, language: str) -> str:
    """The contract's own name of a TRM type (XII)."""
    for program in terms.programmes:
        if any(entry.path.startswith("trm.types.") for entry in terms.values() if entry.program == program):
            known = terms.columns(program, "trm.types")
            return known[value][language] if value in known else value
    return value


def level(value: str, terms: Terms, language: str) -> str:
    """A support level or TRM type, one word of both as both names: "エンタープライズサポート、TRMエンタープライズ"."""
    shown = (name(value, terms, language) for name in (tier, trm_type))
    return text("unit.list", language).join(dict.fromkeys(each for each in shown if each != value)) or value


def clock(value: str) -> str:
    """The clock of a target behind a ticket's calendar."""
    return "always" if value == "always" else "business"


def files(paths: Sequence[str]) -> list[str]:
    """Each file without its folders, as far as that tells them apart: nobody needs to know where it lay."""
    parts = {path: re.split(r"[/\\\\]", path) for path in paths}
    kept = dict.fromkeys(parts, 1)
    while True:
        shown = {path: "/".join(parts[path][-kept[path] :]) for path in parts}
        often = Counter(shown.values())
        unclear = [path for path in parts if often[shown[path]] > 1 and kept[path] < len(parts[path])]
        if not unclear:
            return [shown[path] for path in paths]
        for path in unclear:
            kept[path] += 1


def period(value: str, first_month: int, language: str) -> str:
    """ "2026年度 第2四半期(7月–9月)" or "FY2026 Q2 (Jul–Sep)"; "all" in words."""
    quarter = named(value, first_month)
    if quarter is None:
        return text("filter.all_periods", language) if value == ALL else value
    first, *_, last = (figures.month(month, language) for month in quarter.months)
    values = {"year": quarter.year, "number": quarter.number, "start": quarter.start.month}
    return text("filter.quarter", language, first=first, last=last, **values)
