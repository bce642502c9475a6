"""Hostile export files, the same for the same seed: valid small exports of every kind and system, damaged at random."""

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import xlsxwriter

from exports.kinds import KINDS, Column, Kind
from exports.presets import PRESETS
from exports.presets.model import Form
from exports.recognition.headings import same

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
HEADERS = Path(__file__).parents[1] / "data" / "headers"
ROWS = 12

VALUES: dict[str, tuple[str, ...]] = {
    "instant": ("2026-09-18 16:40", "2026-09-24T12:10:00+09:00", "2026/4/13 9:05"),
    "date": ("2026-04-01", "2026/9/30"),
    "days": ("1", "0.5"),
    "money": ("1,200,000", "3840000"),
    "count": ("0", "12"),
    "flag": ("true", "false"),
    "score": ("4", "4.5"),
    "share": ("0.6", "60%"),
    "program": ("ivanti",),
    "tier": ("standard", "premium"),
    "calendar": ("japan-support",),
    "severity": ("S2", "重要度3", "1 - Critical"),
    "text": ("配布できない", "K-1001", "C-001", "a, b", 'say "so"', "1行目\n2行目", "髙橋①𠮷"),
}
ODD = (
    "1_000", "0x10", "1e3", "NaN", "inf", "-inf", "-1", "3,87,16,91,111", "1,20", "１２３", "0.5日", "9" * 20, "1e400",
    "0.1e-9", "+5", "--5", "12.", ".5", "1.2.3", "007", "123.0", "¥1,200", "(100)", "TRUE",
    "04/05/26", "2026-02-30", "2026-13-01", "0000-00-00", "9999-12-31", "1900-01-01", "2026-04-01T24:00", "24:00",
    "2026-04-01T25:00:00", "令和8年4月1日", "R8.4.1", "令和元年5月1日", "平成99年1月1日", "60", "46113.5", "2958466",
    "2026-04-01 9:05 JST", "2026-04-01 9:05 XYZ", "2026-04-01T00:00:00+99:00", "2026-04-01T00:00:00Z", "29/2/2016",
    "11/May/24 03:26 PM", "00:61", "1600-01-01", "2026-04-01T00:00:00.123456789+09:00", "12/31/9999 23:59", "-1.5",
    "#REF!", "#N/A", "#VALUE!", "NULL", "None", "-", "?", "合計", "total", "　", "\u200b", "\ufeffS1", "\ufffd",
    '=HYPERLINK("x")', "+cmd|' /C calc'!A0", "@SUM(1)", "'; drop table tickets; --", "<script>alert(1)</script>",
    "![x](javascript:alert(1))", "javascript:alert(1)", "../../etc/passwd", "{0}", "{known}", "%s%n", "${jndi:x}",
    "\x07\x1b[31m", "\u202e", "\x85", "\u2028", "\x1c", "\x1d", "〜～−－‖∥—―", "繧ｵ繝昴・繝", "a" * 3_000, "S9", "至急",
)  # fmt: skip
HEADINGS = (
    "ticket_id",
    "チケットID",
    "number",
    "Id",
    "opened_at",
    "受付日時",
    "date",
    "contract_id",
    "severity",
    "",
    " ",
    "合計",
)
ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "cp932",
    "cp932",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "euc_jp",
    "latin-1",
)

Rows = list[list[str]]


@dataclass(frozen=True)
class Hostile:
    """`how`: what was done to it, in order."""

    seed: int
    name: str
    content: bytes
    how: tuple[str, ...]


def file(seed: int) -> Hostile:
    """The hostile file of a seed."""
    rng = Random(seed)
    source, rows = rng.choice(_seeds())
    rows = [list(row) for row in rows]
    how = [source]
    for change in _some(rng, _ON_ROWS):
        rows = change(rng, rows)
        how.append(change.__name__)
    if rng.random() < 0.04:
        content, suffix = _workbook(rows), ".xlsx"
    else:
        content, suffix = _text(rng, rows, how), ".csv"
    for change in _some(rng, _ON_BYTES, 0.4):
        content = change(rng, content)
        how.append(change.__name__)
    if suffix == ".csv" and rng.random() < 0.1:
        content, suffix = gzip.compress(content, mtime=0), ".csv.gz"
        if rng.random() < 0.3:
            content = rng.choice(_ON_BYTES)(rng, content)
            how.append("damaged gzip")
    return Hostile(seed, f"{seed:06}{suffix}", content, tuple(how))


def _some(rng: Random, changes: tuple[Callable, ...], share: float = 0.7) -> Iterator[Callable]:
    while rng.random() < share:
        yield rng.choice(changes)
        share *= 0.6


@cache
def _seeds() -> list[tuple[str, Rows]]:
    """(where it comes from, heading line and rows): the samples, and made-up rows below headings of every system."""
    rng, found = Random(0), []
    for path in sorted(SAMPLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found.append((path.stem, [row for row, _ in zip(csv.reader(lines), range(ROWS + 1), strict=False)]))
    for kind in KINDS.values():
        named = {(column.headings or (column.name,))[-1]: column for column in kind.columns}
        found.append((f"{kind.name} in Japanese", _made_up(rng, kind, list(named), named)))
    for preset in PRESETS.values():
        for form in preset.forms:
            named = _named(form)
            found.append((f"{preset.name} {form.kind.name}", _made_up(rng, form.kind, list(named), named)))
    for path in sorted(HEADERS.glob("*.csv")):
        header = next(csv.reader([_decoded(path.read_bytes()).splitlines()[0]]))
        form = next(form for preset in PRESETS.values() for form in preset.forms if form.fits({*map(same, header)}))
        found.append((path.stem, _made_up(rng, form.kind, header, _named(form))))
    return found


def _named(form: Form) -> dict[str, Column]:
    """Heading → the column it carries."""
    return {heading: form.kind.by_name[name] for name, headings in form.headings.items() for heading in headings}


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _made_up(rng: Random, kind: Kind, header: list[str], named: dict[str, Column]) -> Rows:
    carried = {same(heading): column for heading, column in named.items()}
    columns = [carried.get(same(heading), Column("other")) for heading in header]
    return [header, *([_cell(rng, kind, column, number) for column in columns] for number in range(ROWS))]


def _cell(rng: Random, kind: Kind, column: Column, number: int) -> str:
    if column.name == kind.key[0]:
        return f"{kind.name[:1].upper()}-{number}"
    if column.codes:
        return rng.choice(list(column.codes))
    return rng.choice((*VALUES.get(column.type, ("x",)), *([] if column.required else [""])))


def _text(rng: Random, rows: Rows, how: list[str]) -> bytes:
    separator = rng.choice(",,,,,;\t")
    end = rng.choice(("\n", "\n", "\r\n", "\r\n", "\r"))
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=rng.choice((0, 0, 1))).writerows(rows)
    text = out.getvalue()
    for change in _some(rng, _ON_TEXT, 0.4):
        text = change(rng, text)
        how.append(change.__name__)
    encoding = rng.choice(ENCODINGS)
    how.append(encoding)
    return text.encode(encoding, "replace")


def _workbook(rows: Rows) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows[:100]):
            for column, cell in enumerate(row[:600]):
                sheet.write_string(at, column, cell[:32_000])
    return out.getvalue()


def _any_row(rng: Random, rows: Rows) -> int:
    return rng.randrange(len(rows)) if rows else 0


def odd_values(rng: Random, rows: Rows) -> Rows:
    for row in rows[1:]:
        if row and rng.random() < 0.5:
            row[rng.randrange(len(row))] = rng.choice(ODD)
    return rows


def odd_column(rng: Random, rows: Rows) -> Rows:
    at = rng.randrange(max(len(rows[0]), 1)) if rows else 0
    for row in rows[1:]:
        if at < len(row):
            row[at] = rng.choice(ODD)
    return rows


def random_text(rng: Random, rows: Rows) -> Rows:
    for row in rows[1:]:
        if row:
            signs = (chr(rng.choice((rng.randrange(1, 0xD800), rng.randrange(0xE000, 0x110000)))) for _ in range(6))
            row[rng.randrange(len(row))] = "".join(signs)
    return rows


def ragged(rng: Random, rows: Rows) -> Rows:
    for row in rows[1:]:
        if rng.random() < 0.3:
            row[:] = rng.choice((row[:-1], [*row, ""], [*row, "x", "y"], row[:1], []))
    return rows


def repeated_rows(rng: Random, rows: Rows) -> Rows:
    return rows + [list(rows[_any_row(rng, rows)]) for _ in range(rng.randint(1, 5))] if rows else rows


def contradicting_rows(rng: Random, rows: Rows) -> Rows:
    again = [[*row[:1], *(rng.choice((cell, "x")) for cell in row[1:])] for row in rows[1:4]]
    return rows + again


def blank_rows(rng: Random, rows: Rows) -> Rows:
    for _ in range(rng.randint(1, 4)):
        rows.insert(_any_row(rng, rows), rng.choice(([], [""], ["  "], ["", "", ""])))
    return rows


def total_row(rng: Random, rows: Rows) -> Rows:
    width = len(rows[0]) if rows else 1
    return [*rows, [rng.choice(("合計", "Total", "小計", "計")), *["12"] * (width - 1)]]


def rows_above(rng: Random, rows: Rows) -> Rows:
    above = [
        [rng.choice(("問い合わせ一覧", "exported 2026-10-01", "", '"', "a,b;c"))]
        for _ in range(rng.choice((1, 2, 5, 25)))
    ]
    return above + rows


def heading_again(rng: Random, rows: Rows) -> Rows:
    if rows:
        rows.insert(_any_row(rng, rows), list(rows[0]))
    return rows


def changed_heading(rng: Random, rows: Rows) -> Rows:
    if rows and rows[0]:
        rows[0][rng.randrange(len(rows[0]))] = rng.choice((*HEADINGS, *rows[0]))
    return rows


def swapped_columns(rng: Random, rows: Rows) -> Rows:
    order = list(range(len(rows[0]))) if rows else []
    rng.shuffle(order)
    return [[row[at] for at in order] if len(row) == len(order) else row for row in rows]


def dropped_column(rng: Random, rows: Rows) -> Rows:
    at = rng.randrange(max(len(rows[0]), 1)) if rows else 0
    return [row[:at] + row[at + 1 :] for row in rows]


def no_rows(rng: Random, rows: Rows) -> Rows:
    return rows[: rng.choice((0, 1, 2))]


def huge_field(rng: Random, rows: Rows) -> Rows:
    if len(rows) > 1 and rows[1] and rng.random() < 0.2:
        rows[1][rng.randrange(len(rows[1]))] = "長" * rng.choice((999_999, 1_000_000, 1_000_001))
    return rows


def many_columns(rng: Random, rows: Rows) -> Rows:
    more = rng.choice((300, 700))
    return [row + [f"extra {at}" if place == 0 else "" for at in range(more)] for place, row in enumerate(rows)]


def _inserted(rng: Random, text: str, *choices: str) -> str:
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(choices) + text[at:]
    return text


def stray_quotes(rng: Random, text: str) -> str:
    return _inserted(rng, text, '"', '""', '"""', '\\"', "'")


def stray_separators(rng: Random, text: str) -> str:
    return _inserted(rng, text, ",", ";", "\t", "|")


def stray_line_ends(rng: Random, text: str) -> str:
    return _inserted(rng, text, "\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\x1e")


def stray_signs(rng: Random, text: str) -> str:
    return _inserted(rng, text, "\0", "\x01", "\x1a", "\ufeff", "\ufffd", "\u200b", "\u00a0", "〜", "𠮷", "e\u0301")


def hostile_text(rng: Random, text: str) -> str:
    return _inserted(rng, text, *ODD)


def mojibake(rng: Random, text: str) -> str:
    right, wrong = rng.choice((("utf-8", "cp932"), ("cp932", "latin-1"), ("utf-8", "latin-1")))
    return text.encode(right, "replace").decode(wrong, "replace")


def declared_separator(rng: Random, text: str) -> str:
    return rng.choice(("sep=,\n", "sep=;\r\n", "sep=\t\n", "sep=")) + text


def mixed_line_ends(rng: Random, text: str) -> str:
    return "".join(rng.choice(("\n", "\r\n", "\r")) if sign == "\n" else sign for sign in text)


def cut_text(rng: Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def flipped_bytes(rng: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 2, 16)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def random_bytes(rng: Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.randbytes(rng.choice((1, 2, 40))) + content[at:]


def nul_bytes(rng: Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + b"\0" * rng.choice((1, 2, 500)) + content[at:]


def cut_bytes(rng: Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def cut_out_bytes(rng: Random, content: bytes) -> bytes:
    start = rng.randrange(len(content) + 1)
    return content[:start] + content[start + rng.choice((1, 3, 100)) :]


def doubled_bytes(rng: Random, content: bytes) -> bytes:
    start = rng.randrange(len(content) + 1)
    return content[: start + 200] + content[start:]


def mark_in_front(rng: Random, content: bytes) -> bytes:
    return (
        rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x1f\x8b", b"PK\x03\x04"))
        + content
    )


def other_encoding_inside(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = lines[at] + rng.choice(
        ("髙橋".encode("cp932"), "高橋".encode(), b"\x81", b"\xff", "高橋".encode("euc_jp"))
    )
    return b"\n".join(lines)


_ON_ROWS = (
    odd_values, odd_values, odd_column, random_text, ragged, repeated_rows, contradicting_rows, blank_rows, total_row,
    rows_above, heading_again, changed_heading, swapped_columns, dropped_column, no_rows, huge_field, many_columns,
)  # fmt: skip
_ON_TEXT = (
    stray_quotes, stray_separators, stray_line_ends, stray_signs, hostile_text, mojibake, declared_separator,
    mixed_line_ends, cut_text,
)  # fmt: skip
_ON_BYTES = (
    flipped_bytes, random_bytes, nul_bytes, cut_bytes, cut_out_bytes, doubled_bytes, mark_in_front,
    other_encoding_inside,
)  # fmt: skip
