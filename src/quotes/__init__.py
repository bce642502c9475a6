"""What a lapsed support term costs to reinstate (Ivanti VII), and what licences that are not covered cost (VI).

A calculation from the contract's text and given amounts, line by line; never an offer.
"""

from quotes.asking import KINDS, Answer, Asked, answer, terms_of
from quotes.licensing import licences
from quotes.model import Line, Missing, Note, Quote
from quotes.money import Unreadable, read, unit
from quotes.reinstating import LAPSED, reinstatement
from quotes.rules import Rules, rules_of

__all__ = [
    "KINDS",
    "LAPSED",
    "Answer",
    "Asked",
    "Line",
    "Missing",
    "Note",
    "Quote",
    "Rules",
    "Unreadable",
    "answer",
    "licences",
    "read",
    "reinstatement",
    "rules_of",
    "terms_of",
    "unit",
]
