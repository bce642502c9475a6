"""What the bytes of a file mean, and the lines of which that cannot be told."""

import codecs

import pytest

from refusals import Refusal

HEADER = "ticket_id,opened_at,subject\n"
ROWS = "T1,2026-04-01,髙橋～①\nT2,2026-04-02,𠮷野家のサーバー\n"


def row(number: int, subject: str) -> str:
    return f"T{number},2026-04-01,{subject}\n"


def subjects(batch) -> list[str]:
    return batch.tables["tickets"]["subject"].to_pylist()


@pytest.mark.parametrize(("bom", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_utf16_with_its_mark(write, read, bom, encoding):
    batch = read(write(bom + (HEADER + ROWS).replace("\n", "\r\n").encode(encoding)))
    assert subjects(batch) == ["髙橋～①", "𠮷野家のサーバー"]
    assert batch.files[0].encoding == "utf-16"
    assert not [each for each in batch.warnings if each.code == "utf16_without_bom"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [HEADER, "チケットID,受付日時,件名\n"])
def test_utf16_without_its_mark_is_read_with_a_warning(write, read, encoding, header):
    batch = read(write((header + ROWS).encode(encoding)))
    assert subjects(batch) == ["髙橋～①", "𠮷野家のサーバー"]
    assert [each.code for each in batch.warnings if each.line is None] == ["utf16_without_bom"]


def test_half_a_character_at_the_end_of_utf16_rejects_its_record(write, read):
    batch = read(write((HEADER + ROWS + row(3, "x")).encode("utf-16")[:-3]))
    assert [(each.line, each.code) for each in batch.rejects] == [(4, "undecodable")]
    assert batch.files[0].loaded == 2


def test_a_lone_surrogate_of_utf16_rejects_its_record(write, read):
    batch = read(write((HEADER + row(1, "\ud83d") + row(2, "b")).encode("utf-16-le", "surrogatepass")))
    assert [(each.line, each.code) for each in batch.rejects] == [(2, "undecodable")]
    assert subjects(batch) == ["b"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cp932_lines_in_a_utf8_file_are_rejected_and_stay_readable(write, read, end):
    lines = [HEADER, row(1, "髙橋のサーバー"), row(2, "一件目"), row(3, "印刷できません"), row(4, "plain")]
    encodings = ["utf-8", "utf-8", "utf-8", "cp932", "utf-8"]
    batch = read(write(b"".join(x.replace("\n", end).encode(y) for x, y in zip(lines, encodings, strict=True))))
    assert [(each.line, each.code, each.record) for each in batch.rejects] == [
        (4, "undecodable", ("T3", "2026-04-01", "印刷できません"))
    ]
    assert subjects(batch) == ["髙橋のサーバー", "一件目", "plain"]
    assert batch.files[0].encoding == "utf-8"


def test_utf8_lines_in_a_cp932_file_are_rejected_and_stay_readable(write, read):
    lines = [row(number, "サーバーに接続できない") for number in range(1, 5)]
    data = HEADER.encode() + b"".join(each.encode("cp932") for each in lines) + row(5, "件名は日本語です").encode()
    batch = read(write(data))
    assert [(each.line, each.code, each.record[2]) for each in batch.rejects] == [
        (6, "undecodable", "件名は日本語です")
    ]
    assert batch.files[0].encoding == "cp932"


def test_a_byte_that_fits_nothing_rejects_its_record_alone(write, read):
    batch = read(
        write((HEADER + row(1, "a") + row(2, "b")).encode() + b"T3,2026-04-01,x\xffy\n" + row(4, "d").encode())
    )
    assert [(each.line, each.code, each.record[2]) for each in batch.rejects] == [(4, "undecodable", "x\ufffdy")]
    assert "utf-8" in batch.rejects[0].en
    assert subjects(batch) == ["a", "b", "d"]


def test_a_record_of_several_lines_is_rejected_for_each_of_them(write, read):
    data = HEADER.encode() + 'T1,2026-04-01,"あ\n'.encode() + b"\xff\xff\n" + 'い"\nT2,2026-04-01,う\n'.encode()
    batch = read(write(data))
    assert [(each.line, each.code) for each in batch.rejects] == [(2, "undecodable")]
    assert subjects(batch) == ["う"]


def test_a_file_of_which_most_lines_fit_nothing_is_refused_with_the_byte(write, read):
    data = HEADER.encode() + b"".join(b"T%d,2026-04-01,caf\xe9\n" % number for number in range(9))
    with pytest.raises(Refusal, match=rf"neither UTF-8 nor CP932: byte {len(HEADER) + len('T0,2026-04-01,caf')} "):
        read(write(data))


def test_a_heading_line_that_does_not_decode_is_refused(write, read):
    data = "チケットID,受付日時,件名\n".encode("cp932") + "".join(row(n, "あいう") for n in range(9)).encode()
    with pytest.raises(Refusal, match=r"line 1: the heading line is not in utf-8"):
        read(write(data))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\n", "is a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Excel workbook (.xls)"),
        (HEADER.encode("utf-32"), "is UTF-32"),
        (b"ticket_id,opened_at\n" + b"\0\1\2\n" * 9, "NUL bytes in most of its lines, the first in line 2"),
        (bytes(range(256)) * 20, "."),
    ],
)
def test_what_is_no_text_is_refused(write, read, content, says):
    with pytest.raises(Refusal) as refusal:
        read(write(content))
    assert says in str(refusal.value)


def test_a_nul_rejects_its_record(write, read):
    batch = read(write(HEADER + row(1, "a") + row(2, "b\0c") + row(3, "d")))
    assert [(each.line, each.code, each.record[2]) for each in batch.rejects] == [(3, "nul_character", "b\0c")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\r", "\r\r\n"])
def test_line_ends_of_every_kind(write, read, encoding, end):
    batch = read(write((HEADER + row(1, "あ") + row(2, "い")).replace("\n", end), encoding=encoding))
    assert subjects(batch) == ["あ", "い"]
    step = 1 if end in ("\r", "\r\n") else 2
    assert batch.tables["tickets"]["source_line"].to_pylist() == [1 + step, 1 + 2 * step]


def test_mixed_line_ends(write, read):
    batch = read(write(b"ticket_id,opened_at\rT1,2026-04-01\r\nT2,2026-04-01\nT3,2026-04-01"))
    assert batch.tables["tickets"]["source_line"].to_pylist() == [2, 3, 4]


SIGNS = "髙﨑①㈱〜～−－‖∥—―¢￠🗾"


def test_signs_that_conversions_like_to_change_are_kept(write, read):
    assert subjects(read(write(HEADER + row(1, SIGNS + "𠮷")))) == [SIGNS + "𠮷"]
    in_cp932 = "髙﨑①㈱～－∥―￠"
    assert subjects(read(write(HEADER + row(1, in_cp932), encoding="cp932"))) == [in_cp932]
