"""What a proposal looks like as a calendar file and as rows of the export."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from icalendar import Calendar

import exports
import terms
from exports.kinds import KINDS
from planning import Proposed
from planning.calendar_file import calendar_file
from planning.rows import COLUMNS, as_csv, rows

ENTRIES = (
    Proposed(date(2026, 10, 15), 1.0, "onsite"),
    Proposed(date(2026, 10, 16), 1.0, "onsite"),
    Proposed(date(2026, 12, 31), 0.5, "remote"),
)
STAMP = datetime(2026, 10, 5, 8, 30, tzinfo=timezone(timedelta(hours=9)))


def title(entry: Proposed) -> str:
    return f"青葉精機 TRM {entry.days:g}日(案); 長谷部, 隆\nBEGIN:VALARM"


def events(content: bytes):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_every_entry_is_an_all_day_event_that_blocks_the_day():
    parsed = events(calendar_file(ENTRIES, "TRM-001", title, STAMP))
    assert [event.decoded("dtstart") for event in parsed] == [entry.date for entry in ENTRIES]
    assert parsed[2].decoded("dtend") == date(2027, 1, 1)
    assert {str(event["transp"]) for event in parsed} == {"OPAQUE"}
    assert [str(event["summary"]) for event in parsed][2] == "青葉精機 TRM 0.5日(案); 長谷部, 隆 BEGIN:VALARM"
    assert parsed[0].decoded("dtstamp") == datetime(2026, 10, 4, 23, 30, tzinfo=UTC)


def test_nobody_is_invited_and_the_lines_are_as_the_format_asks():
    content = calendar_file(ENTRIES, "TRM-001", title, STAMP)
    calendar = Calendar.from_ical(content)
    assert "method" not in calendar
    assert calendar["version"] == "2.0" and calendar["prodid"]
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if line.startswith(b"BEGIN:VALARM")]


def test_a_later_file_replaces_the_events_of_the_same_dates():
    first = events(calendar_file(ENTRIES, "TRM-001", title, STAMP))
    later = events(calendar_file(ENTRIES[1:], "TRM-001", lambda _: "TRM", STAMP + timedelta(days=1)))
    assert [str(event["uid"]) for event in first][1:] == [str(event["uid"]) for event in later]
    assert str(first[0]["uid"]) == "TRM-001-20261015@teirei"
    other = events(calendar_file(ENTRIES, "TRM-002", title, STAMP))
    assert not {str(event["uid"]) for event in first} & {str(event["uid"]) for event in other}


def test_the_same_input_gives_the_same_bytes():
    utc = STAMP.astimezone(UTC)
    assert calendar_file(ENTRIES, "契約 1\n2", title, STAMP) == calendar_file(ENTRIES, "契約 1\n2", title, utc)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\r", "\x85", "\u2028", "\x7f"])
def test_a_title_from_a_damaged_export_stays_one_line(sign):
    (event,) = events(calendar_file(ENTRIES[:1], f"T{sign}1", lambda _: f"a{sign}b", STAMP))
    assert str(event["summary"]) == "a b"


def test_an_instant_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        calendar_file(ENTRIES, "TRM-001", title, STAMP.replace(tzinfo=None))


def test_no_entry_is_an_empty_calendar():
    assert not events(calendar_file((), "TRM-001", title, STAMP))


def test_the_columns_are_those_of_the_export():
    assert list(COLUMNS) == [column.name for column in KINDS["trm_days"].columns]
    heading = as_csv([]).decode("utf-8-sig").strip()
    assert heading == ",".join(COLUMNS)


def test_rows_are_planned_days():
    first, _, last = rows(ENTRIES, "TRM-001", consultant="長谷部 隆", topic="月次運用レビュー")
    assert first == {
        "subscription_id": "TRM-001",
        "date": "2026-10-15",
        "days": "1",
        "mode": "onsite",
        "status": "planned",
        "consultant": "長谷部 隆",
        "topic": "月次運用レビュー",
        "deliverable": "",
        "customer_confirmed_on": "",
        "note": "",
    }
    assert (last["days"], last["mode"]) == ("0.5", "remote")


def test_the_rows_load_as_trm_days(tmp_path):
    file = tmp_path / "agreed.csv"
    file.write_bytes(as_csv(rows(ENTRIES, "TRM-001", consultant="長谷部 隆")))
    batch = exports.read([file], terms.read(), ("japan-support",))
    loaded = batch.tables["trm_days"].select(["subscription_id", "date", "days", "mode", "status"]).to_pylist()
    assert not batch.rejects
    assert [tuple(row.values()) for row in loaded] == [
        ("TRM-001", entry.date, Decimal(str(entry.days)), entry.mode, "planned") for entry in ENTRIES
    ]


def test_a_cell_is_never_a_formula():
    written = as_csv(rows(ENTRIES, "TRM-001", note='=HYPERLINK("x")')).decode("utf-8-sig")
    assert {row["note"] for row in csv.DictReader(io.StringIO(written))} == {'\'=HYPERLINK("x")'}
