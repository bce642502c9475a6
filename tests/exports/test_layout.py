"""Where the heading line stands, and what separates the fields."""

import pytest

from refusals import Refusal


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_the_one_that_gives_a_known_heading_line(write, read, delimiter):
    text = 'ticket_id|opened_at|"subject, or; title"|件名\nT1|2026-04-01|x|"a,b;c\td"\n'.replace("|", delimiter)
    tickets = read(write(text)).tables["tickets"].to_pylist()
    assert [(each["ticket_id"], each["subject"]) for each in tickets] == [("T1", "a,b;c\td")]


def test_a_decimal_comma_between_semicolons_is_no_separator(write, read):
    path = write("ticket_id;opened_at;subject\nT1;2026-04-01;1,5 Stunden\nT2;2026-04-01;2,25\n")
    assert read(path).tables["tickets"]["subject"].to_pylist() == ["1,5 Stunden", "2,25"]


@pytest.mark.parametrize(("first", "delimiter"), [("sep=;", ";"), ('"sep=|"', "|"), ("SEP=\t", "\t"), ("sep=,", ",")])
def test_a_first_line_may_name_the_separator(write, read, first, delimiter):
    rows = "ticket_id|opened_at|subject\r\nT1|2026-04-01|a\r\nT2|x|b\r\n".replace("|", delimiter)
    batch = read(write(f"{first}\r\n{rows}"))
    assert batch.tables["tickets"].select(["ticket_id", "source_line"]).to_pylist() == [
        {"ticket_id": "T1", "source_line": 3}
    ]
    assert [each.line for each in batch.rejects] == [4]
    assert not [each for each in batch.warnings if each.code == "preamble"]


def test_rows_above_the_heading_line_are_skipped_with_a_warning(write, read):
    path = write(
        "チケット一覧,,\n出力日: 2026/4/1,,\n\nticket_id,opened_at,subject\nT1,2026-04-01,a\nT2,x,b\nT3,2026-04-02,c\n"
    )
    batch = read(path)
    assert batch.files[0].header == ("ticket_id", "opened_at", "subject")
    assert batch.files[0].read == 3
    assert batch.tables["tickets"]["source_line"].to_pylist() == [5, 7]
    assert [(each.line, each.record) for each in batch.rejects] == [(6, ("T2", "x", "b"))]
    (note,) = (each for each in batch.warnings if each.code == "preamble")
    assert (note.line, note.en) == (
        1, "The rows above the heading line (line 4) are no records and were skipped: 2.",
    )  # fmt: skip


def test_rows_above_the_heading_line_may_have_another_separator_and_stray_quotes(write, read):
    path = write('Report, 5" disks, all\n"Ticket_ID"\t"Opened at"\nT1\t2026-04-01\n')
    assert read(path).tables["tickets"]["source_line"].to_pylist() == [3]


def test_a_heading_line_beyond_twenty_rows_is_not_looked_for(write, read):
    with pytest.raises(Refusal, match="line 1"):
        read(write("表題,\n" * 20 + "ticket_id,opened_at\nT1,2026-04-01\n"))


def test_a_heading_line_that_lacks_a_column_is_named_below_its_title(write, read):
    with pytest.raises(Refusal, match=r'line 3 fits no known kind.*lacks "opened_at"'):
        read(write("チケット一覧\n\nticket_id;severity;subject\nT1;S1;a\n"))


def test_nothing_below_a_heading_line_that_stands_below_a_title(write, read):
    (warning,) = (each for each in read(write("title\nticket_id,opened_at\n")).warnings if each.code == "no_records")
    assert warning.line == 2


def test_more_than_five_hundred_columns_are_loaded_and_those_known_are_kept(write, read):
    others = ",".join(f"x{number}" for number in range(600))
    cells = ",".join("v" for number in range(600))
    batch = read(write(f"{others},ticket_id,opened_at\n{cells},T1,2026-04-01\n{cells},T2,x\n"))
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T1"]
    assert batch.rejects[0].record == (*["v"] * 600, "T2", "x")


def test_more_columns_than_a_sheet_can_have_are_refused(write, read):
    with pytest.raises(Refusal, match="line 1 has 16,386 columns"):
        read(write("ticket_id,opened_at" + ",x" * 16_384 + "\n"))


def test_headings_that_no_column_needs_may_stand_twice(write, read):
    batch = read(write("memo,ticket_id,memo,opened_at\na,T1,b,2026-04-01\n"))
    assert batch.tables["tickets"]["ticket_id"].to_pylist() == ["T1"]
