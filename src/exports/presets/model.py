"""What a preset consists of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from exports.codes import Codes
from exports.kinds import Kind


@dataclass(frozen=True)
class Preset:
    """`headings`: canonical column → headings of that system. `missing`: what stands for an empty cell.

    `codes`: canonical column → its codes as that system spells them. `fold` turns the parsed rows of a file into
    canonical tables, kind → table, or gives None where each row is a record of its own.
    """

    name: str
    kind: Kind
    headings: Mapping[str, tuple[str, ...]]
    fits: Callable[[set[str]], bool]
    missing: frozenset[str]
    codes: Mapping[str, Codes]
    fold: Callable[[pa.Table], dict[str, pa.Table] | None]
