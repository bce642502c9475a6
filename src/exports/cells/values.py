"""Cells as written → typed values, one column at a time; what cannot be read is marked, not guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports import codes
from exports.cells import currencies, dates, distinct, identifiers, numbers, unreadable, zones
from exports.cells.dates import Cells
from exports.kinds import Column

_HIGH_AND_ROUND = (
    r"[\x{b2}\x{b3}\x{b9}\x{2070}-\x{209c}\x{2460}-\x{24ff}\x{2776}-\x{2793}]"  # 10² is not 102, 2① not 21
)

_TRANSLATED = ("text", "tier", "calendar")  # where another spelling stands for the text itself
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Context:
    """What the closed lists of the terms and calendars hold, and how written times are read."""

    zone: zones.Zone
    date_order: str | None
    programmes: Mapping
    exclusion_codes: Mapping
    closure_codes: Mapping
    calendars: frozenset[str]
    now: datetime
    priorities: Mapping[str, codes.Codes] = field(default_factory=dict)

    def with_times(self, timezone: str | None, date_order: str | None) -> "Context":
        """The context of a file of which it is known how its times are written."""
        zone = zones.named(timezone) if timezone else self.zone
        return replace(self, zone=zone, date_order=date_order or self.date_order)

    def listed(self, column: Column) -> codes.Codes:
        if column.type == "program":
            return {name: _names(programme) for name, programme in self.programmes.items()}
        if column.name in ("exclusion_reason", "closure_reason"):
            found = self.exclusion_codes if column.name == "exclusion_reason" else self.closure_codes
            return dict.fromkeys(found, ())
        return column.codes or {}


@dataclass
class Parsed:
    """Typed values of a column. `faults`: reject code → rows; `doubts`: warning code → rows.

    Of the faults of a row the first counts.
    """

    values: pa.Array | pa.ChunkedArray
    faults: dict[str, np.ndarray] = field(default_factory=dict)
    doubts: dict[str, np.ndarray] = field(default_factory=dict)


def parse(column: Column, cells: Cells, context: Context, listed: codes.Codes | None = None) -> Parsed:
    """The typed values of a column and the rows that could not be read or are in doubt.

    `listed`: how another system spells the codes of the column, beside the canonical spellings.
    """
    if listed and column.type in _TRANSLATED:
        spelled = codes.lookup(listed)
        cells = replace(cells, text=distinct.coded(cells.text, lambda text: spelled.get(codes.folded(text), text)))
    errors = unreadable.errors(cells.text)
    if column.type in ("text", "tier"):
        parsed = _text(column, cells, errors)
    else:
        cells = replace(cells, text=_one_width(cells.text))
        parsed = _without_marks(column, cells, _typed(column, cells, context, listed))
        parsed.faults = {"error_value": errors} | parsed.faults
    return parsed


def _text(column: Column, cells: Cells, errors: np.ndarray) -> Parsed:
    text, doubts = cells.text, {}
    if column.type == "tier":
        text = _one_width(text)
    if column.name in identifiers.IDENTIFIERS | identifiers.NAMES:
        text = identifiers.one_form(text)
    if column.name == "currency":
        text = distinct.coded(text, currencies.code)
    if column.name in identifiers.IDENTIFIERS:
        doubts["id_with_decimals"] = identifiers.with_decimals(text)
    if column.required or column.type == "tier":
        return Parsed(text, {"error_value": errors}, doubts)
    if errors.any():
        text = pc.if_else(pa.array(errors), None, text)
    return Parsed(text, doubts=doubts | {"error_value": errors})


def _typed(column: Column, cells: Cells, context: Context, listed: codes.Codes | None) -> Parsed:
    match column.type:
        case "instant":
            parsed = _times(column, cells, dates.instants(cells, context.zone, context.date_order))
            parsed.doubts["future"] = _after(parsed.values, context.now + _A_DAY)
            return parsed
        case "date":
            return _times(column, cells, dates.dates(cells, context.date_order))
        case "days" | "money" | "count" | "score":
            values = numbers.parse(column, cells.text)
            return Parsed(values, {unreadable.code(column.type): _unread(cells, values)})
        case "share":
            return _shares(column, cells)
        case "severity":
            spelled = codes.lookup(listed or {})
            values = distinct.coded(cells.text, lambda label: spelled.get(codes.folded(label)) or codes.severity(label))
            return Parsed(values, doubts={"unknown_severity": _unread(cells, values)})
        case "flag":
            return _flags(cells, listed or {})
        case "calendar":
            values = distinct.coded(cells.text, lambda name: name if name in context.calendars else None)
            return Parsed(values, {unreadable.code(column.type): _unread(cells, values)})
        case _:
            return _coded(column, cells, codes.lookup(context.listed(column)) | codes.lookup(listed or {}))


def _times(column: Column, cells: Cells, found: dates.Column) -> Parsed:
    unread = _unread(cells, found.values)
    faults = {"wrong_weekday": found.wrong_weekday, **unreadable.of_times(cells.text, unread & ~found.never)}
    doubts = {"endless": found.endless, "repeated_hour": found.repeated, "skipped_hour": found.skipped}
    (faults if column.required else doubts)["never"] = found.never
    return Parsed(found.values, faults | {unreadable.code(column.type): unread & ~found.never}, doubts)


def _without_marks(column: Column, cells: Cells, parsed: Parsed) -> Parsed:
    """Marks for an empty cell such as - or N/A are a missing value, with a warning."""
    unread = np.logical_or.reduce([*parsed.faults.values(), *parsed.doubts.values()])
    marks = unreadable.nothings(cells.text, unread)
    if not marks.any():
        return parsed
    values = pc.if_else(pa.array(marks), None, parsed.values)
    faults = {code: rows & ~marks for code, rows in parsed.faults.items()}
    doubts = {code: rows & ~marks for code, rows in parsed.doubts.items()}
    if column.required:
        return Parsed(values, {"missing_value": marks} | faults, doubts)
    return Parsed(values, faults, doubts | {"mark_for_nothing": marks})


def tiers(programs: pa.ChunkedArray, written: pa.ChunkedArray, context: Context) -> pa.ChunkedArray:
    """Each tier by its spelling in the row's own programme: two programmes may have a tier of the same name."""
    known = {
        name: codes.lookup({tier: _names(record) for tier, record in programme.tiers.items()})
        for name, programme in context.programmes.items()
    }
    found = [
        known.get(program, {}).get(codes.folded(tier), tier) if tier is not None else None
        for program, tier in zip(programs.to_pylist(), written.to_pylist(), strict=True)
    ]
    return pa.chunked_array([pa.array(found, pa.string())])


def _coded(column: Column, cells: Cells, spellings: Mapping[str, str]) -> Parsed:
    values = distinct.coded(cells.text, lambda text: spellings.get(codes.folded(text)))
    unknown = _unread(cells, values)
    if column.type == "program" or column.unknown == "reject":
        return Parsed(values, {unreadable.code(column.type): unknown})
    if column.unknown == "keep":
        values = pc.coalesce(values, cells.text)
    elif column.unknown != "null":
        values = pc.if_else(pa.array(unknown), column.unknown, values)
    return Parsed(values, doubts={"unknown_code": unknown})


def _flags(cells: Cells, listed: codes.Codes) -> Parsed:
    spellings = codes.lookup(codes.FLAGS) | codes.lookup(listed)
    values = distinct.coded(cells.text, lambda text: spellings.get(codes.folded(text)))
    return Parsed(pc.equal(values, "true"), doubts={"unknown_code": _unread(cells, values)})


def _shares(column: Column, cells: Cells) -> Parsed:
    shares = numbers.parse(column, cells.text)
    outside = pc.fill_null(pc.or_(pc.less(shares, 0.0), pc.greater(shares, 1.0)), False).to_numpy()
    faults = {unreadable.code(column.type): _unread(cells, shares)}
    return Parsed(pc.if_else(pa.array(outside), None, shares), faults, {"not_a_share": outside})


def _one_width(text: pa.ChunkedArray) -> pa.ChunkedArray:
    if pc.all(pc.string_is_ascii(text)).as_py() is not False:
        return text
    return pc.if_else(pc.match_substring_regex(text, _HIGH_AND_ROUND), text, pc.utf8_normalize(text, "NFKC"))


def _after(values, moment: datetime) -> np.ndarray:
    latest = pa.scalar(moment.astimezone(UTC).replace(tzinfo=None), values.type)
    return pc.fill_null(pc.greater(values, latest), False).to_numpy(zero_copy_only=False)


def _unread(cells: Cells, values) -> np.ndarray:
    return pc.and_(pc.is_valid(cells.text), pc.is_null(values)).to_numpy(zero_copy_only=False)


def _names(record) -> tuple[str, ...]:
    """The displayed names, with and without the word support."""
    names = tuple((getattr(record, "name", None) or {}).values())
    return names + tuple(name.removesuffix("サポート").removesuffix(" Support") for name in names)
