"""Rejected records as a CSV that is mended and loaded again."""

import csv
import io
import zipfile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import exports
import terms
from exports import Options, Source
from exports.mending import Reject, harmless, mendable, names, raw, zipped

HEADER = "番号,ticket_id,opened_at,severity,subject\n"


def to_mend(batch, file=0) -> bytes:
    report = batch.files[file]
    rejects = [
        Reject(each.line, each.column, each.value, each.code, each.ja, each.record)
        for each in batch.rejects
        if each.file == report.file
    ]
    return mendable(report.header, rejects)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def written(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_the_files_own_headings_and_fields_come_first_and_the_reason_behind(read, write):
    batch = read(write(HEADER + "1,T1,2026-04-01,S1,ok\n2,T2,someday,S2,印刷\n"))
    assert lines(to_mend(batch)) == [
        ["番号", "ticket_id", "opened_at", "severity", "subject", "teirei_line", "teirei_column", "teirei_value",
         "teirei_reason", "teirei_unmended"],
        ["2", "T2", "someday", "S2", "印刷", "3", "opened_at", "someday",
         "日時として読めません。2026-04-01 09:05 または 2026-04-01T09:05:00+09:00 の形で書いてください。", ""],
    ]  # fmt: skip
    assert to_mend(batch).startswith(b"\xef\xbb\xbf")


def test_a_mended_field_loads_with_the_good_records_and_everything_is_accounted_for(read, write):
    original = write(HEADER + "1,T1,2026-04-01,S1,ok\n2,T2,someday,S2,印刷\n3,T3,,S3,\n")
    rows = lines(to_mend(read(original)))
    rows[1][2] = "2026-04-02 10:00"
    batch = read(original, write(written(rows), "mended.csv"))
    first, second = batch.files
    assert (first.read, first.loaded, first.rejected) == (3, 1, 2)
    assert (second.read, second.loaded, second.rejected) == (2, 1, 1)
    assert [row["ticket_id"] for row in batch.tables["tickets"].to_pylist()] == ["T1", "T2"]
    assert lines(to_mend(batch, 1))[1][:5] == ["3", "T3", "", "S3", ""]
    assert lines(to_mend(batch, 1))[0] == rows[0]


@pytest.mark.parametrize("record", ["1,T1,2026-04-01,S1", "1,T1,2026-04-01,S1,a,b,,c", "1,T1,2026-04-01,S1,a,"])
def test_a_record_of_another_width_is_rejected_until_its_mark_is_emptied(read, write, record):
    rows = lines(to_mend(read(write(HEADER + record + "\n"))))
    again = read(write(written(rows), "again.csv"))
    (reject,) = again.rejects
    assert (reject.code, again.files[0].loaded) == ("unmended", 0)
    assert lines(to_mend(again))[1][:5] == rows[1][:5]
    assert lines(to_mend(again))[1][9] == rows[1][9] in ("short_record", "long_record")
    mark = rows[0].index("teirei_unmended")
    rows[1] = [*rows[1][:mark], "", *[""] * (len(rows[0]) - mark - 1)]
    assert read(write(written(rows), "mended.csv")).files[0].loaded == 1


def test_the_surplus_fields_of_a_long_record_are_kept(read, write):
    batch = read(write(HEADER + "1,T1,2026-04-01,S1,a,b,,=c\n2,T2,2026-04-01,S1,a,d\n"))
    header, first, second = lines(to_mend(batch))
    assert header[10:] == ["teirei_surplus_1", "teirei_surplus_2", "teirei_surplus_3"]
    assert (first[10:], second[10:]) == (["b", "", "'=c"], ["d", "", ""])
    again = read(write(to_mend(batch), "again.csv"))
    told = [row[:5] + row[9:] for row in (header, first, second)]
    assert [row[:5] + row[9:] for row in lines(to_mend(again))] == told


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-5", "@x", "\t=1", "'=1", "''@", "=1"])
def test_a_formula_is_harmless_in_the_file_and_comes_back_as_it_was(read, write, cell):
    batch = read(write(HEADER + f'1,T1,someday,S1,"{cell}"\n'))
    rows = lines(to_mend(batch))
    assert rows[1][4] == "'" + cell
    rows[1][2] = "2026-04-01"
    (ticket,) = read(write(written(rows), "mended.csv")).tables["tickets"].to_pylist()
    assert ticket["subject"] == cell.strip()


def test_an_apostrophe_of_an_ordinary_file_or_cell_is_left_alone(read, write):
    (ticket,) = read(write(HEADER + "1,T1,2026-04-01,S1,'=1\n")).tables["tickets"].to_pylist()
    assert ticket["subject"] == "'=1"
    assert (harmless("'99"), raw("'99")) == ("'99", "'99")


@given(st.text())
def test_every_cell_comes_back(cell):
    assert raw(harmless(cell)) == cell
    assert harmless(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
IDS = st.sampled_from(["T1", "T2", " T1", ""])
DATES = st.sampled_from(["2026-04-01", "someday", "=now()", ""])
ROWS = st.lists(st.tuples(CELLS, IDS, DATES, CELLS, CELLS), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(rows=ROWS, tails=st.lists(st.integers(-3, 3), min_size=8, max_size=8))
def test_a_mended_file_of_untouched_records_loads_to_the_same_rejects(tmp_path_factory, rows, tails):
    """Cell by cell the same reasons; what never fitted the headings says that it was not mended."""
    ragged = [[*row, *["x"] * tail][: 5 + tail] for row, tail in zip(rows, tails, strict=False)]
    folder = tmp_path_factory.mktemp("mending")
    (folder / "a").write_bytes(written([HEADER.strip().split(","), *ragged]).encode())
    first = exports.read([Source(folder / "a", "a.csv", Options())], terms.read(), ())
    (folder / "b").write_bytes(to_mend(first))
    second = exports.read([Source(folder / "b", "b.csv", Options())], terms.read(), ())
    assert second.files[0].loaded == 0
    assert second.files[0].read == second.files[0].rejected == len(first.rejects) == len(second.rejects)
    for one, two in zip(first.rejects, second.rejects, strict=True):
        if one.column is None:
            assert (two.code, two.value) == ("unmended", one.code)
        else:
            assert (two.column, two.value, two.code) == (one.column, one.value, one.code)
            assert two.record[:5] == one.record
    (folder / "c").write_bytes(to_mend(second))
    third = exports.read([Source(folder / "c", "c.csv", Options())], terms.read(), ())
    told = [row[:5] + row[6:8] + row[9:] for row in lines(to_mend(first))]
    assert told == [row[:5] + row[6:8] + row[9:] for row in lines(to_mend(third))]


def test_each_file_has_a_name_of_its_own_without_a_path():
    found = names(["/srv/in/tickets.csv", "C:\\old\\tickets.csv.gz", "契約.xlsx", "../../etc/passwd", "a\nb.csv"])
    assert found == [
        "tickets.rejects.csv", "tickets (2).rejects.csv", "契約.rejects.csv", "passwd.rejects.csv", "a_b.rejects.csv",
    ]  # fmt: skip


def test_an_archive_of_the_same_files_has_the_same_bytes():
    files = {"契約.rejects.csv": b"a", "b.rejects.csv": b"b"}
    assert zipped(files) == zipped(files)
    assert zipfile.ZipFile(io.BytesIO(zipped(files))).read("契約.rejects.csv") == b"a"
