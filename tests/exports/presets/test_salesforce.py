"""Salesforce: cases, and contracts whose end is a term of months."""

from datetime import date, datetime

import pytest

IVANTI = {"program": "ivanti", "tier": "standard"}
CASE = {
    "Id": "5005g00000Abc1AAA", "IsDeleted": "false", "CaseNumber": "00001026", "AccountId": "0015g00000Xyz1AAA",
    "Type": "Mechanical", "Status": "Working", "Origin": "Phone", "Subject": "Seeking guidance", "Priority": "High",
    "IsClosed": "false", "ClosedDate": "", "OwnerId": "0055g00000Own1AAA", "CreatedDate": "2026-04-01T00:05:09.000Z",
    "LastModifiedDate": "2026-04-02T00:00:00.000Z", "Product__c": "GC1060",
}  # fmt: skip
CONTRACT = {
    "Id": "8005g00000Con1AAA", "AccountId": "0015g00000Xyz1AAA", "StartDate": "2026-04-01", "ContractTerm": "12",
    "Status": "Activated", "StatusCode": "Activated", "IsDeleted": "false", "ContractNumber": "00000100",
    "CreatedDate": "2026-03-01T00:00:00.000Z",
}  # fmt: skip


def test_a_case(export, read):
    (row,) = read(export("salesforce_case_weekly_export", CASE)).tables["tickets"].to_pylist()
    expected = {
        "ticket_id": "00001026", "customer_id": "0015g00000Xyz1AAA", "severity": "S2", "channel": "phone",
        "status": "open", "opened_at": datetime(2026, 4, 1, 0, 5, 9), "closed_at": None, "first_response_at": None,
        "product": "GC1060", "category": "Mechanical", "subject": "Seeking guidance", "assignee": "0055g00000Own1AAA",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_a_closing_before_the_opening_is_loaded_and_warned_of(export, read, warned):
    row = CASE | {"Status": "Closed", "ClosedDate": "2026-03-30T10:00:00.000Z"}
    batch = read(export("salesforce_case_weekly_export", row))
    (row,) = batch.tables["tickets"].to_pylist()
    assert row["closed_at"] == row["resolved_at"] == datetime(2026, 3, 30, 10)
    assert warned(batch, "closing_before_opening") == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [("New", "new"), ("Working", "open"), ("Escalated", "open"), ("On Hold", "open"), ("Closed", "closed")],
)
def test_states_of_a_case(export, tickets, status, code):
    path = export("salesforce_case_weekly_export", CASE | {"Status": status})
    assert tickets(path, "status") == [("00001026", code)]


@pytest.mark.parametrize(("origin", "code"), [("Phone", "phone"), ("Web", "portal"), ("Email", "email")])
def test_origins_of_a_case(export, tickets, origin, code):
    path = export("salesforce_case_weekly_export", CASE | {"Origin": origin})
    assert tickets(path, "channel") == [("00001026", code)]


def test_a_deleted_record_is_rejected(export, read):
    rows = [CASE, CASE | {"CaseNumber": "00001027", "IsDeleted": "true"}]
    batch = read(export("salesforce_case_weekly_export", *rows))
    assert [(each.line, each.code, each.column) for each in batch.rejects] == [(3, "deleted_record", "IsDeleted")]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-04-01", "12", date(2027, 3, 31)),
        ("2026-04-15", "1", date(2026, 5, 14)),
        ("2026-01-31", "1", date(2026, 2, 28)),
        ("2028-02-29", "12", date(2029, 2, 28)),
        ("2028-02-29", "48", date(2032, 2, 28)),
        ("2025-02-28", "36", date(2028, 2, 27)),
        ("2026-10-31", "6", date(2027, 4, 30)),
    ],
)
def test_a_contract_ends_by_its_term(export, read, start, months, end):
    path = export("salesforce_contract", CONTRACT | {"StartDate": start, "ContractTerm": months})
    (row,) = read(path, fixed=IVANTI).tables["contracts"].to_pylist()
    assert (row["contract_id"], row["customer_id"], row["end_on"]) == ("00000100", "0015g00000Xyz1AAA", end)
    assert (row["program"], row["tier"]) == ("ivanti", "standard")


def test_without_a_programme_the_rows_are_rejected_with_the_remedy(export, read):
    (reject,) = read(export("salesforce_contract", CONTRACT)).rejects
    assert (reject.line, reject.code, reject.column) == (2, "no_program", "program")
    for remedy in ("--fixed program=ivanti", "--map program=", "saved mapping"):
        assert remedy in reject.en
    assert "--fixed program=ivanti" in reject.ja


@pytest.mark.parametrize("months", ["", "0", "-3", "99999999"])
def test_a_contract_that_says_no_end_is_rejected(export, read, months):
    batch = read(export("salesforce_contract", CONTRACT | {"ContractTerm": months}), fixed=IVANTI)
    assert [each.code for each in batch.rejects] == ["no_end"]


def test_a_term_beyond_the_last_year_says_no_end(export, read):
    batch = read(
        export("salesforce_contract", CONTRACT | {"StartDate": "9950-01-01", "ContractTerm": "1200"}), fixed=IVANTI
    )
    assert [each.code for each in batch.rejects] == ["no_end"]


def test_canonical_names_of_custom_fields_are_read(export, read):
    custom = {
        "Program__c": "Ivanti",
        "Tier__c": "premium",
        "Annual_Fee__c": "1,200,000",
        "Customer_Name__c": "青葉精機",
    }
    (row,) = read(export("salesforce_contract", CONTRACT | custom, also=tuple(custom))).tables["contracts"].to_pylist()
    assert (row["program"], row["tier"], int(row["annual_fee"]), row["customer_name"]) == (
        "ivanti", "premium", 1_200_000, "青葉精機",
    )  # fmt: skip


def test_a_contract_that_is_not_activated_is_warned_of(export, read, warned):
    rows = [CONTRACT, CONTRACT | {"ContractNumber": "00000101", "StatusCode": "Draft", "Status": "Draft"}]
    batch = read(export("salesforce_contract", *rows), fixed=IVANTI)
    assert (batch.tables["contracts"].num_rows, warned(batch, "not_activated")) == (2, 1)


def test_a_service_contract_ends_as_written_else_by_its_term(export, read):
    row = {"ContractNumber": "00000200", "AccountId": "A1", "StartDate": "2026-04-01", "Term": "12",
           "IsDeleted": "false", "CurrencyIsoCode": "JPY"}  # fmt: skip
    rows = [row, row | {"ContractNumber": "00000201", "EndDate": "2026-09-30"}]
    contracts = read(export("salesforce_service_contract", *rows), fixed=IVANTI).tables["contracts"]
    assert contracts.select(["contract_id", "end_on", "currency"]).to_pylist() == [
        {"contract_id": "00000200", "end_on": date(2027, 3, 31), "currency": "JPY"},
        {"contract_id": "00000201", "end_on": date(2026, 9, 30), "currency": "JPY"},
    ]


def test_an_entitlement_is_a_contract_that_its_cases_name(export, read, warned):
    entitlement = {"Id": "5505g00000Ent1AAA", "Name": "Gold", "AccountId": "A1", "StartDate": "2026-04-01",
                   "EndDate": "2027-03-31", "IsDeleted": "false"}  # fmt: skip
    endless = entitlement | {"Id": "5505g00000Ent2AAA", "EndDate": ""}
    case = CASE | {"EntitlementId": "5505g00000Ent1AAA"}
    batch = read(
        export("salesforce_entitlement", entitlement, endless),
        export("salesforce_case_weekly_export", case, also=("EntitlementId",)),
        fixed=IVANTI,
    )
    assert batch.tables["contracts"]["contract_id"].to_pylist() == ["5505g00000Ent1AAA"]
    assert [each.code for each in batch.rejects] == ["no_end"]
    assert batch.tables["tickets"]["contract_id"].to_pylist() == ["5505g00000Ent1AAA"]
    assert warned(batch, "unknown_contract") == 0


def test_a_report_with_the_headings_of_the_pages(write, tickets):
    text = (
        "Case Number,Account Name,Subject,Status,Priority,Case Origin,Case Owner,Date/Time Opened,Date/Time Closed\n"
        "00001026,青葉精機,Down,Closed,Low,Web,Mori,2026/04/01 9:05,2026/04/01 15:30\n"
    )
    opened, closed = datetime(2026, 4, 1, 0, 5), datetime(2026, 4, 1, 6, 30)
    assert tickets(write(text), "customer_id", "severity", "channel", "opened_at", "closed_at") == [
        ("00001026", "青葉精機", "S4", "portal", opened, closed)
    ]
