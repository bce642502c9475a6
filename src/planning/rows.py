"""A proposal as rows of the `trm_days` export, so that what was agreed loads like any other export."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from planning.model import Proposed

COLUMNS = (
    "subscription_id",
    "date",
    "days",
    "mode",
    "status",
    "consultant",
    "topic",
    "deliverable",
    "customer_confirmed_on",
    "note",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(
    entries: Iterable[Proposed], subscription_id: str, consultant: str | None = None, topic: str = "", note: str = ""
) -> list[dict[str, str]]:
    """One row a proposed entry, status planned; the cells as the export writes them, empty where nothing is known."""
    return [
        dict.fromkeys(COLUMNS, "")
        | {
            "subscription_id": subscription_id,
            "date": entry.date.isoformat(),
            "days": f"{entry.days:g}",
            "mode": entry.mode,
            "status": "planned",
            "consultant": consultant or "",
            "topic": topic,
            "note": note,
        }
        for entry in entries
    ]


def as_csv(planned: Sequence[Mapping[str, str]]) -> bytes:
    """UTF-8 with BOM; a cell that a spreadsheet would run as a formula is written as text."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _as_text(cell) for name, cell in row.items()} for row in planned)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
