"""A digest as Markdown that Slack and Teams both show: lists, lines in emphasis, nothing else.

Slack knows no sign that takes the meaning from another: only & < > have names. The other signs of either dialect are
written full-width, so that a company's name can neither format nor link nor call anybody.
"""

import re
from collections.abc import Iterator

from reminders.page import Entry, Page

NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
FULL_WIDTH = {sign: chr(ord(sign) + 0xFEE0) for sign in "*`~|[]#\\_@"}
ALWAYS = str.maketrans({sign: wide for sign, wide in FULL_WIDTH.items() if sign not in "_@"} | NAMED)
UNDERSCORE_AT_A_WORD = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
CALL = re.compile(r"@(?=\w)")


def as_markdown(page: Page) -> str:
    return "\n".join(_lines(page)) + "\n"


def plain(said: str) -> str:
    """Text that either dialect shows letter by letter; an underscore inside a word means nothing and stays."""
    shown = UNDERSCORE_AT_A_WORD.sub(FULL_WIDTH["_"], said.translate(ALWAYS))
    return CALL.sub(FULL_WIDTH["@"], shown)


def _lines(page: Page) -> Iterator[str]:
    if page.groups:
        yield f"*{plain(page.title)}*"
        yield plain(page.subtitle)
        yield ""
    yield from _paragraphs(page.summary)
    for group in page.groups:
        yield f"\n*{plain(group.title)}*\n"
        for entry in group.entries:
            yield from _entry(entry)


def _paragraphs(sentences: list[str]) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        yield ("\n" if number else "") + plain(sentence)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"- {plain(f'({entry.badge}) {entry.sentence}')}"
    for detail in entry.details:
        yield f"  - {plain(detail)}"
