"""What does not count in a cell, and what must not be lost of it."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.cells import cleaning, identifiers


def clean(*cells, missing=()):
    return cleaning.clean(pa.chunked_array([pa.array(cells, pa.string())]), missing).text.to_pylist()


@pytest.mark.parametrize(
    "space", [" ", "\t", "\n", "\u00a0", "\u3000", "\u2003", "\u200b", "\u200d", "\u2060", "\ufeff"]
)
def test_space_and_invisible_characters_at_the_ends_do_not_count(space):
    assert clean(f"{space}青葉{space}精機{space}{space}", space, f"{space}x", f"y{space}") == [
        f"青葉{space}精機", None, "x", "y",
    ]  # fmt: skip


@pytest.mark.parametrize("control", [chr(code) for code in (0x01, 0x08, 0x0B, 0x1B, 0x1F, 0x7F, 0x80, 0x9F)])
def test_control_characters_are_removed_with_a_warning(write, read, control):
    batch = read(write(f"ticket_id,opened_at,subject\nT1,2026-04-01,a{control}b\nT2,2026-04-01,plain\n"))
    assert batch.tables["tickets"]["subject"].to_pylist() == ["ab", "plain"]
    assert [(each.line, each.column, each.count) for each in batch.warnings if each.code == "control_characters"] == [
        (2, "subject", 1)
    ]


def test_tabs_line_breaks_and_rare_characters_stay_in_a_text():
    kept = ["a\tb", "a\nb", "a\r\nb", "髙①𠮷", "é", "〜−—", "×½", "👨\u200d👩"]
    assert clean(*kept) == kept


def test_what_a_system_writes_for_empty_is_missing():
    assert clean("?", " ? ", "", "a?", None, missing={"?"}) == [None, None, None, "a?", None]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(st.sampled_from(" a?青\u3000\u200b\x01\u0085é"), max_size=4), max_size=6), max_size=4))
def test_cells_are_cleaned_alike_however_they_are_chunked_and_sliced(chunks):
    def expected(cell):
        kept = "".join(sign for sign in cell if sign != "\x01").strip("\u200b\u3000 \x85")
        return None if kept in ("", "?") else kept

    cells = [cell for chunk in chunks for cell in chunk]
    arrays = [pa.array(["zz", *chunk], pa.string())[1:] for chunk in chunks]
    arrays += [pa.array(chunk, pa.string()) for chunk in chunks]
    found = cleaning.clean(pa.chunked_array(arrays, pa.string()), {"?"})
    assert found.text.to_pylist() == [expected(cell) for cell in cells] * 2
    found.text.validate(full=True)


def test_ids_and_names_of_both_character_tables_are_one(write, read):
    contracts = "contract_id,customer_id,customer_name,program,start_on,end_on\n"
    contracts += "K〜1,C−1,東西―商会,asgent,2026-04-01,2027-03-31\n"
    tickets = (
        "ticket_id,contract_id,customer_id,opened_at,subject\nT1,K～1,,2026-04-02,a〜b\nT2,,東西—商会,2026-04-02,a～b\n"
    )
    batch = read(write(contracts, "c.csv"), write(tickets, "t.csv"))
    codes = {each.code for each in batch.warnings}
    assert not codes & {"unknown_contract", "unknown_customer"}
    assert batch.tables["tickets"]["subject"].to_pylist() == ["a〜b", "a～b"]


def test_an_id_has_no_invisible_characters_and_keeps_its_zeros(write, read):
    batch = read(
        write("ticket_id,opened_at\n00\u200b12,2026-04-01\n0012.0,2026-04-01\n7.00,2026-04-01\nA.0,2026-04-01\n")
    )
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["0012", "0012.0", "7.00", "A.0"]
    assert [(each.line, each.value) for each in batch.warnings if each.code == "id_with_decimals"] == [
        (3, "0012.0"),
        (4, "7.00"),
    ]


def test_one_form_leaves_other_texts_as_they_are():
    texts = ["K-1001", "髙①𠮷", "ガス", None]
    assert identifiers.one_form(pa.chunked_array([texts, texts[:2]])).to_pylist() == [*texts, *texts[:2]]


def test_errors_of_formulas_are_missing_in_texts_and_reject_elsewhere(write, read):
    batch = read(
        write(
            "ticket_id,opened_at,subject,csat\n"
            "T1,2026-04-01,#REF!,\n#N/A,2026-04-01,,\nT3,2026-04-01,,#DIV/0!\nT4,2026-04-01,#1 broken,\n"
        )
    )
    assert batch.tables["tickets"]["subject"].to_pylist() == [None, "#1 broken"]
    assert [(each.line, each.column, each.code) for each in batch.rejects] == [
        (3, "ticket_id", "error_value"),
        (4, "csat", "error_value"),
    ]
    assert [(each.line, each.value) for each in batch.warnings if each.code == "error_value"] == [(2, "#REF!")]


def test_marks_for_nothing_are_missing_where_no_text_could_stand(write, read):
    batch = read(write("ticket_id,opened_at,subject,csat,channel,vendor_declined\nT1,2026-04-01,-,-,N/A,なし\n"))
    (ticket,) = batch.tables["tickets"].to_pylist()
    assert [ticket[name] for name in ("subject", "csat", "channel", "vendor_declined")] == ["-", None, None, False]
    assert [(each.column, each.value) for each in batch.warnings if each.code == "mark_for_nothing"] == [
        ("channel", "N/A"),
        ("csat", "-"),
    ]
