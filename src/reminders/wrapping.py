"""Lines of at most so many columns, a Japanese letter being two: broken at spaces and between Japanese letters."""

import unicodedata
from collections.abc import Iterator

COLUMNS = 78
WIDE = 0xFEE0
"""From a sign to its full-width form."""
NOT_FIRST = "、。・」』】〉》〕〟ー々〜…,.:;!?)]}%" + "".join(chr(ord(sign) + WIDE) for sign in ",.:;!?)]}%")
NOT_LAST = "「『【〈《〔〝([{" + "".join(chr(ord(sign) + WIDE) for sign in "([{")


def wrapped(line: str, first: str = "", rest: str = "") -> str:
    """The line behind `first`, its further ones behind `rest`; a word that is longer than a line stays whole."""
    lines, current, is_empty = [], first, True
    for piece in _pieces(line):
        if not is_empty and width(current + piece.rstrip()) > COLUMNS:
            lines.append(current.rstrip())
            current, is_empty, piece = rest, True, piece.lstrip()
        current += piece
        is_empty = is_empty and not piece
    return "\n".join([*lines, current.rstrip()])


def width(line: str) -> int:
    return sum(map(_columns, line))


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _pieces(line: str) -> Iterator[str]:
    """What is never broken: a word with the space behind it, a wide letter with the signs that belong to it."""
    piece = ""
    for letter in line:
        if piece and not _belongs(piece[-1], letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _belongs(before: str, letter: str) -> bool:
    if letter in NOT_FIRST or before in NOT_LAST:
        return True
    if before == " " or _columns(before) == 2:
        return letter == " "
    return _columns(letter) == 1
