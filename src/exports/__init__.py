"""Exports as they come from the support systems → canonical tables, rejects and warnings."""

from exports.accounting import FileReport, Finding
from exports.batch import Batch, Options, read

__all__ = ["Batch", "FileReport", "Finding", "Options", "read"]
