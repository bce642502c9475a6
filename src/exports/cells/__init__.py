"""Cells as written → typed values, a column at a time."""
