"""The fast way reads what the strict reader reads, or leaves it to that."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import layout, plain_records
from exports.records import LONGEST_FIELD
from refusals import Refusal

cells = st.text(st.sampled_from("ab,\"\r\n 　é漢;\t\\'"), max_size=6)


def strictly(text):
    """Header and rows as the standard library's strict reader sees them, or None where it refuses."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return None
    return rows


def fast(text):
    """Header and rows as the fast way reads them, or None where it leaves them to the strict reader."""
    data = text.encode()
    try:
        found = layout.find("f", data, lambda cells: range(len(cells)))
    except Refusal:
        return None
    if found.delimiter != ",":
        return None
    records = plain_records.read("f", data, found, range(len(found.heading.fields)), "utf-8")
    if records is None:
        return None
    return [records.header, *(list(row.values()) for row in records.table.to_pylist())]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=3), min_size=2, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_written_properly_it_reads_the_same_or_nothing(rows, line_end):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    found = fast(text.getvalue())
    assert found is None or found == strictly(text.getvalue())


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from('ab,"\r\n '), min_size=5, max_size=40))
def test_written_anyhow_it_reads_as_the_strict_reader_or_nothing(text):
    found = fast(text)
    assert found is None or found == strictly(text)


@pytest.mark.parametrize(
    "rows",
    [
        'id,name\n1,"a, b"\n2,"say ""so"""\n3,\n',
        "id,name\r\n1,髙橋①\r\n2,𠮷野\r\n",
        "id,name\n1,=HYPERLINK(0)\n2,-\n3, x ",
    ],
)
def test_common_files_go_the_fast_way(rows):
    assert fast(rows) == strictly(rows)


@pytest.mark.parametrize(
    "rows",
    [
        'id,name\n1,"two\nlines"\n',
        "id,name\n1,a\n\n2,b\n",
        "id,name\n1,a,b\n",
        "id,name\n1\n",
        'id,name\n1,a"b"c\n',
        'id,name\n1,""x\n',
        "id,name\r1,a\r",
        "id\n1\n",
        "id,name\n",
        f"id,name\n1,{'x' * (LONGEST_FIELD + 1)}\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_strict_reader(rows):
    assert fast(rows) is None
