"""What rejects a record before its columns are looked at."""

from collections.abc import Sequence

from exports import totals
from exports.files.records import LONGEST_FIELD, Refused

_KEPT = 200


def of(line: int, fields: Sequence[str], width: int, undecodable: bool = False, encoding: str = "") -> Refused | None:
    """The fault of a record as split; None where it has as many fields as the heading line, all fit to read."""
    if undecodable:
        return Refused(line, "undecodable", {"encoding": encoding}, tuple(fields))
    if any(len(each) > LONGEST_FIELD for each in fields):
        kept = tuple(each if len(each) <= LONGEST_FIELD else each[:_KEPT] + "…" for each in fields)
        return Refused(line, "field_too_long", {"most": f"{LONGEST_FIELD:,}"}, kept)
    if any("\0" in each for each in fields):
        return Refused(line, "nul_character", {}, tuple(fields))
    if len(fields) == width:
        return None
    if totals.is_total(fields):
        return Refused(line, "total_row", {}, tuple(fields))
    code = "short_record" if len(fields) < width else "long_record"
    return Refused(line, code, {"fields": len(fields), "width": width}, tuple(fields))
