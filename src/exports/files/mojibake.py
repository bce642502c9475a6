"""Text that was read in a wrong encoding and saved again: 繝√こ繝�ヨ, ãƒã‚±ãƒƒãƒˆ, ƒ`ƒPƒbƒg for チケット."""

import re
from collections.abc import Callable, Iterator, Sequence

from exports.files.records import Wanted

_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
SUSPECT = rf"[縺繧繝]|[一-鿿][ｦ-ﾟ]|[Â-ô][\x{{80}}-\x{{BF}}{_WINDOWS}]|[‚ƒ].[‚ƒ]|[､･][｡-ﾟ][､･]"
"""What every mojibake holds, as a regular expression of Arrow; few other texts do."""

_KANA_AS_CP932 = re.compile("[縺繧繝]")
_KANA_GARBLED = re.compile("(?:[‚ƒ].){3}|(?:[､･][｡-ﾟ]){3}")  # CP932 as Windows-1252, EUC-JP as CP932
_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff9f]")
_EUROPEAN = re.compile("[\u00a0-\u017f\u2010-\u2026\u20ac]")
_LOST = str.maketrans("", "", "・?\ufffd")


def heading(cells: Sequence[str], is_heading: Wanted) -> tuple[str, str] | None:
    """(the encoding that a heading line was written in, the one it was read in); None when it is no mojibake."""
    for written, read, repaired in _repairs():
        try:
            if is_heading([repaired(cell) for cell in cells]):
                return written, read
        except UnicodeError:
            pass
    return ("UTF-8", "CP932") if any(_utf8_as_cp932(cell) for cell in cells) else None


def is_mojibake(text: str) -> bool:
    """Whether a text can hardly be anything else; ordinary Japanese and European text never is."""
    return _utf8_as_cp932(text) or _utf8_as_windows(text) or bool(_KANA_GARBLED.search(text))


def _repairs() -> Iterator[tuple[str, str, Callable[[str], str]]]:
    yield "UTF-8", "CP932", lambda cell: cell.encode("cp932").decode("utf-8")
    yield "UTF-8", "Windows-1252", lambda cell: _as_windows(cell).decode("utf-8")
    yield "CP932", "Windows-1252", lambda cell: _as_windows(cell).decode("cp932")
    yield "EUC-JP", "CP932", lambda cell: cell.encode("cp932").decode("euc_jp")


def _utf8_as_cp932(text: str) -> bool:
    """Kana become 縺, 繧 or 繝 and one more sign. Other text counts where nearly all of it makes Japanese again."""
    if len(text) < 3 or text.isascii():
        return False
    if len(found := _KANA_AS_CP932.findall(text)) >= 3 and 8 * len(found) >= len(text):
        return True
    try:
        wide = "".join(sign for sign in text.translate(_LOST) if not sign.isascii()).encode("cp932")
    except UnicodeEncodeError:
        return False
    japanese = len(_JAPANESE.findall(wide.decode("utf-8", "ignore")))
    return japanese >= 2 and 3 * japanese >= 0.85 * len(wide)


def _utf8_as_windows(text: str) -> bool:
    """Japanese may have lost characters on its way, European text must be whole: Ã alone is a letter."""
    try:
        wide = _as_windows("".join(sign for sign in text.translate(_LOST) if not sign.isascii()))
    except UnicodeEncodeError:
        return False
    if len(_JAPANESE.findall(wide.decode("utf-8", "ignore"))) >= 2:
        return True
    try:
        return bool(wide) and all(map(_EUROPEAN.match, wide.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _as_windows(text: str) -> bytes:
    """Windows-1252, with the five bytes that it leaves open."""
    return b"".join(sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252") for sign in text)
