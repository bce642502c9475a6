"""A text of which no encoding fits every line: most lines decide the encoding, the others are named as misfits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refusals import Refusal

_BLOCK = 8 << 20
_NO_CP932 = re.compile("[\x80\uf8f0-\uf8f3]")  # what single bytes become that CP932 leaves open
_KANA = range(0x3041, 0x30FF)


@dataclass(frozen=True)
class Found:
    """`data` is UTF-8; `misfits`: the physical lines that did not fit `encoding`, as readable as can be."""

    data: bytes
    encoding: str
    misfits: list[int]


@dataclass
class _Tally:
    """How the lines that are not ASCII fare under one encoding; `wide` are those that fit with a sign beyond U+0800."""

    fitting: int = 0
    misfits: list[int] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)
    first_byte: int | None = None
    kana: bool = False


def strictly(data: bytes, encoding: str) -> str:
    """As `data.decode()`; the bytes that CP932 leaves open are errors, too."""
    text = data.decode(encoding)
    if encoding == "cp932" and (found := _NO_CP932.search(text)):
        at = len(text[: found.start()].encode("cp932"))
        raise UnicodeDecodeError(encoding, data, at, at + 1, "undefined")
    return text


def decode(file: str, data: bytes, start: int, encodings: Sequence[str]) -> Found:
    """The text from a byte on, in the first encoding that most lines fit. Refusal: there is none."""
    tallies, lines = _tally(data, start, encodings)
    encoding = next((each for each in encodings if _fits(each, tallies, lines)), None)
    if encoding is None:
        byte = max(each.first_byte for each in tallies.values() if each.first_byte is not None)
        known = {"utf-8": "UTF-8", "cp932": "CP932"}
        names = [known[each] for each in encodings]
        neither = f"neither {' nor '.join(names)}" if len(names) > 1 else f"not {names[0]}"
        fits = "fits neither" if len(names) > 1 else "does not fit"
        raise Refusal(f"{file} is {neither}: byte {byte} (0x{data[byte]:02x}) {fits}; save it as UTF-8.")
    misfits = set(tallies[encoding].misfits)
    if encoding == "cp932":  # fits many a line of UTF-8, too, but not the other way round
        misfits |= set(tallies["utf-8"].wide)
    others = [each for each in encodings if each != encoding]
    pieces = [data[:start]]
    for number, line, _ in _lines(data, start):
        pieces.append(_readable(line, encoding, others) if number in misfits else strictly(line, encoding).encode())
    return Found(b"".join(pieces), encoding, sorted(misfits))


def _tally(data: bytes, start: int, encodings: Sequence[str]) -> tuple[dict[str, _Tally], int]:
    tallies = {encoding: _Tally() for encoding in encodings}
    lines = 0
    for number, line, at in _lines(data, start):
        lines += not line.isspace()
        if line.isascii():
            continue
        for encoding, tally in tallies.items():
            try:
                text = strictly(line, encoding)
            except UnicodeDecodeError as error:
                tally.misfits.append(number)
                if tally.first_byte is None:
                    tally.first_byte = at + error.start
            else:
                tally.fitting += 1
                tally.kana = tally.kana or any(ord(sign) in _KANA for sign in text)
                if max(text) >= "\u0800":
                    tally.wide.append(number)
    return tallies, lines


def _fits(encoding: str, tallies: dict[str, _Tally], lines: int) -> bool:
    """UTF-8 is hard to take for something else; CP932 fits almost any bytes, so that kana must prove it."""
    tally = tallies[encoding]
    if encoding == "utf-8":
        unproven = not any(each.kana for name, each in tallies.items() if name != encoding)
        return tally.fitting >= len(tally.misfits) or (
            not tally.fitting and unproven and 2 * len(tally.misfits) <= lines
        )
    read_otherwise = set(tally.misfits) - set(tallies["utf-8"].misfits)
    return tally.kana and (len(read_otherwise) == len(tally.misfits) or len(tally.misfits) * 10 <= tally.fitting)


def _readable(line: bytes, encoding: str, others: Sequence[str]) -> bytes:
    for other in others:
        try:
            return strictly(line, other).encode()
        except UnicodeDecodeError:
            pass
    return line.decode(encoding, "replace").encode()


def _lines(data: bytes, start: int) -> Iterator[tuple[int, bytes, int]]:
    """(number, line with its end, its first byte) of each physical line."""
    number, at = 1, start
    while at < len(data):
        end = data.find(b"\n", at + _BLOCK) + 1 or len(data)
        for line in data[at:end].splitlines(keepends=True):
            yield number, line, at
            number += 1
            at += len(line)
