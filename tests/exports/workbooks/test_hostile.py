"""Workbooks that are broken, no workbooks, or built to harm: one sentence each, from a child that stays small."""

import random
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from exports.files.contents import Content
from exports.workbooks import opening
from exports.workbooks.child import limits
from exports.workbooks.opening import opened
from refusals import Refusal

MEBIBYTE = 1 << 20
HEADING = '<row r="1"><c r="A1" t="str"><v>ticket_id</v></c><c r="B1" t="str"><v>opened_at</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Turned:
    sentence: str
    peak: int | None


@pytest.fixture
def turned(monkeypatch):
    """turned(path) → the sentence that refuses a workbook, without the file, and the most memory its child held."""
    words = []

    def kept(answer, real=opening._answer):
        word, blocks = real(answer)
        words.append(word)
        return word, blocks

    monkeypatch.setattr(opening, "_answer", kept)

    def sentence(path: Path) -> Turned:
        data = path.read_bytes()
        with pytest.raises(Refusal) as refusal:
            opened(Content("given", data, "", len(data)), None)
        said = str(refusal.value)
        assert said.startswith("given ") and said.endswith(".") and "\n" not in said
        assert not any(each in said for each in ("Traceback", "Error(", "panicked", "PyErr"))
        peak = words[-1].get("peak")
        assert peak is None or peak < 512 * MEBIBYTE
        return Turned(said.removeprefix("given "), peak)

    return sentence


@pytest.mark.parametrize(
    ("row", "reach", "span"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576", "17,179,869,184"),
        ('<row r="2"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576", "17,179,869,184"),
        ('<row r="2"><c r="Z1048576"><v>1</v></c></row>', "Z1048576", "27,262,976"),
        ('<row r="700000"><c r="AD700000"><v>1</v></c></row>', "AD700000", "21,000,000"),
        ('<row r="2"><c r="ZZZZZ1"><v>1</v></c></row><row r="9"><c r="A9"/></row>', "ZZZZZ1", "111,209,670"),
    ],
)
def test_a_cell_far_from_the_table_is_named(packed, parts, turned, row, reach, span):
    lying = parts(HEADING + row)
    lying[SHEET] = lying[SHEET].replace("<sheetData>", '<dimension ref="A1:B2"/><sheetData>')
    said = turned(packed(lying))
    assert said.sentence.startswith(f'has cells as far as {reach} on sheet "Sheet1", a range of {span} cells of which')
    assert said.sentence.endswith("delete the rows and columns beyond the table and save it again.")
    assert said.peak < 64 * MEBIBYTE


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<?xml version="1.0"?>\n<!-- <a> --><!DOCTYPE a SYSTEM "file:///etc/passwd"><!-- -->',
        '\ufeff<?xml version="1.0" encoding="utf-8"?><?x y?> <!doctype a>',
    ],
)
def test_a_document_type_is_refused_in_any_part(packed, parts, turned, part, declared):
    content = parts(HEADING)
    content[part] = declared + content.get(part, "<a/>")
    assert turned(packed(content)).sentence == (
        f"declares a document type (<!DOCTYPE) in {part}, which no workbook does: save it again in Excel."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_does_not_hide_a_document_type(packed, parts, turned, encoding):
    content = parts(HEADING)
    content[SHEET] = f"<!DOCTYPE a>{content[SHEET]}".encode(encoding)
    assert "another encoding than UTF-8 (xl/worksheets/sheet1.xml)" in turned(packed(content)).sentence
    content[SHEET] = f'<?xml version="1.0" encoding="utf-7"?>{parts(HEADING)[SHEET]}'
    assert "another encoding than UTF-8" in turned(packed(content)).sentence


def test_a_document_type_that_is_the_text_of_a_cell_is_a_text(cells):
    written = '<c t="inlineStr"><is><t><![CDATA[<!DOCTYPE html>]]></t></is></c>'
    assert cells("subject", written) == ["<!DOCTYPE html>"]


def test_a_workbook_that_unpacks_beyond_measure_is_refused_before_it_is_unpacked(tmp_path, parts, turned):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(HEADING).items():
            if name != SHEET:
                archive.writestr(name, text)
        with archive.open(SHEET, "w") as part:
            for _ in range(60):
                part.write(b" " * MEBIBYTE)
    said = turned(path)
    assert "times its size, which no export does (at most 100)" in said.sentence
    assert said.peak < 64 * MEBIBYTE


def test_an_archive_that_says_it_is_larger_than_a_workbook_may_be_is_refused(packed, parts, turned):
    path = packed(parts(HEADING) | {"xl/media/1.bin": random.Random(1).randbytes(8 * MEBIBYTE)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(SHEET.encode()) - 46 + 24, 600 * MEBIBYTE)
    path.write_bytes(data)
    assert turned(path).sentence.startswith("unpacks to 600 MB, and a workbook may have 512 MB")


def test_an_archive_that_lies_about_the_size_of_a_part_is_refused(packed, parts, turned):
    path = packed(parts(HEADING + '<row r="2"><c r="A2"><v>1</v></c></row>' * 100_000))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(SHEET.encode()) - 46 + 24, 1000)
    path.write_bytes(data)
    assert "its part xl/worksheets/sheet1.xml does not unpack" in turned(path).sentence


@pytest.mark.parametrize("repeated", [1, 100])
def test_a_shared_string_that_stands_in_ever_so_many_cells_is_refused_by_the_limit(packed, parts, turned, repeated):
    rows = "".join(
        f'<row r="{n}">{"<c t=" + chr(34) + "s" + chr(34) + "><v>0</v></c>"}</row>' for n in range(2, 40_000)
    )
    rows = rows if repeated == 1 else rows.replace('<c t="s"><v>0</v></c>', '<c t="s"><v>0</v></c>' * 3)
    said = turned(packed(parts(HEADING + rows, strings=f"<si><t>{'x' * 1_000_000}</t></si>")))
    assert said.sentence == "needs more memory than a workbook of its size may take: export it as CSV."


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../x", "../../x"), ("/etc/x", "/etc/x"), ("..\\x", "..\\x"), ("a/../../x\ny", "a/../../x y")],
)
def test_a_part_that_points_outside_is_refused(packed, parts, turned, name, shown):
    said = turned(packed(parts(HEADING) | {name: "x"}))
    assert said.sentence == f'holds a part named "{shown}", which points outside it: save it again in Excel.'


def test_an_archive_of_very_many_parts_or_of_two_with_one_name_is_refused(packed, parts, turned):
    assert (
        "parts, a workbook at most 10,000" in turned(packed(parts("") | {f"x/{n}": "" for n in range(10_001)})).sentence
    )
    twice = packed(parts(HEADING))
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("xl/workbook.xml", "<a/>")
    assert "two parts of one name" in turned(twice).sentence


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ({"a.csv": "x"}, "is a zip archive and no workbook: unpack it and load the exports inside."),
        ({}, "is a zip archive and no workbook"),
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "is a Word document"),
        ({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}, "is a PowerPoint presentation"),
        ({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}, "is a binary workbook (.xlsb)"),
        ({"mimetype": "x", "META-INF/manifest.xml": "x", "content.xml": "x"}, "is an OpenDocument file"),
        ({"[Content_Types].xml": "x", "xl/styles.xml": "x"}, "its part xl/workbook.xml is missing"),
    ],
)
def test_an_archive_that_is_no_workbook_is_called_what_it_is(packed, turned, of, says):
    assert says in turned(packed(of)).sentence


@pytest.mark.parametrize("part", [SHEET, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_missing_part_is_named(packed, parts, turned, part):
    content = parts(HEADING)
    del content[part]
    assert turned(packed(content)).sentence == (
        f"is a damaged workbook (its part {part} is missing): copy or export it again."
    )


def test_a_workbook_that_is_cut_off_is_refused_wherever_it_is_cut(packed, parts, turned):
    path = packed(parts(HEADING))
    data = path.read_bytes()
    for length in (10, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:length])
        assert turned(path).sentence.startswith("is cut off or no whole zip archive")


def test_a_sheet_that_ends_too_early_is_refused_not_read_in_part(packed, parts, turned):
    content = parts(HEADING + HEADING)
    content[SHEET] = content[SHEET].removesuffix("</row></sheetData></worksheet>")
    assert "its part xl/worksheets/sheet1.xml ends too early" in turned(packed(content)).sentence


def test_a_damaged_byte_is_noticed(packed, parts, turned):
    path = packed(parts(HEADING))
    data = bytearray(path.read_bytes())
    at = data.index(SHEET.encode()) + len(SHEET) + 40
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert "is a damaged workbook (its part xl/worksheets/sheet1.xml does not unpack" in turned(path).sentence


def test_an_encrypted_part_and_an_unknown_compression_are_refused(packed, parts, turned):
    path = packed(parts(HEADING))
    data = path.read_bytes()
    for offset, value, says in ((8, 1, "is an encrypted archive: remove the password"), (10, 99, "does not unpack")):
        changed = bytearray(data)
        struct.pack_into("<H", changed, changed.rindex(SHEET.encode()) - 46 + offset, value)
        path.write_bytes(changed)
        assert says in turned(path).sentence


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1"><c t="s"><v>77</v></c></row>', "shared strings"),
        ('<row r="1"><c t="zz"><v>1</v></c></row>', "Unknown cell"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "cannot be read"),
    ],
)
def test_what_calamine_cannot_read_is_said(book, turned, rows, says):
    assert says in turned(book(rows)).sentence


@pytest.mark.parametrize(
    "text",
    [
        "<c" * 500_000,
        '<c t="e"' * 100_000,
        "<c " + 't = "e" ' * 100_000,
        "<c><f>" * 300_000,
        "<row " + "hidden " * 200_000,
        "row>" * 500_000,
        "<!--" * 200_000,
    ],
)
def test_no_text_makes_the_search_slow(packed, parts, text):
    broken = parts("")
    broken[SHEET] = broken[SHEET].replace("</sheetData>", f'{HEADING}<row r="2">{text}</sheetData>')
    data = packed(broken).read_bytes()
    try:
        opened(Content("given", data, "", len(data)), None)
    except Refusal as refusal:
        assert "takes longer" not in str(refusal)


def test_comments_do_not_hide_the_beginning_of_a_part(packed, parts, turned):
    said = turned(packed(parts(HEADING) | {"xl/styles.xml": "<!--" * 100_000}))
    assert said.sentence == "is a damaged workbook (its part xl/styles.xml is no XML): copy or export it again."


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "needs more memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGALRM)", "takes longer"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "takes longer"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "ended without an answer (SIGSEGV)"),
        ("import os; os.abort()", "needs more memory"),
        ("raise SystemExit(7)", "ended without an answer (exit code 7)"),
        ("pass", "ended without an answer (exit code 0)"),
        ("print('{}nonsense')", "ended without an answer (exit code 0)"),
    ],
)
def test_a_child_that_dies_is_one_sentence(monkeypatch, packed, parts, turned, code, says):
    monkeypatch.setattr(opening, "_START", code)
    assert says in turned(packed(parts(HEADING))).sentence


def test_a_child_that_does_not_end_is_ended(monkeypatch, packed, parts, turned):
    monkeypatch.setattr(opening, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(opening, "_LONGEST_SECONDS", 0.5)
    assert turned(packed(parts(HEADING))).sentence.startswith("takes longer to read")


@pytest.mark.parametrize(
    ("work", "signal", "said"),
    [("bytes(600 << 20)", None, b"MemoryError"), ("\nwhile True: pass", opening.signal.SIGXCPU, b"")],
)
def test_the_limits_hold_in_the_child(work, signal, said):
    start = f"import sys; sys.path.insert(0, {str(Path(opening.__file__).parent)!r}); from child import limits; "
    held = start + f"limits.LEAST_SECONDS = 1; limits.hold(); {work}"
    ended = subprocess.run([sys.executable, "-I", "-c", held], capture_output=True, check=False)
    assert said in ended.stderr
    assert ended.returncode == (-signal if signal else 1)


def test_a_larger_workbook_may_take_more_but_never_without_end():
    assert limits.memory(0) == 480 * MEBIBYTE
    assert limits.memory(300 * MEBIBYTE) == 1200 * MEBIBYTE
    assert limits.memory(10**12) == 2048 * MEBIBYTE
    assert (limits.seconds(0), limits.seconds(300 * MEBIBYTE), limits.seconds(10**12)) == (4, 64, 120)


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (COMPOUND, "a.xlsx", "is an old Excel workbook (.xls) or another old Office document"),
        (COMPOUND, "a.csv", "is an old Excel workbook (.xls)"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "is a workbook with a password: remove it"),
        (b"<html><table><tr><td>ticket_id</td></tr></table></html>", "a.xlsx", "is a web page (HTML)"),
        (b'\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html lang="ja">', "a.xls", "is a web page (HTML)"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "a.xls", "is XML"),
        (b"PK", "a.xlsx", "is no Excel workbook, or a damaged one"),
        (b"\0\1\2" * 99, "a.xlsm", "is no Excel workbook, or a damaged one"),
    ],
)
def test_what_only_bears_the_name_of_a_workbook_is_called_what_it_is(write, read, data, name, says):
    with pytest.raises(Refusal) as refusal:
        read(write(data, name))
    assert says in str(refusal.value).replace("remove the password", "remove it")


def test_text_that_bears_the_name_of_a_workbook_is_read_as_text(write, read):
    assert read(write("ticket_id,opened_at\nT1,2026-04-01\n", "a.xlsx")).files[0].encoding == "utf-8"


def test_a_field_that_is_too_long_or_holds_a_nul_rejects_its_row(book, read):
    rows = HEADING.replace("</row>", '<c r="C1" t="str"><v>subject</v></c></row>')
    for line, subject in ((2, "x" * 1_000_001), (3, "a_x0000_b"), (4, "fine")):
        rows += f'<row r="{line}"><c r="A{line}" t="str"><v>T{line}</v></c><c r="B{line}" s="1"><v>46113</v></c>'
        rows += f'<c r="C{line}" t="str"><v>{subject}</v></c></row>'
    batch = read(book(rows))
    assert [(each.line, each.code) for each in batch.rejects] == [(2, "field_too_long"), (3, "nul_character")]
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T4"]


def test_random_damage_leaves_a_table_or_one_sentence(packed, parts):
    content = packed(parts(HEADING + '<row r="2"><c r="A2" t="str"><v>T1</v></c></row>')).read_bytes()
    dice = random.Random(20260401)
    given = Content("given", content, "", len(content))
    for _ in range(25):
        data = bytearray(content)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            found = opened(replace(given, data=bytes(data)), None)
            assert found.rows.num_rows == len(found.numbers)
        except Refusal as refusal:
            assert str(refusal).startswith("given ") and "\n" not in str(refusal)
