"""Exports as they come from the support systems → canonical tables, rejects and warnings."""

from exports.accounting import FileReport, Finding
from exports.batch import Batch, read
from exports.options import Options, Source
from exports.recognition import mappings, priorities
from exports.recognition.recognise import PRESETS
from exports.recognition.saved_mapping import SavedMapping

__all__ = [
    "PRESETS",
    "Batch",
    "FileReport",
    "Finding",
    "Options",
    "SavedMapping",
    "Source",
    "mappings",
    "priorities",
    "read",
]
