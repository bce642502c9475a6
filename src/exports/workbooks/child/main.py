"""The child process: a workbook on standard input → blocks of text and a last word on standard output."""

import sys
from itertools import islice
from typing import Any

from python_calamine import CalamineError, load_workbook

from . import limits, markup, sheets
from .archive import Archive
from .blocks import Writer
from .rows import blocks
from .scan import Scan, farthest, scan
from .unfit import Unfit, shown

_FORMULAS_SENT = 1_000_000


def main() -> None:
    """The only argument is the sheet that is asked for, none or empty for the first."""
    limits.hold()
    answer = Writer(sys.stdout.buffer)
    try:
        word = _read(answer, sys.argv[-1] or None)
    except Unfit as error:
        word = {"unfit": str(error)}
    except MemoryError:
        word = {"unfit": "needs more memory than a workbook of its size may take: export it as CSV."}
    except BaseException as error:  # a panic inside calamine is no Exception
        said = shown(error) or type(error).__name__
        word = {"unfit": f"is a damaged workbook ({said}): open it in Excel and save it again."}
    answer.last({**word, "peak": limits.peak()})


def _read(answer: Writer, asked: str | None) -> dict[str, Any]:
    archive = Archive(sys.stdin.buffer)
    limits.hold(archive.unpacked)
    for part in archive.markup():
        next(markup.checked(part, archive.pieces(part)), None)
    book = sheets.book(archive)
    sheet = sheets.chosen(archive, book.sheets, asked)
    found = scan(sheet.part, archive.pieces(sheet.part))
    _check_reach(archive, sheet, found)
    others = [each.name for each in book.sheets if each != sheet and sheets.filled(archive, each)]
    first = _send(answer, sheet, found, book.epoch)
    return {
        "sheet": sheet.name,
        "epoch": book.epoch,
        "first": first,
        "others": others,
        "hidden_rows": found.hidden_rows,
        "hidden_columns": found.hidden_columns,
        "merged": found.merged,
        "formulas": [[row + 1, column - first] for row, column in islice(found.formulas, _FORMULAS_SENT)],
    }


def _check_reach(archive: Archive, sheet: sheets.Sheet, found: Scan) -> None:
    most = limits.cells(archive.unpacked)
    if found.rows * found.columns <= most:
        return
    reach, span, count = farthest(archive.pieces(sheet.part))
    if span <= most:
        return
    raise Unfit(
        f'has cells as far as {reach} on sheet "{shown(sheet.name)}", a range of {span:,} cells of which {count:,} are '
        "there: delete the rows and columns beyond the table and save it again."
    )


def _send(answer: Writer, sheet: sheets.Sheet, found: Scan, epoch: int) -> int:
    """The first column that holds something, from 0."""
    sys.stdin.buffer.seek(0)
    with load_workbook(sys.stdin.buffer) as workbook:
        try:
            opened = workbook.get_sheet_by_name(sheet.name)
        except CalamineError as error:
            said = f'has a sheet "{shown(sheet.name)}" that cannot be read ({shown(error)}): save it again in Excel.'
            raise Unfit(said) from error
        for numbers, columns in blocks(opened, found, epoch):
            answer.block(numbers, columns)
        return opened.start[1] if opened.start else 0
