"""Exports as they come from the support systems → canonical tables, rejects and warnings."""

from exports.accounting import FileReport, Finding
from exports.batch import Batch, read
from exports.options import Options, Source

__all__ = ["Batch", "FileReport", "Finding", "Options", "Source", "read"]
