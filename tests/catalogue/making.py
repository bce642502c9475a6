"""Files that a text in a table cannot hold: bytes in another encoding, archives, workbooks."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

HEADING = "ticket_id,contract_id,severity,opened_at,subject\n"
ROWS = ["T1,C1,S3,2026-04-01 09:00,接続できない\n", "T2,C1,S3,2026-04-01 10:00,x\n"]
PLAIN = HEADING + "".join(ROWS)
CAP_MB = 1
OVER_THE_CAP = ("too_large", "gzip_bomb")  # read under a size cap of CAP_MB

Files = list[tuple[str, bytes]]
MAKERS: dict[str, Callable[[], bytes | Files]] = {}


def maker(make: Callable[[], bytes | Files]) -> Callable[[], bytes | Files]:
    MAKERS[make.__name__] = make
    return make


def write(name: str, folder: Path, called: str) -> list[Path]:
    """The files that a maker makes, written into a folder; a single one bears the name it is called by."""
    made = MAKERS[name]()
    files = made if isinstance(made, list) else [(called, made)]
    for each, content in files:
        (folder / each).write_bytes(content)
    return [folder / each for each, _ in files]


@maker
def utf16_be_bom() -> bytes:
    return b"\xfe\xff" + (HEADING + ROWS[0]).encode("utf-16-be")


@maker
def mixed_encodings() -> bytes:
    rows = ["T1,C1,S3,2026-04-01 09:00,一番目\n", "T2,C1,S3,2026-04-01 10:00,二番目\n",
            "T3,C1,S3,2026-04-01 11:00,表示できない\n", "T4,C1,S3,2026-04-01 12:00,四番目\n"]  # fmt: skip
    return b"".join([HEADING.encode(), *(row.encode("cp932" if n == 2 else "utf-8") for n, row in enumerate(rows))])


@maker
def mojibake_heading() -> bytes:
    right = "チケットID,契約ID,重要度,受付日時\nT1,C1,S3,2026-04-01 09:00\n"
    return right.encode("utf-8").decode("latin-1").encode("utf-8")


@maker
def mojibake_cells() -> bytes:
    wrong = "接続できない表示".encode().decode("cp932", errors="ignore")
    return (HEADING + f"T1,C1,S3,2026-04-01 09:00,{wrong}\nT2,C1,S3,2026-04-01 10:00,接続できない\n").encode()


@maker
def wave_dash() -> Files:
    contracts = (
        "contract_id,customer_id,customer_name,program,tier,start_on,end_on\n"
        "C\uff0d1,K9,甲\uff5e乙,ivanti,standard,2026-04-01,2027-03-31\n"
    )
    tickets = (
        "ticket_id,contract_id,customer_id,severity,opened_at\n"
        "T1,C\u22121,,S3,2026-04-01 09:00\n"
        "T2,,甲\u301c乙,S3,2026-04-01 10:00\n"
    )
    return [("of-windows.csv", contracts.encode("cp932")), ("odd.csv", tickets.encode())]


@maker
def nul() -> bytes:
    return (HEADING + ROWS[0] + "T2,C1,S3,2026-04-01 10:00,a\0b\nT3,C1,S3,2026-04-01 11:00,x\n").encode()


@maker
def binary() -> bytes:
    return bytes(range(256)) * 40


@maker
def huge_field() -> bytes:
    return (HEADING + f"T1,C1,S3,2026-04-01 09:00,{'あ' * 1_000_001}\n" + ROWS[1]).encode()


@maker
def many_columns() -> bytes:
    return _wide(700)


@maker
def far_too_many_columns() -> bytes:
    return _wide(16_400)


def _wide(width: int) -> bytes:
    names = [f"x{number}" for number in range(width - 4)]
    heading = ",".join(["ticket_id", "contract_id", "severity", "opened_at", *names])
    return f"{heading}\nT1,C1,S3,2026-04-01 09:00{',v' * len(names)}\n".encode()


@maker
def too_large() -> bytes:
    return (HEADING + ROWS[1] * (CAP_MB * 2**20 // len(ROWS[1]) + 1)).encode()


@maker
def truncated_gzip() -> bytes:
    return gzip.compress(PLAIN.encode(), mtime=0)[:-12]


@maker
def gzip_bomb() -> bytes:
    return gzip.compress((HEADING + "x" * (CAP_MB * 8 * 2**20)).encode(), mtime=0)


@maker
def same_file_twice() -> Files:
    plain = (HEADING + ROWS[0]).encode()
    return [("first.csv", plain), ("odd.csv.gz", gzip.compress(plain, mtime=0))]


@maker
def newer_export() -> Files:
    heading = "ticket_id,contract_id,severity,opened_at\n"
    older, newer = (f"{heading}T1,C1,{severity},2026-04-01 09:00\n".encode() for severity in ("S3", "S2"))
    return [("2026-04.csv", older), ("odd.csv", newer)]


def _workbook(fill: Callable[[xlsxwriter.Workbook], None], **options) -> bytes:
    stored = io.BytesIO()
    workbook = xlsxwriter.Workbook(stored, {"in_memory": True, **options})
    fill(workbook)
    workbook.close()
    return stored.getvalue()


def _sheet(workbook: xlsxwriter.Workbook, name: str, *tickets: str):
    sheet = workbook.add_worksheet(name)
    sheet.write_row(0, 0, HEADING.strip().split(","))
    for row, ticket in enumerate(tickets, start=1):
        sheet.write_row(row, 0, [ticket, "C1", "S3", "2026-04-01 09:00", "x"])
    return sheet


def _with_part(name: str, content: bytes, replaced: str = "") -> bytes:
    """A sound workbook with one more part, or with one part replaced."""
    sound = zipfile.ZipFile(io.BytesIO(_workbook(lambda workbook: _sheet(workbook, "Tickets", "T1"))))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in sound.namelist():
            if part != (replaced or name):
                changed.writestr(part, sound.read(part))
        changed.writestr(name, content)
    return stored.getvalue()


@maker
def xlsx_bomb() -> bytes:
    return _with_part("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 2**28, "xl/worksheets/sheet1.xml")


@maker
def xxe() -> bytes:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>'
    )
    return _with_part("xl/sharedStrings.xml", content)


@maker
def far_cell() -> bytes:
    def fill(workbook):
        sheet = _sheet(workbook, "Tickets", "T1")
        sheet.write_string(1_048_575, 16_383, "x")

    return _workbook(fill)


@maker
def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480


@maker
def old_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "Workbook".encode("utf-16-le") + b"\0" * 480


@maker
def html_named_xlsx() -> bytes:
    return b"<html><body><table><tr><td>ticket_id</td></tr></table></body></html>"


@maker
def zip_slip() -> bytes:
    return _with_part("../../evil.xml", b"<x/>")


@maker
def uncached_formula() -> bytes:
    def fill(workbook):
        sheet = _sheet(workbook, "Tickets", "T1", "T2")
        sheet.write_formula(1, 3, "=NOW()", value="")

    made = zipfile.ZipFile(io.BytesIO(_workbook(fill)))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in made.namelist():
            changed.writestr(part, made.read(part).replace(b"<f>NOW()</f><v></v>", b"<f>NOW()</f>"))
    return stored.getvalue()


@maker
def merged_cells() -> bytes:
    def fill(workbook):
        _sheet(workbook, "Tickets", "T1", "T2").merge_range("E2:E3", "x", workbook.add_format())

    return _workbook(fill)


@maker
def hidden_rows() -> bytes:
    return _workbook(lambda workbook: _sheet(workbook, "Tickets", "T1", "T2").set_row(2, None, None, {"hidden": True}))


@maker
def hidden_sheets() -> bytes:
    def fill(workbook):
        hidden = _sheet(workbook, "Old", "T9")
        shown = _sheet(workbook, "Tickets", "T1")
        shown.activate()
        shown.set_first_sheet()
        hidden.hide()

    return _workbook(fill)


@maker
def epoch_1900() -> bytes:
    return _dated(46113 + (9 * 60 + 5) / 1440)


@maker
def epoch_1904() -> bytes:
    return _dated(46113 - 1462 + (9 * 60 + 5) / 1440, date_1904=True)


def _dated(serial: float, **options) -> bytes:
    def fill(workbook):
        form = workbook.add_format({"num_format": "yyyy/m/d h:mm"})
        _sheet(workbook, "Tickets", "T1").write_number(1, 3, serial, form)

    return _workbook(fill, **options)
