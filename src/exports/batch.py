"""All files of one call → one Batch."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from exports import contents, merging, references, sources, values, zones
from exports.accounting import FileReport, Finding, finding, in_order
from exports.dates import ORDERS
from exports.reading import FileRows, read_file
from exports.recognise import check_options, mapped
from exports.splitting import split
from refusals import Refusal

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """How to read. `mapping`: canonical column → heading; `date_order`: where a column does not prove its own."""

    timezone: str = "Asia/Tokyo"
    preset: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None


@dataclass(frozen=True)
class Batch:
    """`tables`: kind → canonical columns, typed; `files`: one report a file, read = loaded + rejected."""

    tables: dict[str, pa.Table]
    files: list[FileReport]
    rejects: list[Finding]
    warnings: list[Finding]


def read(
    paths: Sequence[str | Path],
    terms,
    calendars: Collection[str],
    options: Options | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Reads files and folders in the order given. Refusal when a file or an option is wrong as a whole.

    `terms` tells the programmes, tiers and codes, `calendars` the known names; `progress(file, done, total)` in bytes.
    """
    options = options or Options()
    context = _context(terms, calendars, options)
    check_options(options.preset, options.mapping)
    files, passed_over = sources.files(paths)
    warnings = [finding(str(path), None, None, None, "warning.passed_over") for path in passed_over]
    read_before: dict[str, FileRows] = {}
    copies: list[FileReport] = []
    rejected_again: list[Finding] = []
    unmapped = set(options.mapping)
    rows: list[FileRows] = []
    for path in files:
        content = contents.read(path)
        if first := read_before.get(content.sha256):
            if str(path) != first.report.file:
                warnings.append(finding(str(path), None, None, None, "warning.same_file", first=first.report.file))
                copies.append(replace(first.report, file=str(path)))
                rejected_again += [replace(each, file=str(path)) for each in first.rejects]
            continue
        found = split(content, _share_of(progress, str(path), content.size))
        unmapped -= mapped(found.header, options.mapping)
        rows.append(read_file(content, found, options.preset, options.mapping, context))
        read_before[content.sha256] = rows[-1]
        if progress:
            progress(str(path), content.size, content.size)
    if unmapped:
        column = min(unmapped)
        raise Refusal(f'--map {column}={options.mapping[column]}: no file has the heading "{options.mapping[column]}".')
    tables, reports, replaced = merging.merge(rows)
    warnings += [each for file in rows for each in file.warnings] + replaced
    warnings += references.check(tables, options.timezone)
    rejects = [each for file in rows for each in file.rejects] + rejected_again
    return Batch(tables, [*reports, *copies], in_order(rejects), in_order(warnings))


def _context(terms, calendars: Collection[str], options: Options) -> values.Context:
    if options.date_order not in (None, *ORDERS):
        raise Refusal(f'--date-order "{options.date_order}" is unknown: dmy, mdy or ymd.')
    return values.Context(
        zone=zones.named(options.timezone),
        date_order=options.date_order,
        programmes=terms.programmes,
        exclusion_codes=terms.exclusion_codes,
        closure_codes=terms.closure_codes,
        calendars=frozenset(calendars),
    )


def _share_of(progress: Progress | None, file: str, size: int) -> Callable[[float], None]:
    if not progress:
        return lambda share: None
    return lambda share: progress(file, int(size * share), size)
