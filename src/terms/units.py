"""The units a value may have: those that the labels can write."""

from labels import texts

UNITS = tuple(sorted({key.split(".")[2] for key in texts() if key.startswith("terms.unit.")}))
