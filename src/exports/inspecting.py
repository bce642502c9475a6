"""What a file would become, before anything is published: for a person to look at and to correct."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from exports import mending, workbooks
from exports.accounting import Finding
from exports.batch import context, records_of
from exports.files import contents
from exports.kinds import KINDS
from exports.options import Source
from exports.reading import FileRows, cast, read_file
from exports.recognition.recognise import check_options, guessed
from refusals import Refusal

PREVIEWED = 20


@dataclass(frozen=True)
class Problem:
    """All rejects, or all warnings, of one code: how many records, and the first of them."""

    rejects: bool
    code: str
    count: int
    example: Finding


@dataclass(frozen=True)
class Inspection:
    """A file as it would be loaded. `refused`: the sentence that refuses it; what could be told before still stands.

    `headings`: canonical column → heading as it stands in the file, of several the one that counts first; `ignored`:
    headings that are not read; `lacking`: required columns that nothing gives yet; `preview`: the first rows, typed,
    instants in naive UTC; `sheets`: of a workbook the one that is read and the others that hold data; `latest`: the
    last instant of its tickets, naive UTC.
    """

    name: str
    refused: str | None = None
    sha256: str = ""
    encoding: str = ""
    header: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    kind: str | None = None
    preset: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    read: int = 0
    loaded: int = 0
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    preview: pa.Table | None = None
    latest: datetime | None = None


def inspect(source: Source, terms, calendars: Collection[str]) -> Inspection:
    """Reads a file as a load would and publishes nothing. Never a Refusal: that is in `refused`."""
    told = {}
    try:
        options = source.options
        check_options(options.preset, options.mapping, options.kind, options.fixed)
        content = workbooks.of_sheet(contents.read(source.path, source.name), options.sheet)
        told |= {"sha256": content.sha256}
        records = records_of(content, options)
        told |= {"header": tuple(records.header), "encoding": records.encoding, "sheets": records.sheets} | _recognised(
            records.header, source
        )
        rows = read_file(content, records, options, context(terms, calendars, options))
    except Refusal as refusal:
        return Inspection(source.name, str(refusal), **told)
    return Inspection(source.name, **told | _would_load(rows))


def _recognised(header: Sequence[str], source: Source) -> dict:
    found = guessed(header, source.options)
    if not found.at and not source.options.kind:
        return {"ignored": tuple(header)}
    return {
        "kind": found.kind.name,
        "preset": found.preset,
        "headings": {
            column: header[at[0]].strip() for column, at in found.at.items() if column in KINDS[found.kind.name].by_name
        },
        "fixed": dict(found.fixed),
        "ignored": tuple(
            heading
            for place, heading in enumerate(header)
            if place not in found.places and not mending.is_added(heading)
        ),
        "lacking": tuple(found.lacking),
    }


def _would_load(rows: FileRows) -> dict:
    report = rows.report
    table = cast(report.kind, rows.tables[report.kind])
    shown = [column.name for column in KINDS[report.kind].columns if table[column.name].null_count < table.num_rows]
    return {
        "kind": report.kind,
        "preset": report.preset,
        "read": report.read,
        "loaded": report.loaded,
        "rejected": report.rejected,
        "problems": (*_problems(rows.rejects, True), *_problems(rows.warnings, False)),
        "preview": table.select([*shown, "source_line"]).slice(0, PREVIEWED),
        "latest": _latest(rows),
    }


def _problems(findings: Sequence[Finding], rejects: bool) -> list[Problem]:
    """The most frequent first."""
    of_code: dict[str, list[Finding]] = {}
    for each in findings:
        of_code.setdefault(each.code, []).append(each)
    found = [Problem(rejects, code, sum(each.count for each in same), same[0]) for code, same in of_code.items()]
    return sorted(found, key=lambda problem: -problem.count)


def _latest(rows: FileRows) -> datetime | None:
    instants = {"tickets": ("opened_at", "first_response_at", "resolved_at", "closed_at"), "ticket_events": ("at",)}
    found = [
        pc.max(table[name]).as_py()
        for kind, table in rows.tables.items()
        for name in instants.get(kind, ())
        if table.num_rows
    ]
    return max((each for each in found if each), default=None)
