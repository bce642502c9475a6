"""The fast way reads what the strict reader reads, or leaves it to that."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.files import faults, layout, plain_records, strict_records
from exports.files.records import LONGEST_FIELD
from refusals import Refusal

SEPARATORS = [",", ";", "\t"]
cells = st.text(st.sampled_from("ab,;\"\r\n 　é漢\0\t\\'"), max_size=6)


def laid_out(text, delimiter=","):
    data = text.encode()
    row = next(iter(layout.rows("f", data, delimiter, 0, 1)))
    return data, layout.Layout(delimiter, row)


def told(records):
    """All that a reader tells of a text."""
    if records is None:
        return None
    columns = [column.to_pylist() for column in records.table.columns]
    assert records.reread is not None
    lines = records.lines.to_pylist()
    kept = records.reread(np.array(lines, np.int64))
    assert [tuple(row) for row in zip(*columns, strict=True)] == kept
    return records.header, list(zip(lines, kept, strict=True)), records.refused


def both(text, delimiter, misfits=()):
    """What the fast way tells and what the strict reader tells; each None where it gives up."""
    try:
        data, found = laid_out(text, delimiter)
    except (Refusal, StopIteration):
        return None, None
    places = range(len(found.heading.fields))
    fast = told(plain_records.read(data, found, places, "utf-8", misfits))
    try:
        return fast, told(strict_records.read("f", data, found, places, "utf-8", misfits))
    except Refusal:
        return fast, None


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=2, max_size=3), min_size=2, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\r\n"]),
    st.sampled_from(SEPARATORS),
    st.booleans(),
)
def test_written_properly_it_reads_the_same(rows, line_end, delimiter, all_quoted):
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL  # which leaves some line ends unquoted
    rows = [[cell if all_quoted else cell.replace("\r", "").replace("\n", "") for cell in row] for row in rows]
    csv.writer(text, lineterminator=line_end, delimiter=delimiter, quoting=quoting).writerows(rows)
    fast, strict = both(text.getvalue(), delimiter)
    assert fast == strict
    assert fast is not None


@settings(max_examples=2000, deadline=None)
@given(
    st.text(st.sampled_from('ab,"\r\n \0'), min_size=5, max_size=40),
    st.lists(st.integers(2, 6), max_size=2, unique=True).map(sorted),
)
def test_written_anyhow_it_reads_as_the_strict_reader_or_nothing(text, misfits):
    lines = len(("h,h" + text).encode().splitlines())
    fast, strict = both("h,h" + text, ",", [line for line in misfits if line <= lines])
    assert fast is None or fast == strict


@pytest.mark.parametrize(
    "rows",
    [
        'id,name\n1,"a, b"\n2,"say ""so"""\n3,\n',
        "id,name\r\n1,髙橋①\r\n2,𠮷野\r\n",
        "id,name\n1,=HYPERLINK(0)\n2,-\n3, x ",
        'id,name\n1,"two\nlines"\n2,"a\r\nb\rc"\n\n3,x\n',
        "id,name\n1,a\n\n   \n2,b\n\n",
        "id,name\n1,a,b\n2,c\n3\n4,d,e,f\n合計,2,3\n",
        "id,name\r1,a\r2,b\r",
        "id,name\r1,a\r\n2,b\n3,c\r\r4,d",
        "id,name\n",
        "id,name\n\n\n",
        "id,name\n1,a\0b\n2,c\n",
        f"id,name\n1,{'x' * (LONGEST_FIELD + 1)}\n2,{'y' * LONGEST_FIELD}\n3,c\n",
    ],
)
def test_common_files_go_the_fast_way(rows):
    fast, strict = both(rows, ",")
    assert fast == strict
    assert fast is not None


@pytest.mark.parametrize("rows", ['id,name\n1,a"b"c\n', 'id,name\n1,""x\n', 'id,name\n1,"x\n', "id\n1\n"])
def test_what_bytes_cannot_tell_is_left_to_the_strict_reader(rows):
    assert both(rows, ",")[0] is None


def test_blocks_and_quotes_that_cross_them(monkeypatch):
    from exports.files import outline

    text = "".join(f'{n},"a ""{n}""\r\n,b",{"x" * (n % 7)}\r\n' + "\r\n" * (n % 3 == 0) for n in range(200))
    whole = both("id,name,x\r\n" + text + "short,1\r\n", ",")
    assert whole[0] == whole[1]
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(outline, "_BLOCK", size)
        assert both("id,name,x\r\n" + text + "short,1\r\n", ",") == whole


def test_only_the_columns_that_are_wanted_are_built_and_a_record_is_read_again_whole():
    data, found = laid_out('a,b,c\n1,"x\ny",3\n4,5,6\n')
    records = plain_records.read(data, found, [2], "utf-8")
    assert records is not None
    assert records.table.to_pydict() == {"c2": ["3", "6"]}
    assert records.fields(np.array([4, 2])) == [("4", "5", "6"), ("1", "x\ny", "3")]


def test_a_field_beyond_the_limit_is_kept_shortened():
    fault = faults.of(2, ["x" * (LONGEST_FIELD + 1), "y"], 2)
    assert fault is not None
    assert (fault.code, fault.fields) == ("field_too_long", ("x" * 200 + "…", "y"))
