"""Cells of a workbook: each says what a CSV export of the sheet would say."""

from datetime import date, datetime

import pytest

from exports.workbooks.child.cells import texts

UTC_9_05 = datetime(2026, 4, 1, 0, 5)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (123.0, "123"),
        (-4.0, "-4"),
        (0.1 + 0.2, "0.3"),
        (1200000.0, "1200000"),
        (0.5, "0.5"),
        (1e-7, "0.0000001"),
        (1.5e20, "150000000000000000000"),
        (9007199254740991.0, "9007199254740991"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_the_shortest_decimal_without_an_exponent(number, text):
    assert texts([number]) == [text]


def test_a_column_of_several_types_is_read_cell_by_cell():
    column = ["x", 1.0, True, False, date(2026, 4, 1), datetime(2026, 4, 1, 9, 5, 0, 500_000), ""]
    assert texts(column) == ["x", "1", "TRUE", "FALSE", "2026-04-01", "2026-04-01T09:05:01", ""]


def test_the_end_of_time_is_not_rounded_beyond_itself():
    assert texts([datetime.max]) == ["9999-12-31T23:59:59"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="s"><v>0</v></c>', "東京"),
        ('<c t="s"><v>1</v></c>', "rich"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ("<c><v>123</v></c>", "123"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c s="1"><v>46113</v></c>', "2026-04-01"),
        ('<c s="5"><v>46113</v></c>', "2026-04-01"),
        ('<c s="2"><v>46113.37847222222</v></c>', "2026-04-01T09:05:00"),
        ('<c s="2"><v>46113.99999999</v></c>', "2026-04-02T00:00:00"),
        ('<c s="3"><v>0.37847</v></c>', "09:05:00"),
        ('<c s="3"><v>0.37847222</v></c>', "09:05:00"),
        ('<c s="4"><v>1.5</v></c>', "36:00:00"),
        ('<c t="d"><v>2026-04-01T09:05:00</v></c>', "2026-04-01T09:05:00"),
        ('<c t="str"><f>A1&amp;"x"</f><v>computed</v></c>', "computed"),
        ('<c t="str"><v>=HYPERLINK("x")</v></c>', '=HYPERLINK("x")'),
    ],
)
def test_a_cell_reads_as_the_text_that_a_csv_would_hold(cells, cell, text):
    strings = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><r><t>ri</t></r><r><t>ch </t></r></si>'
    assert cells("subject", cell, strings=strings) == [text]


def test_a_computed_empty_text_is_empty(cells):
    assert cells("subject", '<c t="str"><f>IF(A1="","",1)</f><v></v></c>') == [None]


@pytest.mark.parametrize(("epoch", "serial"), [(1900, 46113), (1904, 44651)])
@pytest.mark.parametrize("style", [0, 1, 2], ids=["bare number", "date", "instant"])
def test_both_epochs_are_read_whether_the_cell_is_formatted_or_not(cells, epoch, serial, style):
    given = f'<c s="{style}"><v>{serial}.37847222222</v></c>'
    assert cells("opened_at", given, epoch=epoch) == [UTC_9_05]
    assert cells("next_action_on", f'<c s="{style}"><v>{serial}</v></c>', epoch=epoch) == [date(2026, 4, 1)]


def test_serial_60_is_the_29th_february_1900_that_never_was_and_is_rejected(cells):
    lost, before = '<c s="1"><v>60</v></c>', '<c s="1"><v>59</v></c>'
    assert cells("next_action_on", lost, before, '<c s="2"><v>60.5</v></c>') == [
        "rejected",
        date(1900, 2, 28),
        "rejected",
    ]
    assert cells("next_action_on", lost, epoch=1904) == [date(1904, 3, 1)]


def test_an_error_keeps_its_name(book, read):
    rows = (
        '<row r="1"><c t="str"><v>ticket_id</v></c><c t="str"><v>opened_at</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>T1</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>T2</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    batch = read(book(rows))
    assert [(each.line, each.column, each.value) for each in batch.rejects] == [
        (2, "opened_at", "#REF!"),
        (3, "opened_at", "#DIV/0!"),
    ]


@pytest.mark.parametrize(
    "formula",
    ["<f>A1+1</f>", "<f>A1+1</f><v></v>", "<f>A1+1</f><v/>", '<f ca="1">A1+1</f>'],
)
def test_a_formula_without_a_stored_result_rejects_its_row(book, read, formula):
    rows = (
        '<row r="1"><c t="str"><v>ticket_id</v></c><c t="str"><v>opened_at</v></c><c t="str"><v>mine</v></c></row>'
        f'<row r="2"><c r="A2" t="str"><v>T1</v></c><c r="B2" s="1">{formula}</c></row>'
        f'<row r="3"><c r="A3" t="str"><v>T2</v></c><c r="B3" s="1"><v>46113</v></c><c r="C3">{formula}</c></row>'
    )
    batch = read(book(rows))
    assert [(each.line, each.code, each.column, each.value) for each in batch.rejects] == [
        (2, "uncached_formula", "opened_at", "=A1+1")
    ]
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T2"]


def test_elements_with_a_prefix_read_alike(packed, parts, read):
    from_other_writers = {
        "xl/worksheets/sheet1.xml": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>ticket_id</x:v></x:c>'
        '<x:c r="B1" t="str"><x:v>opened_at</x:v></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2" t="str"><x:v>T1</x:v></x:c>'
        '<x:c r="B2" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    }
    batch = read(packed(parts("") | from_other_writers))
    assert [(each.line, each.value) for each in batch.rejects] == [(2, "#N/A")]
    assert [each.code for each in batch.warnings] == ["hidden_rows"]
