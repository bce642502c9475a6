"""Rejected records as a CSV that a spreadsheet opens, a person mends, and Teirei loads again.

The file's own headings and fields come first, as they stand; behind them stand columns that say what is wrong. Loading
does not read those. A record whose fields never fitted the headings cannot show in its cells that it was not mended:
`teirei_unmended` says so until somebody empties it, and `teirei_surplus_1` … hold what the headings had no place for.
A cell that a spreadsheet would run as a formula has one apostrophe more than in the file, which loading takes away.
"""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from exports.files.records import Fields, Records, Refused, Wanted

LINE, COLUMN, VALUE, REASON, UNMENDED = (f"teirei_{name}" for name in ("line", "column", "value", "reason", "unmended"))
SURPLUS = "teirei_surplus_"
_OWN = re.compile(rf"{LINE}|{COLUMN}|{VALUE}|{REASON}|{UNMENDED}|{SURPLUS}\d+")
_RUN_BY_SPREADSHEETS = "'*[=+\\-@\t\r\n＝＋－＠]"
_RUN = re.compile(_RUN_BY_SPREADSHEETS)


@dataclass(frozen=True)
class Reject:
    """A rejected record. `column` is None where the record as a whole was turned away; `record`: its fields."""

    line: int | None
    column: str | None
    value: str | None
    code: str
    reason: str
    record: Fields


def mendable(header: Sequence[str], rejects: Sequence[Reject]) -> bytes:
    """UTF-8 with BOM: the heading line and the rejected records of one file, with what is wrong behind them."""
    theirs, _ = _apart(header)
    width = len(theirs)
    records = [_without_added(header, each.record) for each in rejects]
    surplus = max((0, *(len(record) - width for record in records)))
    own = [LINE, COLUMN, VALUE, REASON, UNMENDED, *(f"{SURPLUS}{place}" for place in range(1, surplus + 1))]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(map(harmless, [*(header[place] for place in theirs), *own]))
    for each, record in zip(rejects, records, strict=True):
        cells = [*record, *[""] * (width + surplus - len(record))]
        place = [each.column, each.value or ""] if each.column else ["", ""]
        said = [str(each.line or ""), *place, each.reason, _unmended(each)]
        writer.writerow(map(harmless, [*cells[:width], *said, *cells[width:]]))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def and_mark(wanted: Wanted) -> Wanted:
    """The places that are wanted and, in a mended file, that of the mark."""

    def places(header: Sequence[str]) -> Collection[int]:
        found = wanted(header)
        return {*found, list(header).index(UNMENDED)} if found and UNMENDED in header else found

    return places


def restored(rows: Records) -> Records:
    """The records of a mended file with the cells that its sender wrote; those of other files as they are.

    A record that `teirei_unmended` still marks is turned away again, with its fields.
    """
    header = [raw(heading) for heading in rows.header]
    if not {LINE, REASON, UNMENDED} <= set(header):
        return rows
    table = pa.table({name: _raw(rows.table.column(name)) for name in rows.table.column_names})
    marks = pc.utf8_trim_whitespace(table.column(f"c{header.index(UNMENDED)}"))
    marked = pc.fill_null(pc.not_equal(marks, ""), False)
    lines = rows.lines.filter(marked)
    again = [
        _again(line, mark, tuple(map(raw, fields)))
        for line, mark, fields in zip(
            lines.to_pylist(), marks.filter(marked).to_pylist(), rows.fields(lines.to_numpy()), strict=True
        )
    ]
    before = [replace(each, fields=tuple(map(raw, each.fields))) for each in rows.refused]
    kept = pc.invert(marked)
    return replace(
        rows,
        header=header,
        table=table.filter(kept),
        lines=rows.lines.filter(kept),
        refused=sorted([*before, *again], key=lambda each: each.line),
        reread=lambda asked: [tuple(map(raw, fields)) for fields in rows.fields(asked)],
    )


def names(files: Sequence[str]) -> list[str]:
    """ "tickets.rejects.csv" for each file, no two alike, with nothing of a path."""
    found: list[str] = []
    for file in files:
        stem = re.sub(r"(\.(csv|gz|tsv|txt|xlsx|xlsm|zip))+$", "", re.split(r"[/\\]", file)[-1], flags=re.IGNORECASE)
        stem = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", stem).strip(". ") or "export"
        name, nth = f"{stem}.rejects.csv", 1
        while name in found:
            nth += 1
            name = f"{stem} ({nth}).rejects.csv"
        found.append(name)
    return found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """All of them in one archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def is_added(heading: str) -> bool:
    """Whether Teirei wrote the heading."""
    return bool(_OWN.fullmatch(raw(heading)))


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would run, with an apostrophe before it; `raw` takes it away."""
    return f"'{cell}" if _RUN.match(cell) else cell


def raw(cell: str) -> str:
    """What `harmless` made harmless."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def _raw(column: pa.ChunkedArray) -> pa.ChunkedArray:
    quoted = pc.match_substring_regex(column, f"^'{_RUN_BY_SPREADSHEETS}")
    return pc.if_else(quoted, pc.utf8_slice_codeunits(column, 1), column)


def _unmended(reject: Reject) -> str:
    if reject.column is not None:
        return ""
    return (reject.value or reject.code) if reject.code == "unmended" else reject.code


def _again(line: int, mark: str, fields: Fields) -> Refused:
    return Refused(line, "unmended", {"first": mark}, fields, mark)


def _apart(header: Sequence[str]) -> tuple[list[int], list[int]]:
    """(places of the file's own headings, places of the surplus)."""
    added = [place for place, heading in enumerate(header) if is_added(heading)]
    theirs = [place for place in range(len(header)) if place not in added]
    return theirs, [place for place in added if header[place].startswith(SURPLUS)]


def _without_added(header: Sequence[str], record: Fields) -> Fields:
    """The file's own fields and the surplus; all of them where the record does not fit its headings."""
    if len(record) != len(header):
        return record
    theirs, surplus = _apart(header)
    beyond = [record[place] for place in surplus]
    while beyond and not beyond[-1]:
        beyond.pop()
    return (*(record[place] for place in theirs), *beyond)
