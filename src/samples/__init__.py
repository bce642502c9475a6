"""Deterministic synthetic exports: forty made-up companies, told so that the first look has something to say."""

from samples.write import write

__all__ = ["write"]
