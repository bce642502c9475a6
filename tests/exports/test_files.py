"""Files as a whole: encodings, records, refusals, what is counted, and files that speak of the same things."""

import csv
import gzip
import hashlib
from pathlib import Path

import pytest

import exports
from refusals import Refusal

TICKET = "ticket_id,opened_at,subject\nT1,2026-04-01,髙橋～①\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_encodings(write, read, encoding):
    batch = read(write(TICKET, encoding=encoding))
    assert batch.files[0].encoding == encoding
    assert batch.tables["tickets"]["subject"].to_pylist() == ["髙橋～①"]


def test_a_gzip_file_reads_as_its_content(write, read):
    batch = read(write(gzip.compress(TICKET.encode()), "export.csv.gz"))
    assert batch.files[0].sha256 == hashlib.sha256(TICKET.encode()).hexdigest()
    assert batch.files[0].read == 1


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "e.csv", "is empty"),
        (b"\n \n", "e.csv", "is empty"),
        ("チケット".encode() + b"\xff\xff", "e.csv", "neither UTF-8 nor CP932: byte 12 "),
        (b"\xef\xbb\xbfab\xff", "e.csv", "byte 5 "),
        (b"ticket_id\0,opened_at\n", "e.csv", "NUL byte at byte 9"),
        (gzip.compress(TICKET.encode() * 99)[:-30], "e.csv.gz", "ends too early"),
        (gzip.compress(TICKET.encode())[:-8] + b"12345678", "e.csv.gz", "damaged gzip"),
        (b"plain", "e.csv.gz", "not a gzip"),
        (b'ticket_id,opened_at\nT1,2026-04-01\n"T2,2026-04-01\nT3,2026-04-01\n', "e.csv", "line 3: a quoted field"),
        (b'ticket_id,opened_at\n"T1"x,2026-04-01\n', "e.csv", "line 2: a quote inside"),
        (b"ticket_id,severity\nT1,S1\n", "e.csv", "opened_at"),
    ],
)
def test_what_makes_a_file_unreadable_is_refused_in_one_sentence(write, read, content, name, says):
    with pytest.raises(Refusal) as refusal:
        read(write(content, name))
    assert says in str(refusal.value)
    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_lines_are_physical_and_blank_lines_are_no_records(write, read):
    text = 'ticket_id,opened_at,subject\r\n\r\nT1,2026-04-01,"two\r\nlines"\r\n   \r\nT2,bad,x\r\nT3,2026-04-01,x'
    batch = read(write(text))
    assert batch.files[0].read == 3
    rows = batch.tables["tickets"].select(["ticket_id", "source_line", "subject"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [("T1", 3, "two\r\nlines"), ("T3", 7, "x")]
    assert [each.line for each in batch.rejects] == [6]


def test_ragged_records_are_rejected_with_their_width(write, read):
    batch = read(write("ticket_id,opened_at,subject\nT1,2026-04-01\nT2,2026-04-01,a,b\nT3,2026-04-01,a\n"))
    assert [(each.line, each.code) for each in batch.rejects] == [(2, "short_record"), (3, "long_record")]
    assert "only 2 fields, the heading line 3" in batch.rejects[0].en
    assert batch.files[0].read == 3


def test_a_heading_line_alone_is_loaded_with_a_warning(write, read):
    batch = read(write("ticket_id,opened_at\n"))
    assert (batch.files[0].read, batch.tables["tickets"].num_rows) == (0, 0)
    assert [each.code for each in batch.warnings] == ["no_records"]


def test_read_equals_an_independent_count_of_records(write, read):
    text = "ticket_id,opened_at,subject\n" + "".join(
        f'T{n},{"2026-04-01" if n % 3 else "x"},"a ""b""\n{n}"\n' + "\n" * (n % 2) for n in range(500)
    )
    path = write(text)
    with path.open(newline="") as file:
        expected = sum(1 for row in csv.reader(file) if row) - 1
    batch = read(path)
    assert batch.files[0].read == expected == 500
    assert batch.files[0].rejected == sum(1 for n in range(500) if n % 3 == 0)


def test_a_reject_keeps_its_place_value_and_reason(write, read):
    path = write("チケットID,受付日時,件名\nT1,2026-02-30,x\n")
    (reject,) = read(path).rejects
    assert (reject.file, reject.line, reject.column, reject.value) == (str(path), 2, "受付日時", "2026-02-30")
    assert "日時" in reject.ja
    assert "date" in reject.en


def test_identical_rows_count_and_one_is_kept(write, read):
    batch = read(write("ticket_id,opened_at\nT1,2026-04-01\nT1,2026/4/1 0:00\n"))
    assert batch.files[0].loaded == 2
    assert batch.tables["tickets"].num_rows == 1
    assert ("identical_record", 3) in [(each.code, each.line) for each in batch.warnings]


def test_contradictory_rows_are_rejected_and_name_each_other(write, read):
    batch = read(write("ticket_id,opened_at\nT1,2026-04-01\nT2,2026-04-01\nT1,2026-04-02\nT1,2026-04-01\n"))
    assert [(each.line, each.value, each.code) for each in batch.rejects] == [
        (2, "T1", "contradiction"), (4, "T1", "contradiction"), (5, "T1", "contradiction"),
    ]  # fmt: skip
    for reject, other in zip(batch.rejects, (4, 2, 4), strict=True):
        assert f"Line {other} " in reject.en
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T2"]


def test_the_later_file_wins(write, read):
    old = write("ticket_id,opened_at,subject\nT1,2026-04-01,a\nT2,2026-04-01,same\nT3,2026-04-01,c\n", "1.csv")
    new = write("ticket_id,opened_at,subject\nT1,2026-04-01,b\nT2,2026-04-01,same\n", "2.csv")
    batch = read(old, new)
    subjects = {row["ticket_id"]: row["subject"] for row in batch.tables["tickets"].to_pylist()}
    assert subjects == {"T1": "b", "T2": "same", "T3": "c"}
    assert [(file.loaded, file.replaced) for file in batch.files] == [(3, 0), (2, 1)]
    assert [(w.file, w.line, w.value) for w in batch.warnings if w.code == "replaced_record"] == [(str(new), 2, "T1")]


def test_a_later_file_also_wins_where_the_key_begins_with_a_date(write, read):
    old = write("date,kind,title,product\n2026-04-01,notice,Signing,A\n", "old.csv")
    new = write("date,kind,title,product\n2026-04-01,notice,Signing,B\n", "new.csv")
    batch = read(old, new)
    assert batch.tables["information"]["product"].to_pylist() == ["B"]
    replaced = [(each.file, each.line, each.value) for each in batch.warnings if each.code == "replaced_record"]
    assert replaced == [(str(new), 2, "2026-04-01")]


def test_a_key_that_three_files_bear(write, read):
    paths = [write(f"ticket_id,opened_at,subject\nT1,2026-04-01,{s}\n#{n},2026-04-01,\n", f"{n}.csv")
             for n, s in enumerate("aba")]  # fmt: skip
    batch = read(*paths)
    assert [file.replaced for file in batch.files] == [0, 1, 1]
    origin = {row["ticket_id"]: row["source_file"] for row in batch.tables["tickets"].to_pylist()}
    assert origin["T1"] == str(paths[2])


def test_the_same_content_is_read_once(write, read):
    first = write(TICKET, "a.csv")
    batch = read(first, first, write(gzip.compress(TICKET.encode()), "b.csv.gz"))
    counts = [(Path(file.file).name, file.read, file.loaded) for file in batch.files]
    assert counts == [("a.csv", 1, 1), ("b.csv.gz", 1, 1)]
    assert batch.tables["tickets"].num_rows == 1
    assert [each.code for each in batch.warnings if each.line is None] == ["same_file"]


def test_a_folder_gives_every_csv_inside_in_order(write, read, tmp_path):
    write("ticket_id,opened_at\nT2,2026-04-01\n", "in/b.csv")
    write(gzip.compress(b"ticket_id,opened_at\nT1,2026-04-01\n"), "in/a.csv.gz")
    write("ticket_id,opened_at\nT3,2026-04-01\n", "in/deeper/c.CSV")
    write(b"x", "in/sheet.ods")
    write("notes", "in/readme.md")
    write("x", "in/.hidden.csv")
    batch = read(tmp_path / "in")
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T1", "T2", "T3"]
    assert [each.file for each in batch.warnings if each.code == "passed_over"] == [str(tmp_path / "in" / "sheet.ods")]


def test_a_folder_gives_tables_as_text_and_passes_over_letters_and_other_spreadsheets(write, read, tmp_path):
    rows = "ticket_id\topened_at\nT%d\t2026-04-01\n"
    write(rows % 1, "in/a.tsv")
    write(rows % 2, "in/b.txt", "utf-16")
    write(gzip.compress((rows % 3).encode()), "in/c.txt.gz")
    write("Dear all, here are the exports.\n", "in/d.txt")
    write(b"\xd0\xcf\x11\xe0", "in/e.xls")
    write(b"PK", "in/f.ods")
    write("x", "in/~$g.csv")
    write("x", "in/.h/i.csv")
    batch = read(tmp_path / "in")
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T1", "T2", "T3"]
    passed_over = [Path(each.file).name for each in batch.warnings if each.code == "passed_over"]
    assert passed_over == ["d.txt", "e.xls", "f.ods"]


def test_a_path_that_climbs_up_is_a_path(write, read, tmp_path):
    write(TICKET, "in/a.csv")
    (tmp_path / "in" / "deeper").mkdir()
    path = tmp_path / "in" / "deeper" / ".." / "a.csv"
    assert read(path).files[0].file == str(path)


def test_nothing_to_read_is_refused(read, tmp_path):
    (tmp_path / "empty").mkdir()
    for paths in [(), (tmp_path / "none.csv",), (tmp_path / "empty",)]:
        with pytest.raises(Refusal):
            read(*paths)


def test_map_names_a_column_in_the_files_that_have_its_heading(write, read):
    path = write("ticket_id,Reported,customer_id,Site\nT1,2026-04-01,K1,Tokyo\n")
    other = write("contract_id,customer_id,program,start_on,end_on\nC,K,asgent,2026-04-01,2027-03-31\n", "c.csv")
    batch = read(path, other, mapping={"opened_at": "reported", "customer_id": "Site"})
    assert batch.tables["tickets"]["customer_id"].to_pylist() == ["Tokyo"]
    assert batch.tables["contracts"]["customer_id"].to_pylist() == ["K"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"mapping": {"custmer_id": "subject"}}, 'did you mean "customer_id"'),
        ({"mapping": {"customer_id": "Site"}}, 'no file has the heading "Site"'),
        ({"preset": "servicenw"}, 'did you mean "servicenow"'),
        ({"preset": "servicenow"}, None),
        ({"date_order": "ddmm"}, "dmy, mdy or ymd"),
    ],
)
def test_options_that_do_not_fit(write, read, options, says):
    path = write(TICKET)
    if says is None:
        assert read(path, **options).files[0].preset == "teirei"
        return
    with pytest.raises(Refusal, match=says):
        read(path, **options)


def test_progress_runs_to_the_size_of_each_file(write, terms):
    rows = "".join(f"T{n},2026-04-01\n" for n in range(45_000))
    path = write("ticket_id,opened_at,subject\n" + rows.replace("\n", ',5" disk\n'))  # goes the slow way
    calls = []
    exports.read([path], terms, {"japan-support"}, None, lambda *call: calls.append(call))
    done = [call[1] for call in calls]
    assert done == sorted(done)
    assert len(done) >= 3
    assert calls[-1] == (str(path), path.stat().st_size, path.stat().st_size)


def test_hostile_text_stays_text(write, read):
    subject = '=HYPERLINK("x");\'); drop table tickets; -- <script>'
    path = write('ticket_id,opened_at,subject\nT1,2026-04-01,"' + subject.replace('"', '""') + '"\n')
    assert read(path).tables["tickets"]["subject"].to_pylist() == [subject]
