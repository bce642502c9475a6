"""Sheets: which one is read, where its table begins, what is hidden or merged, and that a CSV of it says the same."""

import csv
import gzip
import io
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import exports
from exports import SavedMapping
from refusals import Refusal


def codes(batch):
    return [(each.code, each.line, each.count) for each in batch.warnings if each.code not in _OF_TICKETS]


_OF_TICKETS = ("no_contract_given", "s1_not_by_phone", "no_severity")


def test_a_workbook_loads_by_its_bytes_whatever_its_name(saved, read, table, write):
    path = saved(table)
    for each in (
        path,
        write(path.read_bytes(), "export.csv"),
        write(gzip.compress(path.read_bytes()), "export.xlsx.gz"),
    ):
        batch = read(each)
        assert (batch.files[0].encoding, batch.files[0].read, batch.files[0].loaded) == ("xlsx", 2, 2)
        assert batch.tables["tickets"]["subject"].to_pylist() == ["髙橋～①", "印刷できない"]
        assert batch.tables["tickets"]["opened_at"].to_pylist() == [
            datetime(2026, 4, 1, 0, 5),
            datetime(2026, 4, 2, 1, 0, 30),
        ]
        assert codes(batch) == []


def test_a_folder_gives_its_workbooks(saved, read, table):
    saved(table, "inside.xlsx")
    path = saved(table[:2], "macros.xlsm")
    assert [Path(each.file).name for each in read(path.parent).files] == ["inside.xlsx", "macros.xlsm"]


def test_lines_are_the_rows_of_the_sheet_and_blank_rows_are_no_records(saved, read, table):
    heading, first, second = table
    batch = read(saved([heading, [], first, [None, " "], [second[0], "bad"], [], []]))
    assert batch.files[0].read == 2
    assert batch.tables["tickets"]["source_line"].to_pylist() == [3]
    assert [(each.line, each.record) for each in batch.rejects] == [(5, ("T2", "bad", "", ""))]


def test_a_table_may_begin_in_any_column_below_a_title(saved, read, table):
    rows = [["問い合わせ一覧"], [], *([None, None, *row] for row in table), [None, None, "合計", 2]]
    batch = read(saved(rows))
    assert [(each.line, each.code) for each in batch.rejects] == [(6, "total_row")]
    assert batch.tables["tickets"]["source_line"].to_pylist() == [4, 5]
    assert codes(batch) == [("preamble", 1, 1)]


def test_a_column_without_a_heading_is_ignored(saved, read, table):
    batch = read(saved([table[0], *([*row, None, "aside"] for row in table[1:])]))
    assert batch.files[0].loaded == 2


def test_a_heading_row_alone_is_loaded_with_a_warning(saved, read, table):
    batch = read(saved(table[:1]))
    assert (batch.files[0].read, codes(batch)) == (0, [("no_records", 1, 1)])


def test_hidden_rows_and_columns_are_loaded_with_a_warning(saved, read, table):
    def hide(book, sheet):
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(700, None, None, {"hidden": True})
        sheet.set_column("C:D", None, None, {"hidden": True})

    batch = read(saved(table, change=hide))
    assert batch.files[0].loaded == 2
    assert codes(batch) == [("hidden_columns", None, 2), ("hidden_rows", 3, 1)]


def test_a_merged_cell_holds_its_value_once_and_a_merged_title_is_no_matter(saved, read, table):
    def merge(book, sheet):
        sheet.merge_range("A1:D1", "一覧")
        sheet.merge_range("C3:C4", "まとめて")

    batch = read(saved([["一覧"], *table[:2], [*table[2][:2], None, "S2"]], change=merge))
    assert batch.tables["tickets"]["subject"].to_pylist() == ["まとめて", None]
    assert codes(batch) == [("preamble", 1, 1), ("merged_cells", 3, 1)]


@pytest.fixture
def several(saved, table):
    """A hidden first sheet, the visible one, an empty one and another with data."""

    def add(book, sheet):
        for name, subject in (("空", None), ("控え", "控えから")):
            other = book.add_worksheet(name)
            if subject:
                for line, row in enumerate((["ticket_id", "opened_at", "subject"], ["X1", "2026-04-01", subject])):
                    other.write_row(line, 0, row)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=控え!$A$1:$A$2"})
        book.add_chartsheet("図").set_chart(chart)
        book.worksheets_objs[1].activate()
        sheet.hide()

    return saved(table, change=add)


def test_the_first_visible_sheet_is_read_and_the_others_with_data_are_named(saved, read, table):
    def add(book, sheet):
        before = book.add_worksheet("以前")
        before.write_row(0, 0, ["ticket_id", "opened_at"])
        before.hide()
        book.add_worksheet("空")

    batch = read(saved(table, change=add))
    assert batch.files[0].loaded == 2
    assert codes(batch) == [("other_sheets", None, 1)]
    assert 'the sheet "チケット" was read. Others hold data, too: "以前"' in next(
        each.en for each in batch.warnings if each.code == "other_sheets"
    )


def test_a_hidden_and_an_empty_sheet_are_passed_over(several, read):
    batch = read(several)
    assert batch.tables["tickets"]["subject"].to_pylist() == ["控えから"]
    assert codes(batch) == [("other_sheets", None, 1)]


def test_a_named_sheet_that_is_empty_is_refused_with_the_others(several, read):
    with pytest.raises(Refusal) as refusal:
        read(several, sheet="空")
    assert str(refusal.value).endswith('sheet "空" is empty; name one of the others with --sheet: "チケット", "控え".')


def test_a_first_sheet_that_is_no_export_is_refused_with_the_others(saved, read):
    def add(book, sheet):
        book.add_worksheet("一覧").write_row(0, 0, ["ticket_id", "opened_at"])

    with pytest.raises(Refusal) as refusal:
        read(saved([["表紙"], ["2026年度"]], change=add))
    assert str(refusal.value).endswith(
        '; this is its sheet "チケット", and others hold data: "一覧" (name one with --sheet).'
    )


def test_two_sheets_of_one_workbook_are_two_contents(saved, table, terms):
    def add(book, sheet):
        other = book.add_worksheet("追加")
        other.write_row(0, 0, ["ticket_id", "opened_at"])
        other.write_row(1, 0, ["T3", "2026-04-03"])

    path = saved(table, change=add)
    sources = [exports.Source(path, f"{sheet}.xlsx", exports.Options(sheet=sheet)) for sheet in ("1", "2", "2")]
    batch = exports.read(sources, terms, ())
    assert sorted(batch.tables["tickets"]["ticket_id"].to_pylist()) == ["T1", "T2", "T3"]
    assert len({file.sha256 for file in batch.files}) == 2


@pytest.mark.parametrize("sheet", ["控え", "3"])
def test_a_sheet_is_named_or_numbered(several, read, sheet):
    batch = read(several, sheet=sheet)
    assert batch.tables["tickets"]["subject"].to_pylist() == ["控えから"]
    assert codes(batch) == []


@pytest.mark.parametrize("sheet", ["Sheet1", "0", "4", "図"])
def test_a_sheet_that_is_not_there_is_refused_with_the_list(several, read, sheet):
    with pytest.raises(Refusal) as refusal:
        read(several, sheet=sheet)
    assert (
        f'has no sheet "{sheet}": --sheet takes one of "チケット" (hidden), "空", "控え", or a number from 1 to 3.'
        in str(refusal.value)
    )


def test_a_table_far_longer_than_one_block_keeps_its_rows_apart(saved, read):
    rows = [["ticket_id", "opened_at", *(f"c{n}" for n in range(200))]]
    rows += [[f"T{n}", "2026-04-01" if n % 7 else "bad", *[n] * 200] for n in range(3_000)]
    batch = read(saved(rows, constant_memory=True))
    assert batch.files[0].read == 3_000
    assert [each.line for each in batch.rejects] == [n + 2 for n in range(0, 3_000, 7)]
    assert batch.rejects[400].record == ("T2800", "bad", *["2800"] * 200)


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff'"), max_size=8)
_NUMBERS = st.integers(-(10**9), 10**9) | st.decimals(-1000, 1000, places=3).map(float)
_INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))
_ROWS = st.lists(
    st.tuples(_INSTANTS, _WORDS | _NUMBERS, _INSTANTS | st.none(), st.integers(0, 9)), min_size=1, max_size=6
)


@given(_ROWS, st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_and_the_csv_of_the_same_table_give_the_same_tickets(read, rows, from_1904):
    heading = ["ticket_id", "opened_at", "subject", "first_response_at", "reopened_count"]
    with tempfile.TemporaryDirectory() as folder:
        workbook, text = Path(folder) / "a.xlsx", Path(folder) / "a.csv"
        with xlsxwriter.Workbook(workbook, {"date_1904": from_1904}) as book:
            sheet, instant = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
            sheet.write_row(0, 0, heading)
            for line, row in enumerate(rows, 1):
                for place, value in enumerate((f"T{line}", *row)):
                    if isinstance(value, datetime):
                        sheet.write_datetime(line, place, value, instant)
                    elif isinstance(value, str):
                        sheet.write_string(line, place, value)
                    elif value is not None:
                        sheet.write_number(line, place, value)
        out = io.StringIO(newline="")
        csv.writer(out).writerows([heading, *([f"T{line}", *map(_as_text, row)] for line, row in enumerate(rows, 1))])
        text.write_bytes(out.getvalue().encode())
        tables = [read(each).tables["tickets"].drop_columns(["source_file"]) for each in (workbook, text)]
    assert tables[0].to_pylist() == tables[1].to_pylist()


def _as_text(value) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
    return "" if value is None else str(value)


def test_the_nearest_second_is_meant(saved, read):
    given = datetime(2026, 4, 1, 9, 4, 59, 600_000)
    batch = read(saved([["ticket_id", "opened_at"], ["T1", given]]))
    assert batch.tables["tickets"]["opened_at"].to_pylist() == [datetime(2026, 4, 1, 0, 5)]


def test_a_saved_mapping_names_its_sheet_unless_another_is_asked_for(saved, read, table):
    def add(book, sheet):
        other = book.add_worksheet("台帳")
        for line, row in enumerate((["番号", "受付"], ["X1", "2026-04-01"])):
            other.write_row(line, 0, row)

    path = saved(table, change=add)
    columns = {"ticket_id": ("番号",), "opened_at": ("受付",)}
    ledger = SavedMapping("台帳", "tickets", ("番号", "受付"), columns, sheet="台帳")
    batch = read(path, mappings=(ledger,))
    assert (batch.files[0].preset, batch.tables["tickets"]["ticket_id"].to_pylist()) == ("台帳", ["X1"])
    assert read(path, mappings=(ledger,), sheet="チケット").files[0].preset == "teirei"
    elsewhere = SavedMapping("無", "tickets", ("番号", "受付"), columns, sheet="無い")
    assert read(path, mappings=(elsewhere,)).files[0].preset == "teirei"
