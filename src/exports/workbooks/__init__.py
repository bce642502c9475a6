"""Excel workbooks (.xlsx, .xlsm): a sheet as the records that a CSV export of it would hold."""

from exports.workbooks.reading import read
from exports.workbooks.signs import is_workbook

__all__ = ["is_workbook", "read"]
