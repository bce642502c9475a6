"""What a file would become, told before anything is loaded."""

from datetime import datetime

import pytest

from exports import Options, Source
from exports.inspecting import inspect

HEADER = "Vorgang,受付日時,重要度,件名,Extra\n"


@pytest.fixture
def look(write, terms):
    def looked(text, **options):
        return inspect(Source(write(text, "1.bin"), "tickets.csv", Options(**options)), terms, {"japan-support"})

    return looked


def test_a_file_without_a_required_column_says_what_it_lacks_and_still_tells_its_headings(look):
    found = look(HEADER + "V1,2026-04-01 10:00,S1,a,x\n")
    assert "ticket_id" in found.refused and found.refused.startswith("tickets.csv")
    assert (found.kind, found.lacking, found.read) == ("tickets", ("ticket_id",), 0)
    assert found.headings == {"opened_at": "受付日時", "severity": "重要度", "subject": "件名"}
    assert found.ignored == ("Vorgang", "Extra")
    assert found.header == ("Vorgang", "受付日時", "重要度", "件名", "Extra")


def test_with_the_mapping_corrected_it_tells_what_it_would_load_and_reject(look):
    records = (
        "V1,2026-04-01 10:00,S1,a,x\nV2,someday,S2,b,x\nV3,never,S3,c,x\nV4,2026-04-02 09:00,S9,d,x\n,2026-04-02,S1,,\n"
    )
    found = look(HEADER + records, mapping={"ticket_id": "Vorgang"})
    assert (found.refused, found.read, found.loaded, found.rejected) == (None, 5, 2, 3)
    assert [(each.rejects, each.code, each.count, each.example.line) for each in found.problems[:2]] == [
        (True, "unreadable_instant", 2, 3),
        (True, "missing_value", 1, 6),
    ]
    assert {each.code for each in found.problems if not each.rejects} >= {"unknown_severity", "s1_not_by_phone"}
    assert found.preview["ticket_id"].to_pylist() == ["V1", "V4"]
    assert found.preview["opened_at"].to_pylist() == [datetime(2026, 4, 1, 1), datetime(2026, 4, 2)]
    assert found.latest == datetime(2026, 4, 2)
    assert found.ignored == ("Extra",)


def test_a_kind_that_is_named_shows_what_that_kind_lacks(look):
    found = look(HEADER + "V1,2026-04-01 10:00,S1,a,x\n", kind="contracts")
    assert (found.kind, "contract_id" in found.lacking) == ("contracts", True)


def test_fixed_values_lack_no_longer(look):
    text = "契約ID,顧客ID,開始日,終了日\nC1,A,2026-04-01,2027-03-31\n"
    assert look(text).lacking == ("program",)
    found = look(text, fixed={"program": "ivanti", "tier": "premium"})
    assert (found.lacking, found.loaded) == ((), 1)
    assert found.preview["program"].to_pylist() == ["ivanti"]


def test_twenty_rows_are_previewed(look):
    found = look("ticket_id,opened_at\n" + "".join(f"T{number},2026-04-01\n" for number in range(50)))
    assert (found.loaded, found.preview.num_rows) == (50, 20)


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("", {}, "is empty"),
        ("ticket_id,opened_at\nT1,3/4/2026\n", {}, "--date-order"),
        ("ticket_id,opened_at\nT1,2026-04-01\n", {"timezone": "Mars"}, "Mars"),
        ("a,b\n1,2\n", {}, "no heading of line 1 is known"),
    ],
)
def test_what_refuses_a_file_is_one_sentence(look, text, options, said):
    assert said in look(text, **options).refused


def test_an_unproven_order_of_dates_can_be_said(look):
    found = look("ticket_id,opened_at\nT1,3/4/2026\n", date_order="dmy")
    assert (found.refused, found.latest) == (None, datetime(2026, 4, 2, 15))
