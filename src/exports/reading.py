"""One file → its canonical tables, its report, what was rejected and what is worth a warning."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports import checks, codes, damage, duplicates, totals, workbooks
from exports.accounting import Account, FileReport, Finding, finding
from exports.cells import cleaning, currencies, events, formulas, values
from exports.cells.dates import Cells
from exports.engine import in_threads
from exports.files import records
from exports.files.contents import Content
from exports.kinds import KINDS, Column, schema
from exports.options import Options
from exports.presets import PRESETS
from exports.recognition.recognise import Recognised, recognise
from refusals import Refusal

_SUMMED_UP = frozenset({"future"})  # one warning a column: no value is like another


@dataclass(frozen=True)
class FileRows:
    tables: dict[str, pa.Table]
    report: FileReport
    rejects: list[Finding]
    warnings: list[Finding]


def read_file(content: Content, rows: records.Records, options: Options, context: values.Context) -> FileRows:
    """The rows of one file. Refusal when its kind, its columns or the order of its dates cannot be told."""
    file = content.file
    recognised = _recognised(file, rows, options)
    form = recognised.form
    if form:
        context = context.with_times(form.timezone, form.date_order)
    account = Account(file, rows.lines.to_numpy())
    written = _written(recognised, rows, account)
    written |= {name: _everywhere(value, rows.table.num_rows) for name, value in recognised.fixed.items()}
    totals.reject((written[column] for column in recognised.kind.required), rows, account)
    damage.check(recognised, written, account)
    formulas.reject_open(recognised, written, rows, account)
    typed = _typed(rows.epoch, recognised, written, account, context)
    kind = recognised.kind.name
    rules = checks.rules(kind, context)
    if form:
        typed, rules = form.derived(typed), [*rules, *form.rules]
    checks.reject(rules, typed, account, written, recognised.heading)
    tables = form.fold(duplicates.chosen(typed, ~account.rejected)) if form and form.fold else None
    if tables is None:
        key = recognised.kind.key[0]
        keep = duplicates.resolve(kind, typed, account, written[key], recognised.written(key))
        tables = {kind: duplicates.chosen(typed, keep)}
    checks.warn(rules, tables[kind], account, written, recognised.heading)
    if form and form.timezone and recognised.preset in PRESETS:
        account.warnings.append(finding(file, None, None, None, "warning.own_zone", zone=form.timezone))
    if not rows.count:
        account.warnings.append(finding(file, rows.heading_line, None, None, "warning.no_records"))
    account.settle(tables[kind]["source_line"].to_numpy())
    report = FileReport(
        file=file,
        kind=kind,
        preset=recognised.preset,
        encoding=rows.encoding,
        sha256=content.sha256,
        read=rows.count,
        loaded=int((~account.rejected).sum()),
        rejected=int(account.rejected.sum()) + len(rows.refused),
        header=tuple(rows.header),
    )
    rejects = _refused(file, rows) + _with_records(account.rejects, rows)
    return FileRows(tables, report, rejects, _notes(file, rows) + account.warnings)


def _recognised(file: str, rows: records.Records, options: Options) -> Recognised:
    try:
        return recognise(file, rows.header, options, rows.heading_line)
    except Refusal as refusal:
        if hint := workbooks.other_sheets(rows.sheets):
            raise Refusal(f"{str(refusal).rstrip('.')}{hint}.") from refusal
        raise


def _everywhere(value: str, rows: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.repeat(pa.scalar(value), rows)])


def _written(recognised: Recognised, rows: records.Records, account: Account) -> dict[str, pa.ChunkedArray]:
    """The cells of each column without what does not count, of several headings the first that is not empty."""
    form = recognised.form
    missing = form.missing if form else frozenset()
    read = [(name, place) for name, places in recognised.at.items() for place in places]
    cleaned = in_threads(lambda each: cleaning.clean(rows.column(each[1]), missing), read)
    written: dict[str, pa.ChunkedArray] = {}
    for (name, _), cells in zip(read, cleaned, strict=True):
        if cells.controls is not None:
            account.warn_later(cells.controls, recognised.written(name), cells.text, "control_characters")
        text = cells.text
        if form and form.never and recognised.kind.by_name[name].type == "instant":
            text = pc.if_else(pc.starts_with(text, form.never), None, text)
        written[name] = pc.coalesce(written[name], text) if name in written else text
    return written


def _typed(
    epoch: int,
    recognised: Recognised,
    written: Mapping,
    account: Account,
    context: values.Context,
) -> pa.Table:
    quiet = recognised.form.quiet if recognised.form else ()
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    given = [column for column in recognised.kind.columns if column.name in written]

    def parse(column: Column) -> values.Parsed:
        cells = Cells(account.file, recognised.written(column.name), written[column.name], account.lines, epoch)
        return values.parse(column, cells, context, _spellings(recognised, column, context))

    for column, parsed in zip(given, in_threads(parse, given), strict=True):
        heading, text = recognised.written(column.name), written[column.name]
        if column.required and text.null_count:
            account.reject(_mask(pc.is_null(text)), heading, text, "missing_value")
        for code, faulty in parsed.faults.items():
            account.reject(faulty, heading, text, code, _known(column, context))
        columns[column.name] = parsed.values
        for code, doubtful in parsed.doubts.items() if column.name not in quiet else ():
            account.warn_later(doubtful, heading, None if code in _SUMMED_UP else text, code)
    for column in recognised.kind.columns:
        if column.name not in columns:
            columns[column.name] = pa.nulls(len(account.lines), column.arrow)
    currencies.check(written, account, recognised.heading)
    if recognised.kind.name == "contracts":
        columns["tier"] = values.tiers(columns["program"], columns["tier"], context)
    return _with_origin(account.file, recognised.kind.name, columns, written, account)


def _spellings(recognised: Recognised, column: Column, context: values.Context) -> codes.Codes:
    """How the system of a file spells the codes of a column, beside the canonical spellings."""
    listed = recognised.form.codes.get(column.name, {}) if recognised.form else {}
    if column.type == "severity":
        return listed or context.priorities.get(recognised.preset, {})
    return listed


def _with_origin(file: str, kind: str, columns: dict, written: Mapping, account: Account) -> pa.Table:
    size = len(account.lines)
    for column in KINDS[kind].columns:
        if column.default is not None:
            columns[column.name] = pc.fill_null(columns[column.name], pa.scalar(column.default, column.arrow))
    if kind == "tickets":
        columns["severity_label"] = written.get("severity", pa.nulls(size, pa.string()))
        answered = pa.array(_mask(pc.is_valid(columns["first_response_at"])))
        columns["response_source"] = pc.if_else(answered, "recorded", pa.scalar(None, pa.string()))
        columns["response_open_seconds"] = pa.nulls(size, pa.int64())
    if kind == "ticket_events":
        events.normalise(columns, account, written)
        columns["seq"] = pa.array(np.arange(1, size + 1, dtype=np.int32))
    columns["source_file"] = pa.repeat(pa.scalar(file), size)
    columns["source_line"] = pa.array(account.lines)
    return pa.table(columns)


def cast(kind: str, table: pa.Table) -> pa.Table:
    """The table in the types that the canonical columns promise."""
    return table.select(schema(kind).names).cast(schema(kind))


def _known(column: Column, context: values.Context) -> dict[str, str]:
    if column.type == "calendar":
        return {"known": ", ".join(sorted(context.calendars)) or "–"}
    listed: codes.Codes = context.listed(column)
    return {"known": ", ".join(listed)} if listed else {}


def _refused(file: str, rows: records.Records) -> list[Finding]:
    return [
        replace(finding(file, each.line, None, each.value, f"reject.{each.code}", **each.named), record=each.fields)
        for each in rows.refused
    ]


def _with_records(rejects: list[Finding], rows: records.Records) -> list[Finding]:
    """Each reject with its record as it stands in the file, so that the sender can mend it."""
    fields = rows.fields(np.array([each.line for each in rejects], np.int64))
    return [replace(each, record=record) for each, record in zip(rejects, fields, strict=True)]


def _notes(file: str, rows: records.Records) -> list[Finding]:
    return [
        finding(file, note.line, None, note.value, f"warning.{note.code}", note.count, **note.named)
        for note in rows.notes
    ]


def _mask(flags) -> np.ndarray:
    return flags.to_numpy(zero_copy_only=False) if isinstance(flags, pa.Array) else flags.to_numpy()
