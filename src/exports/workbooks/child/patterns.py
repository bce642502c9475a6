"""The elements of a sheet as regular expressions, for the prefix that its namespace has in this part.

Every repetition is bounded or cannot run into the next element, so that no text makes them slow.
"""

import re
from dataclasses import dataclass
from functools import cache

PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,12})["']""")
SPAN = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,12})["']""")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,8})(\d{1,12})["']""")
WIDE = re.compile(rb' r="([A-Z]{2,8})')
LOW = re.compile(rb' r="[A-Z]{1,8}\d{7}')
WIDE_OTHERWISE = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,8})""")
COMPUTED_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")


@dataclass(frozen=True)
class Patterns:
    """`error`, `open_formula`, `lost_day`: (attributes of the cell, text)."""

    row: re.Pattern[bytes]
    row_end: bytes
    end: bytes
    column: re.Pattern[bytes]
    merged: re.Pattern[bytes]
    formula: bytes
    error: re.Pattern[bytes]
    open_formula: re.Pattern[bytes]
    lost_day: re.Pattern[bytes]


@cache
def patterns(p: bytes) -> Patterns:
    """`p`: the prefix with its colon, empty where there is none."""
    formula = rb"<%bf\b(?:[^<>]*/>|[^<>]*>([^<]*)</%bf>)\s*" % (p, p)
    silent_formula = rb"(?:<%bf\b(?:[^<>]*/>|[^<>]*>[^<]*</%bf>)\s*)?" % (p, p)
    empty_value = rb"(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*" % (p, p, p)
    return Patterns(
        row=re.compile(rb"<%brow\b([^<>]*)>" % p),
        row_end=b"</%brow>" % p,
        end=b"</%bworksheet" % p,
        column=re.compile(rb"<%bcol\b([^<>]*)>" % p),
        merged=re.compile(
            rb"""<%bmergeCell\b[^<>]{0,400}\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']""" % p
        ),
        formula=b"<%bf" % p,
        error=re.compile(
            rb"""<%bc\b([^<>/]{0,400}\bt\s*=\s*["']e["'][^<>/]{0,400})>\s*%b<%bv>([^<]*)<""" % (p, silent_formula, p)
        ),
        open_formula=re.compile(rb"<%bc\b([^<>/]{0,400})>\s*%b%b</%bc>" % (p, formula, empty_value, p)),
        lost_day=re.compile(rb"<%bc\b([^<>/]{0,400})>\s*%b<%bv>(60(?:\.\d+)?)<" % (p, silent_formula, p)),
    )
