"""Files with a name, a kind, a mapping and fixed values of their own."""

import pytest

import exports
from exports import Options, Source
from refusals import Refusal

CONTRACTS = "契約ID,顧客ID,開始日,終了日\nC1,A,2026-04-01,2027-03-31\n"
TICKETS = "Vorgang,Gemeldet,opened_at\nT1,2026-04-02 10:00,2026-04-01 09:00\n"


def test_a_fixed_value_is_that_of_every_record(read, write):
    batch = read(write(CONTRACTS), fixed={"program": "ivanti", "tier": "premium"})
    (row,) = batch.tables["contracts"].to_pylist()
    assert (row["program"], row["tier"], row["contract_id"]) == ("ivanti", "premium", "C1")


def test_a_fixed_value_goes_before_the_column_of_the_file(read, write):
    batch = read(write("ticket_id,opened_at,channel\nT1,2026-04-01,email\n"), fixed={"channel": "phone"})
    assert batch.tables["tickets"]["channel"].to_pylist() == ["phone"]


def test_a_wrong_fixed_value_rejects_the_records_and_names_its_column(read, write):
    batch = read(write(CONTRACTS), fixed={"program": "nonsense"})
    (reject,) = batch.rejects
    assert (reject.column, reject.value, reject.code) == ("program", "nonsense", "unknown_code")
    assert reject.record == ("C1", "A", "2026-04-01", "2027-03-31")


def test_a_column_can_be_read_from_no_heading(read, write):
    batch = read(write("ticket_id,opened_at,担当者\nT1,2026-04-01,青木\n"), mapping={"assignee": ""})
    assert batch.tables["tickets"]["assignee"].to_pylist() == [None]


def test_a_named_kind_is_read_as_that_kind_or_refused(read, write):
    file = write("ticket_id,opened_at,at,field,new\nT1,2026-04-01,2026-04-02,status,closed\n")
    assert list(read(file, kind="tickets").tables) == ["tickets"]
    with pytest.raises(Refusal, match="contracts, which lacks"):
        read(file, kind="contracts")


@pytest.mark.parametrize("wrong", [{"kind": "ticket"}, {"fixed": {"colour": "red"}}])
def test_an_unknown_kind_or_column_is_refused(read, write, wrong):
    with pytest.raises(Refusal, match=r"is unknown|no column"):
        read(write(TICKETS), **wrong)


def test_each_source_has_its_own_name_and_options(terms, write):
    german = Options(timezone="Europe/Berlin", mapping={"ticket_id": "Vorgang", "opened_at": "Gemeldet"})
    sources = [
        Source(write(TICKETS, "1.bin"), "München.csv", german),
        Source(write("ticket_id,opened_at\nT2,2026-04-02 10:00\n", "2.bin"), "東京.csv", Options()),
    ]
    batch = exports.read(sources, terms, {"japan-support"})
    assert [file.file for file in batch.files] == ["München.csv", "東京.csv"]
    opened = {row["ticket_id"]: f"{row['opened_at']:%H:%M}" for row in batch.tables["tickets"].to_pylist()}
    assert opened == {"T1": "08:00", "T2": "01:00"}
    assert set(batch.tables["tickets"]["source_file"].to_pylist()) == {"München.csv", "東京.csv"}


def test_an_empty_source_is_refused_by_its_name(terms, write):
    with pytest.raises(Refusal, match=r"^leer\.csv is empty"):
        exports.read([Source(write("", "1.bin"), "leer.csv", Options())], terms, set())
