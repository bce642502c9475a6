"""The elements of a sheet as regular expressions, for the prefix that its namespace has in this part."""

import re
from dataclasses import dataclass
from functools import cache

PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
SPAN = re.compile(rb"""\b(min|max)\s*=\s*["'](\d+)["']""")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""")
WIDE = re.compile(rb' r="([A-Z]{2,})')
WIDE_OTHERWISE = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,})""")
COMPUTED_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")


@dataclass(frozen=True)
class Patterns:
    """`error`, `open_formula`, `lost_day`: (attributes of the cell, text)."""

    row: re.Pattern[bytes]
    row_end: bytes
    end: re.Pattern[bytes]
    column: re.Pattern[bytes]
    merged: re.Pattern[bytes]
    formula: bytes
    error: re.Pattern[bytes]
    open_formula: re.Pattern[bytes]
    lost_day: re.Pattern[bytes]


@cache
def patterns(p: bytes) -> Patterns:
    """`p`: the prefix with its colon, empty where there is none."""
    formula = rb"<%bf\b(?:[^>]*/>|[^>]*>([^<]*)</%bf>)\s*" % (p, p)
    silent_formula = rb"(?:<%bf\b(?:[^>]*/>|[^>]*>[^<]*</%bf>)\s*)?" % (p, p)
    empty_value = rb"(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*" % (p, p, p)
    return Patterns(
        row=re.compile(rb"<%brow\b([^>]*)>" % p),
        row_end=b"</%brow>" % p,
        end=re.compile(rb"</%bworksheet\s*>\s*(?:<!--.*?-->\s*)*$" % p, re.DOTALL),
        column=re.compile(rb"<%bcol\b([^>]*)>" % p),
        merged=re.compile(rb"""<%bmergeCell\b[^>]*\bref\s*=\s*["']([A-Z]+\d+):([A-Z]+\d+)["']""" % p),
        formula=b"<%bf" % p,
        error=re.compile(rb"""<%bc\b([^>/]*\bt\s*=\s*["']e["'][^>/]*)>\s*%b<%bv>([^<]*)<""" % (p, silent_formula, p)),
        open_formula=re.compile(rb"<%bc\b([^>/]*)>\s*%b%b</%bc>" % (p, formula, empty_value, p)),
        lost_day=re.compile(rb"<%bc\b([^>/]*)>\s*%b<%bv>(60(?:\.\d+)?)<" % (p, silent_formula, p)),
    )
