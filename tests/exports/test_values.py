"""How written values are read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from exports.codes import severity
from refusals import Refusal


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("S1", "S1"), ("s2", "S2"), ("P1", "S1"), ("1", "S1"), ("重要度1", "S1"), ("重大", "S1"), ("S1—重大", "S1"),
        ("Severity 1", "S1"), ("Critical", "S1"), ("1 - Critical", "S1"), ("Sev1", "S1"), ("ＳＥＶ １", "S1"),
        ("Ｓ１", "S1"), ("Sev 1", "S1"), ("SEV-1", "S1"), ("重大度2", "S2"), ("緊急", None), ("Priority 3", "S3"),
        ("重要度：３", "S3"), ("高", "S2"), ("High", "S2"), ("2 - High", "S2"), ("中", "S3"),
        ("Medium", "S3"), ("3 - Moderate", "S3"), ("低", "S4"), ("4 - Low", "S4"), ("P4", "S4"),
        ("5", None), ("S5", None), ("S0", None), ("Urgent!", None), ("1 - Low", None), ("12", None), ("S1 or S2", None),
    ],
)  # fmt: skip
def test_severity_labels(label, expected):
    assert severity(label) == expected


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-04-01T09:05:00+09:00", datetime(2026, 4, 1, 0, 5)),
        ("2026-04-01T09:05:00Z", datetime(2026, 4, 1, 9, 5)),
        ("2026-04-01T09:05:00+0900", datetime(2026, 4, 1, 0, 5)),
        ("2026-04-01 09:05:00 -03:30", datetime(2026, 4, 1, 12, 35)),
        ("2026-04-01T09:05:59.999+09:00", datetime(2026, 4, 1, 0, 5, 59)),
        ("2026-04-01 09:05", datetime(2026, 4, 1, 0, 5)),
        ("2026-04-01 09:05:07", datetime(2026, 4, 1, 0, 5, 7)),
        ("2026/4/1 9:05", datetime(2026, 4, 1, 0, 5)),
        ("2026/04/01", datetime(2026, 3, 31, 15, 0)),
        ("2026-04-01 24:00", datetime(2026, 4, 1, 15, 0)),
        ("２０２６／４／１　９：０５", datetime(2026, 4, 1, 0, 5)),
        (" 2026-04-01 09:05 ", datetime(2026, 4, 1, 0, 5)),
        ("2028-02-29 09:05", datetime(2028, 2, 29, 0, 5)),
    ],
)
def test_instants(column, written, utc):
    assert column("opened_at", written) == [utc]


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30 09:05", "2026-04-01 25:00", "2026-04-01 24:01", "2026-04-01 09:60", "2026-04-01 09:05 EST",
        "2026-13-01", "0000-00-00", "26-04-01", "202604010905", "yesterday", "2026-04-01T09:05:00+19:00", "60",
        "2027-02-29",
    ],
)  # fmt: skip
def test_what_is_no_instant_is_rejected(column, written):
    assert column("opened_at", written) == ["rejected"]


def test_the_zone_of_the_options_holds_where_no_offset_is_written(column):
    found = column(
        "opened_at", "2026-01-15 12:00", "2026-07-15 12:00", "2026-07-15T12:00Z", timezone="America/New_York"
    )
    assert found == [datetime(2026, 1, 15, 17, 0), datetime(2026, 7, 15, 16, 0), datetime(2026, 7, 15, 12, 0)]


def test_a_repeated_hour_takes_its_first_reading_and_a_skipped_one_moves_forward(write, read):
    # New York: 2026-03-08 02:00 → 03:00, 2026-11-01 02:00 → 01:00.
    times = ["2026-03-08 01:59", "2026-03-08 02:30", "2026-03-08 03:00", "2026-11-01 00:59", "2026-11-01 01:30",
             "2026-11-01 02:00"]  # fmt: skip
    path = write("ticket_id,opened_at\n" + "\n".join(f"T{n},{time}" for n, time in enumerate(times)))
    batch = read(path, timezone="America/New_York")
    assert batch.tables["tickets"]["opened_at"].to_pylist() == [
        datetime(2026, 3, 8, 6, 59),
        datetime(2026, 3, 8, 7, 30),
        datetime(2026, 3, 8, 7, 0),
        datetime(2026, 11, 1, 4, 59),
        datetime(2026, 11, 1, 5, 30),
        datetime(2026, 11, 1, 7, 0),
    ]
    doubts = {(each.code, each.line) for each in batch.warnings if each.code.endswith("_hour")}
    assert doubts == {("skipped_hour", 3), ("repeated_hour", 6)}


def test_an_unknown_zone_is_refused(column):
    with pytest.raises(Refusal, match="Asia/Tokio"):
        column("opened_at", "2026-04-01", timezone="Asia/Tokio")


def test_the_order_of_day_and_month_is_decided_for_the_whole_column(column):
    april_first = datetime(2026, 3, 31, 15, 0)
    assert column("opened_at", "1/4/2026", "13/4/2026") == [april_first, datetime(2026, 4, 12, 15, 0)]
    assert column("opened_at", "4/1/2026", "4/13/2026") == [april_first, datetime(2026, 4, 12, 15, 0)]
    assert column("opened_at", "4/4/2026") == [datetime(2026, 4, 3, 15, 0)]
    assert column("opened_at", "1/4/2026", "2026-04-01", date_order="dmy") == [april_first, april_first]
    assert column("opened_at", "4/1/2026", date_order="mdy") == [april_first]
    assert column("opened_at", "1/4/2026", "13/4/2026", date_order="mdy")[0] == april_first  # the column proves it


def test_a_column_that_proves_no_order_asks_for_it(column):
    with pytest.raises(Refusal, match=r"line 2: 1/4/2026 .*--date-order"):
        column("opened_at", "1/4/2026", "2/4/2026")
    with pytest.raises(Refusal, match="--date-order"):
        column("opened_at", "1/4/2026", date_order="ymd")


def test_a_column_that_proves_both_orders_is_refused(column):
    with pytest.raises(Refusal, match=r"line 2 puts the day first.*line 3 the month"):
        column("opened_at", "13/4/2026", "4/13/2026")


def test_dates(column):
    first = date(2026, 4, 1)
    cells = ("2026-04-01", "2026/4/1", "2026-04-01 00:00:00", "2026-02-30", "2026-04-01 09:05", "soon", "")
    expected = [first, first, first, "rejected", "rejected", "rejected", None]
    assert column("next_action_on", *cells) == expected


def test_counts(column):
    cells = ("3", "1,200", "3.0", "１２", "1e3", "3.5", "-1", "0x10", "1_000", "3,87,16", "99999999999", "")
    expected = [3, 1200, 3, 12, *["rejected"] * 7, None]
    assert column("reopened_count", *cells) == expected


ODD = (
    "1e3",
    "1_000",
    "0x10",
    "NaN",
    "inf",
    "3,87,16,91,111",
    "12,5",
    "1 200",
    "(1,200)",
    "１０²",
    "①",
    "1.2.3",
    "--1",
    "1,2345",
)


def test_what_is_no_number_is_no_number_of_any_column(write, read):
    for heading in ("days", "annual_fee", "renewal_probability", "licences_in_use", "csat", "reopened_count"):
        head, row = {
            "days": ("subscription_id,date,mode", "S1,2026-04-01,remote"),
            "csat": ("ticket_id,opened_at", "T1,2026-04-01"),
            "reopened_count": ("ticket_id,opened_at", "T1,2026-04-01"),
        }.get(heading, ("contract_id,customer_id,program,start_on,end_on", "C1,K1,asgent,2026-04-01,2027-03-31"))
        lines = "".join(f'{row},"{cell}"\n' for cell in ODD)
        batch = read(write(f"{head},{heading}\n{lines}"))
        assert [(each.value, each.code) for each in batch.rejects] == [(cell, "unreadable_number") for cell in ODD]


def test_days_and_their_unit(write, read):
    cells = (
        "0.5",
        "0.5日",
        "０．５日",
        "1日",
        "1 日間",
        "1人日",
        ".5 days",
        "1 Day",
        "0.5時間",
        "1円",
        "2日",
        "-0.5",
        "0日",
    )
    lines = "".join(f"S{number},2026-04-01,{cell},remote\n" for number, cell in enumerate(cells))
    batch = read(write(f"subscription_id,date,days,mode\n{lines}"))
    half, whole = Decimal("0.5"), Decimal(1)
    assert batch.tables["trm_days"]["days"].to_pylist() == [half, half, half, whole, whole, whole, half, whole]
    assert [(each.line, each.code) for each in batch.rejects] == [
        (10, "unreadable_number"), (11, "unreadable_number"), (12, "not_half_days"), (13, "not_half_days"),
        (14, "not_half_days"),
    ]  # fmt: skip


def test_amounts_in_yen(write, read):
    cells = (
        "¥1,200,000",
        "￥1，200，000",
        "1,200,000円",
        "1200000 JPY",
        "\\1200000",
        "1,200千円",
        "$1,200",
        "1200000 USD",
    )
    lines = "".join(f'C{number},K1,asgent,2026-04-01,2027-03-31,"{cell}",JPY\n' for number, cell in enumerate(cells))
    batch = read(write(f"contract_id,customer_id,program,start_on,end_on,annual_fee,currency\n{lines}"))
    assert batch.tables["contracts"]["annual_fee"].to_pylist() == [Decimal(1_200_000)] * 5
    assert [(each.line, each.code) for each in batch.rejects] == [(line, "unreadable_number") for line in (7, 8, 9)]


def test_a_yen_sign_beside_another_currency_is_a_contradiction(write, read):
    rows = (("1200円", "USD"), ("¥1200", "円"), ("1200円", ""), ("1200", "USD"))
    lines = "".join(
        f"C{number},K1,asgent,2026-04-01,2027-03-31,{fee},{money}\n" for number, (fee, money) in enumerate(rows)
    )
    batch = read(write(f"contract_id,customer_id,program,start_on,end_on,annual_fee,currency\n{lines}"))
    assert [(each.line, each.code, each.value) for each in batch.rejects] == [(2, "other_currency", "1200円")]


def test_counts_take_the_unit_of_their_column(column):
    assert column("reopened_count", "3回", "１，２００ 回", "3枚", "3件") == [3, 1200, "rejected", "rejected"]
    assert column("csat", "4.5点", "4/5", "-1") == [4.5, "rejected", -1.0]


def test_scores_and_flags(column):
    assert column("csat", "4.5", "5", "nan", "inf", "good") == [4.5, 5.0, "rejected", "rejected", "rejected"]
    assert column("source_sla_met", "true", "FALSE", "はい", "0", "maybe", "") == [True, False, True, False, None, None]


def test_money_days_and_shares(write, read):
    path = write(
        "contract_id,customer_id,program,start_on,end_on,annual_fee,renewal_probability\n"
        'C1,K1,asgent,2026-04-01,2027-03-31,"1,200,000",60%\n'
        "C2,K1,asgent,2026-04-01,2027-03-31,1200000.5,0.25\n"
        "C3,K1,asgent,2026-04-01,2027-03-31,1e6,0.25\n"
        "C4,K1,asgent,2026-04-01,2027-03-31,99999999999999999999,0.25\n"
        "C5,K1,asgent,2026-04-01,2027-03-31,,60\n"
    )
    batch = read(path)
    rows = [(row["contract_id"], row["annual_fee"], row["renewal_probability"]) for row in
            batch.tables["contracts"].to_pylist()]  # fmt: skip
    assert rows == [("C1", Decimal(1200000), 0.6), ("C2", Decimal("1200000.5"), 0.25), ("C5", None, None)]
    assert [(each.line, each.code) for each in batch.rejects] == [(4, "unreadable_number"), (5, "unreadable_number")]
    assert ("not_a_share", 6) in [(each.code, each.line) for each in batch.warnings]


def test_closed_lists_take_the_listed_spellings(column):
    assert column("channel", "Phone", "電話", "ﾒｰﾙ", "fax", "") == ["phone", "phone", "email", "other", None]
    assert column("status", "Pending Customer", "解決済み", "odd") == ["pending_customer", "resolved", None]
    assert column("closure_reason", "AS_DONE_1", "as_done_11") == ["as_done_1", "as_done_11"]


@pytest.mark.parametrize("name", ["channel", "status", "closure_reason", "exclusion_reason", "enquiry_kind"])
def test_an_unknown_optional_code_is_loaded_with_a_warning(write, read, name):
    batch = read(write(f"ticket_id,opened_at,{name}\nT1,2026-04-01,fax\nT2,2026-04-01,fax\n"))
    assert batch.files[0].loaded == 2
    assert [(w.code, w.line, w.column, w.value, w.count) for w in batch.warnings if w.code == "unknown_code"] == [
        ("unknown_code", 2, name, "fax", 2)
    ]


def test_a_currency_is_stored_by_its_code(write, read):
    written = ("円", "￥", "jpy", "ＪＰＹ", "日本円", "US$", "usd", "ユーロ", "$", "ドル", "")
    lines = "".join(f"C{number},K1,asgent,2026-04-01,2027-03-31,{each}\n" for number, each in enumerate(written))
    batch = read(write(f"contract_id,customer_id,program,start_on,end_on,currency\n{lines}"))
    codes = ["JPY", "JPY", "JPY", "JPY", "JPY", "USD", "USD", "EUR", "$", "ドル", None]
    assert batch.tables["contracts"]["currency"].to_pylist() == codes
