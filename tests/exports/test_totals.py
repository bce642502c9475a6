"""Rows that sum up others count as records of the file and of nothing else."""

import pytest

from exports.totals import is_total


@pytest.mark.parametrize(
    "word",
    ["合計", "小計", "総計", "計", "合 計", "合計：", "TOTAL", "Total:", "Grand Total", "Subtotal", "ｔｏｔａｌ"],
)
def test_words_of_a_total(word):
    assert is_total(["", " ", word, "3"])


@pytest.mark.parametrize("word", ["計画", "会計", "Total outage", "合計が合わない", "subtotals of May"])
def test_words_of_a_record(word):
    assert not is_total(["", word, "合計"])


@pytest.mark.parametrize("row", ["合計,,2,", ",,合計,2", "Total,2026-04-01,,", "合計,2"])
def test_a_total_row_is_rejected(write, read, row):
    batch = read(write(f"ticket_id,opened_at,subject,x\nT1,2026-04-01,a,1\nT2,2026-04-01,b,1\n{row}\n"))
    assert [(each.line, each.code) for each in batch.rejects] == [(4, "total_row")]
    assert batch.rejects[0].record == tuple(row.split(","))
    assert batch.files[0].read == 3


def test_the_word_may_stand_in_a_column_that_is_not_read(write, read):
    batch = read(write("No,ticket_id,opened_at\n1,T1,2026-04-01\n計,,\n"))
    assert [(each.line, each.code) for each in batch.rejects] == [(3, "total_row")]


def test_a_record_that_has_all_it_needs_may_begin_with_the_word(write, read):
    batch = read(write("subject,ticket_id,opened_at\nTotal,T1,2026-04-01\n"))
    assert batch.tables["tickets"]["subject"].to_pylist() == ["Total"]


def test_a_record_that_lacks_a_value_is_no_total(write, read):
    batch = read(write("subject,ticket_id,opened_at\n計画,T1,\n"))
    assert [each.code for each in batch.rejects] == ["missing_value"]
