"""The heading lines of real exports."""

import csv
import io
from pathlib import Path

HEADERS = Path(__file__).parent / "data" / "headers"


def heading_line(name: str) -> tuple[list[str], str]:
    """The headings of an export and its encoding."""
    stored = (HEADERS / f"{name}.csv").read_bytes()
    encoding = "cp932" if name.endswith(("_ja", "_ja_all_columns")) else "utf-8-sig"
    return next(csv.reader(io.StringIO(stored.decode(encoding)))), encoding
