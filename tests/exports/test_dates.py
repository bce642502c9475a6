"""How written dates and instants are read: every spelling with one reading, and no other."""

import random
import re
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pyarrow as pa
import pytest

from exports.cells import plain_instants, written_instants

MORNING = datetime(2026, 4, 1, 0, 5)  # 09:05 in Tokyo
AFTERNOON = datetime(2026, 4, 1, 6, 5)  # 15:05
MIDNIGHT = datetime(2026, 3, 31, 15, 0)  # 00:00


@pytest.mark.parametrize(
    ("utc", "spellings"),
    [
        (MIDNIGHT, ("2026年4月1日", "2026.4.1", "20260401", "Apr 1, 2026", "1 April 2026", "2026-Apr-01", "46113",
                    "令和8年4月1日", "R8.4.1", "R8/4/1", "R08-04-01", "２０２６．４．１", "2026-04-01 午前0:00",
                    "2026-04-01 12:00 AM", "2026-03-31 24:00", "2026年4月1日(水)", "2026/4/1水曜日")),
        (MORNING, ("2026年4月1日 9時05分", "2026年4月1日9時5分", "2026/4/1(水) 9:05", "2026/4/1（水）9:05",
                   "2026/4/1 9:05 AM", "2026/4/1 午前9:05", "20260401 0905", "20260401T090500", "20260401090500",
                   "01-Apr-2026 09:05", "Apr 1, 2026, 9:05 AM", "Wednesday, April 1, 2026 9:05 a.m.",
                   "Wed, 01 Apr 2026 09:05:00 +0900", "Wed, 01 Apr 2026 00:05:00 GMT", "2026-04-01 09:05 JST",
                   "2026-04-01 00:05:00 UTC", "2026-04-01 09:05:00 UTC+9", "2026-04-01 09:05:00 GMT+09:00",
                   "2026-04-01T09:05:00.123+0900", "2026-04-01 09:05:00,999", "2026-04-01T00:05:00.000Z",
                   "46113.378472", "46113.37847222222", "令和８年４月１日 9時05分", "R8.4.1 9:05",
                   "01/Apr/26 09:05 AM", "1/4月/26 9:05 午前")),
        (AFTERNOON, ("2026/4/1 午後3:05", "2026/4/1 3:05 PM", "2026/4/1 3:05:00 p.m.", "01/Apr/26 03:05 PM",
                     "1/4月/26 3:05 午後", "2026年4月1日 午後3時05分", "令和8年4月1日（水曜日）15時5分0秒",
                     "46113.628472")),
        (datetime(2024, 5, 11, 6, 26), ("11/May/24 03:26 PM", "11/5月/24 3:26 午後")),
        (datetime(2026, 2, 25, 13, 17), ("25/Feb/26 10:17 PM",)),
        (datetime(2026, 4, 1, 3, 5), ("2026/4/1 12:05 PM", "2026/4/1 午後0:05")),
    ],
)  # fmt: skip
def test_every_spelling_of_an_instant(column, utc, spellings):
    assert dict(zip(spellings, column("opened_at", *spellings), strict=True)) == dict.fromkeys(spellings, utc)


@pytest.mark.parametrize(
    ("code", "spellings"),
    [
        ("two_digit_year", ("04/05/26", "26/04/05", "26-04-05 09:05", "1.4.26")),
        ("unknown_zone", ("2026-04-01 09:05 EST", "2026-04-01 09:05:00 PDT", "2026-04-01 09:05 Asia/Tokyo")),
        ("wrong_weekday", ("2026/4/1(木) 9:05", "Thu, 01 Apr 2026 09:05:00 +0900", "2026年4月1日日曜日")),
        ("never", ("0000-00-00", "0000-00-00 00:00:00", "1900-01-01", "1899-12-30 00:00", "0001-01-01T00:00:00Z",
                   "9999-12-31", "9999-12-31T23:59:59Z")),
        ("unreadable_instant", (
            "2026-04-31", "2026-02-29", "平成31年5月1日", "昭和64年1月8日", "令和0年1月1日", "R8.4.31",
            "2026/4/1 午後15:05", "2026/4/1 13:05 PM", "2026/4/1 午後3:05 PM",
            "60", "1", "32873", "73416", "1775001900", "202604010905",
            "2026-04-01 09:05 +09:60", "2026-04-01 09:05 +15:00", "2026-04-01 24:00:01", "2026年4月", "4/1", "9:05",
            "2026/4/19:05", "2026-04-01 9:5", "46113.5日", "4.6113e4", "46,113", "Foo 1, 2026", "2026²-04-01")),
        ("error_value", ("#REF!", "#N/A", "#value!")),
        ("missing_value", ("-", "N/A", "null", "なし", "－")),
    ],
)  # fmt: skip
def test_what_has_no_reading_is_rejected_with_its_reason(write, read, code, spellings):
    lines = "".join(f'T{number},"{spelling}"\n' for number, spelling in enumerate(spellings))
    rejects = read(write(f"ticket_id,opened_at\n{lines}")).rejects
    assert {each.value: each.code for each in rejects} == dict.fromkeys(spellings, code)


@pytest.mark.parametrize("empty", ["0000-00-00", "1900-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_what_stands_for_never_is_a_missing_value_where_the_column_may_be_empty(write, read, empty):
    batch = read(write(f"ticket_id,opened_at,first_response_at\nT1,2026-04-01,{empty}\n"))
    assert batch.tables["tickets"]["first_response_at"].to_pylist() == [None]
    assert batch.tables["tickets"]["response_source"].to_pylist() == [None]
    assert [(each.code, each.value, each.line) for each in batch.warnings if each.code == "never"] == [
        ("never", empty, 2)
    ]


def test_a_term_without_end_is_loaded_and_a_purchase_in_1900_is_missing(write, read):
    head = "contract_id,customer_id,program,purchased_on,start_on,end_on"
    batch = read(write(f"{head}\nC1,K1,asgent,1900-01-01,2026-04-01,9999-12-31\n"))
    (contract,) = batch.tables["contracts"].to_pylist()
    assert (contract["purchased_on"], contract["end_on"]) == (None, date(9999, 12, 31))
    assert {("never", "purchased_on"), ("endless", "end_on")} <= {(each.code, each.column) for each in batch.warnings}


def test_the_first_and_last_day_of_each_era(column):
    days = {
        "明治45年7月30日": date(1912, 7, 30), "大正元年7月30日": date(1912, 7, 30),
        "大正15年12月24日": date(1926, 12, 24), "昭和元年12月25日": date(1926, 12, 25),
        "昭和64年1月7日": date(1989, 1, 7), "平成元年1月8日": date(1989, 1, 8),
        "平成31年4月30日": date(2019, 4, 30), "令和元年5月1日": date(2019, 5, 1), "令和1年5月1日": date(2019, 5, 1),
        "S64.1.7": date(1989, 1, 7), "H1.1.8": date(1989, 1, 8), "H31.4.30": date(2019, 4, 30),
        "R1/5/1": date(2019, 5, 1), "㋿8年4月1日": date(2026, 4, 1),
    }  # fmt: skip
    beyond = ("昭和元年12月24日", "昭和64年1月8日", "平成元年1月7日", "平成31年5月1日", "令和元年4月30日", "H31.5.1",
              "明治45年7月31日", "大正元年7月29日")  # fmt: skip
    assert column("next_action_on", *days) == list(days.values())
    assert column("next_action_on", *beyond) == ["rejected"] * len(beyond)


def test_instants_a_day_after_loading_are_summed_up_in_one_warning_a_column(write, read):
    now = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)
    days = ("2026-04-01T23:59:59Z", "2026-04-02T00:00:00Z", "2026-04-02T00:00:01Z", "2027-04-01")
    lines = "".join(f"T{number},{day},2026-01-01,2030-01-01\n" for number, day in enumerate(days))
    batch = read(write(f"ticket_id,opened_at,first_response_at,next_action_on\n{lines}"), now=now)
    assert batch.tables["tickets"].num_rows == 4
    found = [(each.line, each.column, each.value, each.count) for each in batch.warnings if each.code == "future"]
    assert found == [(4, "opened_at", None, 2)]


def test_a_date_may_bear_a_midnight_and_no_other_time(column):
    first = date(2026, 4, 1)
    midnights = (
        "2026年4月1日",
        "2026/4/1(水)",
        "46113",
        "46113.0",
        "2026/4/1 0:00",
        "2026/4/1 午前0:00",
        "Apr 1, 2026",
    )
    others = ("2026-04-01 24:00", "2026-04-01T00:00Z", "46113.5", "2026/4/1 0:01")
    assert column("next_action_on", *midnights) == [first] * len(midnights)
    assert column("next_action_on", *others) == ["rejected"] * len(others)


def test_a_weekday_is_checked_on_every_day_of_a_year(column):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    right = [f"{day:%Y/%m/%d}({'月火水木金土日'[day.weekday()]})" for day in days]
    wrong = [f"{day:%Y/%m/%d}({'月火水木金土日'[(day.weekday() + 1 + n % 6) % 7]})" for n, day in enumerate(days)]
    assert column("next_action_on", *right, *wrong) == [*days, *["rejected"] * len(days)]


def test_month_names_and_serials_over_two_centuries(column):
    dice = random.Random(1)
    days = [date(1990, 1, 1) + timedelta(days=dice.randrange(40_542)) for _ in range(500)]  # … 2100-12-31
    assert column("next_action_on", *(f"{day:%d-%b-%Y}" for day in days)) == days
    assert column("next_action_on", *(f"{day:%B %d, %Y}" for day in days)) == days
    assert column("next_action_on", *(str((day - date(1899, 12, 30)).days) for day in days)) == days


def _random_cells(dice: random.Random) -> list[str]:
    """Usual shapes of random instants, some of them with one character changed, missing or added."""
    cells = []
    for _ in range(20_000):
        east = timezone(timedelta(minutes=dice.choice([0, 540, -210, 345, 840, -899, 899, 1200, -1439])))
        moment = datetime(dice.choice([1899, 1900, 2000, 2026, 2028, 2100, 9999]), 1, 1, tzinfo=east) + timedelta(
            seconds=dice.randrange(365 * 86_400)
        )
        cell = moment.strftime(
            dice.choice(["%Y-%m-%d", "%Y/%m/%d %H:%M", "%Y/%-m/%-d %-H:%M", "%Y%m%d", "%Y/%-m/%-d",
                         "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%z",
                         "%Y-%m-%dT%H:%M:%S.123%z", "%Y-%m-%d %H:%M:%S.123", "%Y-%m-%dT%H:%M:%S.123Z"])
        )  # fmt: skip
        if cell[-5:-4] in "+-" and dice.random() < 0.5:
            cell = cell[:-2] + ":" + cell[-2:]
        if dice.random() < 0.6:
            at, sign = dice.randrange(len(cell)), dice.choice("0123456789 :/-+TZt.,９日x")
            cell = cell[:at] + dice.choice([sign, "", sign + cell[at]]) + cell[at + 1 :]
        cells.append(cell)
    return cells


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fast_way_reads_what_the_general_one_reads_and_nothing_else(seed):
    cells = pa.array(_random_cells(random.Random(seed)))
    fast = plain_instants.read(pa.chunked_array([cells[:7_000], cells[7_000:]]))
    general = written_instants.read(cells, None, 1900)
    assert 5_000 < fast.read.sum() < 19_000
    assert (general.read & fast.read == fast.read).all()
    for name in ("day", "seconds", "east", "offset"):
        np.testing.assert_array_equal(getattr(fast, name)[fast.read], getattr(general, name)[fast.read])


def test_both_ways_agree_with_an_independent_reading():
    cells = [cell for cell in _random_cells(random.Random(4)) if not cell.endswith("Z")]
    fast = plain_instants.read(pa.chunked_array([pa.array(cells)]))
    general = written_instants.read(pa.array(cells), None, 1900)
    read = 0
    for number, cell in enumerate(cells):
        if not fast.read[number]:
            continue
        padded = re.sub(r"(?<!\d)\d(?!\d)", lambda digit: f"0{digit[0]}", cell.replace("/", "-"))
        moment = datetime.fromisoformat(padded)
        start = datetime(1970, 1, 1, tzinfo=UTC if moment.tzinfo else None)
        for found in (fast, general):
            assert found.offset[number] == (moment.tzinfo is not None)
            assert found.wall[number] - found.east[number] == (moment - start) // timedelta(seconds=1), cell
        read += 1
    assert read > 5_000


def test_spreadsheets_of_1904_count_from_a_later_day():
    found = written_instants.read(pa.array(["44651.5"]), None, 1904)
    assert (found.read[0], found.day[0], found.seconds[0]) == (True, (date(2026, 4, 1) - date(1970, 1, 1)).days, 43_200)
