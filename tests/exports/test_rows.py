"""What the rows of each kind must fulfil: rejected with its place, or loaded with a warning."""

from datetime import date
from decimal import Decimal

CONTRACT = "contract_id,customer_id,program,tier,purchased_on,start_on,end_on,calendar\n"


def codes(findings, *shown):
    return [(each.line, each.column, each.value, each.code) for each in findings if not shown or each.code in shown]


def test_a_contract_needs_a_tier_of_its_programme(write, read):
    batch = read(
        write(
            CONTRACT + "C1,K,ivanti,Standard,,2026-04-01,2027-03-31,\n"
            "C2,K,ivanti,,,2026-04-01,2027-03-31,\n"
            "C3,K,ivanti,saas,,2026-04-01,2027-03-31,\n"
            "C4,K,ivanti,gold,,2026-04-01,2027-03-31,\n"
            "C5,K,asgent,,,2026-04-01,2027-03-31,\n"
            "C6,K,asgent,saas,,2026-04-01,2027-03-31,\n"
            "C7,K,asgent,premium,,2026-04-01,2027-03-31,\n"
            "C8,K,acme,,,2026-04-01,2027-03-31,\n"
        )
    )
    assert [(row["contract_id"], row["tier"]) for row in batch.tables["contracts"].to_pylist()] == [
        ("C1", "standard"),
        ("C5", None),
        ("C6", "saas"),
    ]
    assert codes(batch.rejects) == [
        (3, "tier", None, "no_tier"),
        (4, "tier", "saas", "unknown_tier"),
        (5, "tier", "gold", "unknown_tier"),
        (8, "tier", "premium", "unknown_tier"),
        (9, "program", "acme", "unknown_code"),
    ]
    assert "ivanti, asgent" in batch.rejects[-1].en
    assert "standard, enterprise, premium, enhanced" in batch.rejects[1].ja


def test_a_contract_with_an_unknown_calendar_names_the_known_ones(write, read):
    path = write(CONTRACT + "C1,K,asgent,,,2026-04-01,2027-03-31,tokio\nC2,K,asgent,,,2026-04-01,2027-03-31,b\n")
    batch = read(path, calendars={"a", "b"})
    assert codes(batch.rejects) == [(2, "calendar", "tokio", "unknown_calendar")]
    assert "a, b" in batch.rejects[0].en


def test_a_term_that_ends_before_it_starts_is_rejected(write, read):
    batch = read(write(CONTRACT + "C1,K,asgent,,,2026-04-02,2026-04-01,\n"))
    assert codes(batch.rejects) == [(2, "start_on", "2026-04-02", "start_after_end")]


def test_a_term_of_another_length_is_loaded_with_a_warning(write, read):
    terms = [("2026-04-01", "2027-03-31"), ("2028-02-29", "2029-02-28"), ("2026-04-01", "2027-04-01"),
             ("2026-04-01", "2026-09-30")]  # fmt: skip
    batch = read(write(CONTRACT + "".join(f"C{n},K,asgent,,,{a},{b},\n" for n, (a, b) in enumerate(terms))))
    assert batch.files[0].loaded == 4
    assert [each.line for each in batch.warnings if each.code == "not_twelve_months"] == [4, 5]


def test_enhanced_bought_since_its_last_day_of_sale_is_loaded_and_flagged(write, read):
    batch = read(
        write(
            CONTRACT + "C1,K,ivanti,enhanced,2020-02-29,2026-04-01,2027-03-31,\n"
            "C2,K,ivanti,enhanced,2020-03-01,2026-04-01,2027-03-31,\n"
        )
    )
    assert batch.files[0].loaded == 2
    assert codes(batch.warnings) == [(3, "purchased_on", "2020-03-01", "sold_too_late")]


def test_an_answer_before_the_opening_is_loaded_and_flagged(write, read):
    batch = read(write("ticket_id,opened_at,first_response_at,severity\nT1,2026-04-01 09:00,2026-04-01 08:59,S2\n"))
    assert batch.files[0].loaded == 1
    assert (2, "first_response_at", "2026-04-01 08:59", "answer_before_opening") in codes(batch.warnings)


def test_severities_keep_their_label_and_unknown_ones_are_reported(write, read):
    batch = read(write("ticket_id,opened_at,severity\nT1,2026-04-01,S1—重大\nT2,2026-04-01,blocker\nT3,2026-04-01,\n"))
    rows = [(row["severity"], row["severity_label"]) for row in batch.tables["tickets"].to_pylist()]
    assert rows == [("S1", "S1—重大"), (None, "blocker"), (None, None)]
    assert codes(batch.warnings, "unknown_severity", "no_severity") == [
        (3, "severity", "blocker", "unknown_severity"),
        (4, "severity", None, "no_severity"),
    ]


def test_an_s1_that_was_not_reported_by_phone_is_flagged(write, read):
    channels = ["phone", "callback", "portal", ""]
    path = write("ticket_id,opened_at,severity,channel\n" + "".join(f"T{c},2026-04-01,S1,{c}\n" for c in channels))
    flagged = codes(read(path).warnings, "s1_not_by_phone")
    assert flagged == [(4, "channel", "portal", "s1_not_by_phone"), (5, "channel", None, "s1_not_by_phone")]


def test_missing_required_values_are_rejected(write, read):
    batch = read(write("ticket_id,opened_at\n,2026-04-01\nT2,  \nT3,2026-04-01\n"))
    assert codes(batch.rejects) == [(2, "ticket_id", None, "missing_value"), (3, "opened_at", None, "missing_value")]


def test_days_come_in_halves_and_at_most_one_a_row(write, read):
    days = ["0.5", "1", "1.0", ".5", "0.25", "1.5", "2", "-0.5", "0", "半日"]
    path = write(
        "subscription_id,date,days,mode\n" + "".join(f"S1,2026-04-{n + 1:02},{d},onsite\n" for n, d in enumerate(days))
    )
    batch = read(path)
    assert batch.tables["trm_days"]["days"].to_pylist() == [Decimal("0.5"), Decimal(1), Decimal(1), Decimal("0.5")]
    assert [each.line for each in batch.rejects] == [6, 7, 8, 9, 10, 11]
    assert batch.tables["trm_days"]["status"].to_pylist() == ["delivered"] * 4


def test_closed_lists_that_a_ledger_rests_on_are_strict(write, read):
    batch = read(
        write(
            "subscription_id,date,days,mode,status\nS1,2026-04-01,1,オンサイト,予定\nS1,2026-04-02,1,by car,\n"
            "S1,2026-04-03,1,remote,perhaps\n"
        ),
        write("subscription_id,customer_id,trm_type,purchased_on\nS1,K,gold,2026-04-01\n", "b.csv"),
    )
    assert [(row["mode"], row["status"]) for row in batch.tables["trm_days"].to_pylist()] == [("onsite", "planned")]
    assert [(each.column, each.value) for each in batch.rejects] == [
        ("mode", "by car"), ("status", "perhaps"), ("trm_type", "gold"),
    ]  # fmt: skip


def test_ticket_events_speak_in_codes_and_keep_their_order(write, read):
    batch = read(
        write(
            "ticket_id,at,field,old,new\nT1,2026-04-01 10:00,重要度,3,P1\nT1,2026-04-01 09:00,status,新規,解決済み\n"
            "T1,2026-04-01 09:00,assignee,3,P1\nT1,2026-04-01 11:00,severity,1,blocker\nT1,2026-04-01,colour,a,b\n"
        )
    )
    events = [(row["seq"], row["field"], row["old"], row["new"]) for row in batch.tables["ticket_events"].to_pylist()]
    assert events == [
        (1, "severity", "S3", "S1"), (2, "status", "new", "resolved"), (3, "assignee", "3", "P1"),
        (4, "severity", "S1", "blocker"),
    ]  # fmt: skip
    assert codes(batch.rejects) == [(6, "field", "colour", "unknown_code")]
    assert (5, "new", "blocker", "unknown_severity") in codes(batch.warnings)


def test_references_that_lead_nowhere_are_warnings(write, read):
    batch = read(
        write(CONTRACT + "C1,K1,asgent,,,2026-04-01,2027-03-31,\n", "contracts.csv"),
        write(
            "ticket_id,opened_at,contract_id,customer_id\nT1,2026-04-01,C9,K1\nT2,2026-04-01,,K9\nT3,2026-04-01,,\n"
            "T4,2026-03-31 23:59,C1,\nT5,2026-04-01 00:00,C1,\nT6,2027-03-31 23:59,C1,\nT7,2027-04-01 00:00,C1,\n"
        ),
        write("ticket_id,at,field,new\nT9,2026-04-01,status,open\n", "events.csv"),
        write("subscription_id,customer_id,trm_type,purchased_on\nS1,K1,basic,2026-04-01\n", "subs.csv"),
        write(
            "subscription_id,date,days,mode,consultant\nS1,2026-03-31,1,remote,Abe\nS1,2026-04-01,1,remote,Abe\n"
            "S9,2026-04-01,0.5,remote,Abe\n",
            "days.csv",
        ),
    )
    assert batch.rejects == []
    expected = {
        ("unknown_contract", 2), ("unknown_customer", 3), ("no_contract_given", 4), ("outside_term", 5),
        ("unknown_ticket", 2), ("before_first_term", 2), ("unknown_subscription", 4), ("more_than_a_day", 3),
    }  # fmt: skip
    assert {(each.code, each.line) for each in batch.warnings if each.code != "no_severity"} == expected
    outside = [each for each in batch.warnings if each.code == "outside_term"]
    assert [each.count for each in outside] == [2]


def test_coupons_without_a_number_are_one_and_dates_are_dates(write, read):
    batch = read(write("subscription_id,used_on,quantity\nS1,2026-04-01,\nS1,2026/4/2,2\n"))
    rows = [(row["used_on"], row["quantity"]) for row in batch.tables["trm_coupons"].to_pylist()]
    assert rows == [(date(2026, 4, 1), 1), (date(2026, 4, 2), 2)]


def test_terms_that_overlap_and_gaps_between_terms_are_warnings(write, read):
    terms = [("C1", "2024-04-01", "2025-03-31"), ("C1", "2025-04-01", "2026-03-31"), ("C1", "2026-04-02", "2027-04-01"),
             ("C1", "2027-04-01", "2028-03-31"), ("C2", "2025-04-01", "2026-03-31"), ("C2", "2024-01-01", "2030-12-31"),
             ("C3", "2024-04-01", "2025-03-31"), ("C4", "2030-04-01", "2031-03-31")]  # fmt: skip
    lines = "".join(f"{contract},K1,asgent,,,{start},{end},\n" for contract, start, end in terms)
    batch = read(write(CONTRACT + lines))
    assert batch.tables["contracts"].num_rows == len(terms)
    found = {(each.code, each.line, each.value) for each in batch.warnings if each.code.endswith("_terms")}
    assert found == {
        ("gap_between_terms", 4, "C1"),
        ("overlapping_terms", 5, "C1"),
        ("overlapping_terms", 6, "C2"),
    }


def test_a_resolution_before_the_answer_is_a_warning(write, read):
    batch = read(
        write(
            "ticket_id,opened_at,first_response_at,resolved_at\n"
            "T1,2026-04-01 09:00,2026-04-01 11:00,2026-04-01 10:59\n"
            "T2,2026-04-01 09:00,2026-04-01 11:00,2026-04-01 11:00\n"
        )
    )
    assert batch.tables["tickets"].num_rows == 2
    assert [each.line for each in batch.warnings if each.code == "resolution_before_answer"] == [2]
