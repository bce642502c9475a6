"""Content → records, by what the bytes are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from exports import workbooks
from exports.files import layout, mojibake, plain_records, preamble, records, strict_records
from exports.files.contents import Content
from exports.files.decoding import Text, decode
from refusals import Refusal


def _all(header: Sequence[str]) -> range:
    return range(len(header))


def split(
    content: Content,
    wanted: records.Wanted = _all,
    progress: Callable[[float], None] = lambda share: None,
    sheet: str | None = None,
) -> records.Records:
    """The records of a file, with the columns that are wanted; of a workbook those of a sheet, by its name or number.

    Refusal when it cannot be split as a whole.
    """
    if workbooks.is_workbook(content):
        return workbooks.read(content, wanted, sheet, progress)
    text = decode(content)
    laid_out = layout.find(content.file, text.data, wanted, text.start)
    _check_heading(content.file, text, laid_out, wanted)
    places = sorted(wanted(laid_out.heading.fields)) or _all(laid_out.heading.fields)
    found = plain_records.read(text.data, laid_out, places, text.encoding, text.misfits) or strict_records.read(
        content.file, text.data, laid_out, places, text.encoding, text.misfits, progress
    )
    _check_most(content.file, found)
    progress(1.0)
    first = laid_out.above[0].line if laid_out.above else 1
    skipped = preamble.skipped(len(laid_out.above), first, laid_out.heading.line)
    return replace(found, notes=[*text.notes, *skipped])


def _check_heading(file: str, text: Text, laid_out: layout.Layout, wanted: records.Wanted) -> None:
    """Refusal for a heading line that is no text, or was damaged on its way."""
    heading = laid_out.heading
    if (at := text.data.find(b"\0", 0, heading.end)) >= 0:
        raise Refusal(f"{file} holds a NUL byte at byte {at}, so it is not a text file: save it as CSV in UTF-8.")
    if any(heading.line <= line < heading.following for line in text.misfits):
        raise Refusal(f"{file} line {heading.line}: the heading line is not in {text.encoding}: save it as UTF-8.")
    if not wanted(heading.fields) and (read := mojibake.heading(heading.fields, wanted)):
        first = " ".join(heading.fields[0].split())[:80]
        raise Refusal(
            f"{file} line {heading.line}: the headings are garbled ({first} …), as {read[0]} is when it is read as "
            f"{read[1]}: open the original as {read[0]} and save it as UTF-8."
        )


def _check_most(file: str, found: records.Records) -> None:
    damaged = [each for each in found.refused if each.code == "nul_character"]
    if 2 * len(damaged) > found.count:
        raise Refusal(
            f"{file} holds NUL bytes in most of its lines, the first in line {damaged[0].line}, so it is not a text "
            "file: save it as CSV in UTF-8."
        )
