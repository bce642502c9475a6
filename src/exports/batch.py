"""All files of one call → one Batch."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyarrow as pa

from exports import engine, merging, references, workbooks
from exports.accounting import FileReport, Finding, finding, in_order
from exports.cells import values, zones
from exports.cells.day_order import ORDERS
from exports.files import contents, sources
from exports.files.records import Records
from exports.files.splitting import split
from exports.mending import and_mark, restored
from exports.options import Options, Source
from exports.published import Published
from exports.reading import FileRows, read_file
from exports.recognition import mappings, priorities
from exports.recognition.recognise import check_options, mapped, places
from refusals import Refusal

Progress = Callable[[str, int, int], None]


def _untold(share: float) -> None:
    pass


@dataclass(frozen=True)
class Batch:
    """`tables`: kind → canonical columns, typed; `files`: one report a file, read = loaded + rejected."""

    tables: dict[str, pa.Table]
    files: list[FileReport]
    rejects: list[Finding]
    warnings: list[Finding]


def read(
    paths: Sequence[str | Path | Source],
    terms,
    calendars: Collection[str],
    options: Options | None = None,
    progress: Progress | None = None,
    published: Published | None = None,
) -> Batch:
    """Reads files and folders in the order given. Refusal when a file or an option is wrong as a whole.

    `terms` tells the programmes, tiers and codes, `calendars` the known names; `progress(file, done, total)` in bytes.
    `published`: what the files are added to. The batch then holds the added rows alone, and who merges them checks the
    references.
    """
    engine.use_lean_memory()
    options = options or Options()
    found, passed_over = _sources(paths, options)
    warnings = [finding(str(path), None, None, None, "warning.passed_over") for path in passed_over]
    read_before: dict[str, FileRows] = {}
    copies: list[FileReport] = []
    rejected_again: list[Finding] = []
    unmapped = {column for column, heading in options.mapping.items() if heading}
    rows: list[FileRows] = []
    for source in found:
        content = workbooks.of_sheet(contents.read(source.path, source.name), source.options.sheet)
        if first := read_before.get(content.sha256):
            if source.name != first.report.file:
                warnings.append(finding(source.name, None, None, None, "warning.same_file", first=first.report.file))
                copies.append(replace(first.report, file=source.name))
                rejected_again += [replace(each, file=source.name) for each in first.rejects]
            continue
        if published and (first := published.loaded(content.sha256)):
            warnings.append(finding(source.name, None, None, None, "warning.loaded_before", first=first.report.file))
            copies.append(replace(first.report, file=source.name))
            rejected_again += [replace(each, file=source.name) for each in first.rejects]
            read_before[content.sha256] = replace(first, report=copies[-1])
            continue
        split_up = records_of(content, source.options, _share_of(progress, source.name, content.size))
        unmapped -= mapped(split_up.header, options.mapping)
        rows.append(read_file(content, split_up, source.options, context(terms, calendars, source.options)))
        read_before[content.sha256] = rows[-1]
        if progress:
            progress(source.name, content.size, content.size)
        del content, split_up  # before the next file needs the room
    if unmapped and any(source.options is options for source in found):
        column = min(unmapped)
        raise Refusal(f'--map {column}={options.mapping[column]}: no file has the heading "{options.mapping[column]}".')
    tables, reports, replaced = merging.merge(rows, published)
    warnings += [each for file in rows for each in file.warnings] + replaced
    if published is None:
        warnings += references.check(tables, options.timezone)
    rejects = [each for file in rows for each in file.rejects] + rejected_again
    return Batch(tables, [*reports, *copies], in_order(rejects), in_order(warnings))


def _sources(paths: Sequence[str | Path | Source], options: Options) -> tuple[list[Source], list[Path]]:
    """(each file with its name and options, what is passed over in the folders)."""
    apart = [each for each in paths if isinstance(each, Source)]
    plain = [each for each in paths if not isinstance(each, Source)]
    files, passed_over = sources.files(plain) if plain or not apart else ([], [])
    found = [*(Source(path, str(path), options) for path in files), *apart]
    for each in {id(source.options): source.options for source in found}.values():
        check_options(each.preset, each.mapping, each.kind, each.fixed)
    return found, passed_over


def records_of(content: contents.Content, options: Options, progress: Callable[[float], None] = _untold) -> Records:
    """The records of a file, a mended one as its sender wrote it; of a workbook those of the sheet that a saved mapping
    names, where none is asked for. Refusal when it cannot be split as a whole."""
    wanted = and_mark(partial(places, options=options))
    found = split(content, wanted, progress, options.sheet)
    if options.sheet is None and options.preset == "auto":
        for mapping in options.mappings:
            if mapping.sheet in found.sheets[1:]:
                other = split(content, wanted, progress, mapping.sheet)
                if mappings.fitting(content.file, other.header, options.mappings) == mapping:
                    return restored(other)
    return restored(found)


def context(terms, calendars: Collection[str], options: Options) -> values.Context:
    """What the values of a file are judged by. Refusal for an unknown zone or order of dates."""
    if options.date_order not in (None, *ORDERS):
        raise Refusal(f'--date-order "{options.date_order}" is unknown: dmy, mdy or ymd.')
    return values.Context(
        zone=zones.named(options.timezone),
        date_order=options.date_order,
        programmes=terms.programmes,
        exclusion_codes=terms.exclusion_codes,
        closure_codes=terms.closure_codes,
        calendars=frozenset(calendars),
        now=options.now or datetime.now(UTC),
        priorities=priorities.shipped() if options.priorities is None else options.priorities,
    )


def _share_of(progress: Progress | None, file: str, size: int) -> Callable[[float], None]:
    if not progress:
        return _untold
    return lambda share: progress(file, int(size * share), size)
