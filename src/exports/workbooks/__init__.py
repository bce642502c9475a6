"""Excel workbooks (.xlsx, .xlsm): a sheet as the records that a CSV export of it would hold."""

from exports.workbooks.notes import other_sheets
from exports.workbooks.reading import of_sheet, read
from exports.workbooks.signs import is_workbook

__all__ = ["is_workbook", "of_sheet", "other_sheets", "read"]
