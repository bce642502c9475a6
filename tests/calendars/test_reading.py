"""A calendar file says what it means, or is refused in one sentence that names file, key, value and remedy."""

from datetime import date, datetime

import pytest

import calendars
from refusals import Refusal

WEEK = 'time_zone = "Asia/Tokyo"\n[[hours]]\nvalid_from = 2020-01-01\nmonday = ["09:00-12:00", "13:00-17:00"]\n'


def read(folder, text, name="desk"):
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return calendars.read(folder)[name]


def test_hours_breaks_and_overnight_windows(tmp_path):
    calendar = read(tmp_path, WEEK + 'friday = ["22:00-06:00"]\nsunday = ["00:00-24:00"]\n')
    assert calendar.hours_on(date(2026, 11, 23)) == ((540, 720), (780, 1020))
    assert calendar.hours_on(date(2026, 11, 27)) == ((1320, 1800),)
    assert calendar.hours_on(date(2026, 11, 29)) == ((0, 1440),)
    assert calendar.hours_on(date(2026, 11, 24)) == ()


def test_dated_hours_leave_earlier_days_alone(tmp_path):
    text = WEEK + '[[hours]]\nvalid_from = 2026-04-01\nmonday = ["10:00-16:00"]\n'
    calendar = read(tmp_path, text)
    assert calendar.hours_on(date(2026, 3, 30)) == ((540, 720), (780, 1020))
    assert calendar.hours_on(date(2026, 4, 6)) == ((600, 960),)


def test_closures_of_dates_include_the_last_and_of_times_exclude_it(tmp_path):
    calendar = read(
        tmp_path,
        WEEK
        + "[[closed]]\nfrom = 2026-08-13\nto = 2026-08-14\n"
        + "[[closed]]\nfrom = 2026-08-17T12:00:00\nto = 2026-08-17T15:30:00\n",
    )
    assert (calendar.closures[0].start, calendar.closures[0].end) == (datetime(2026, 8, 13), datetime(2026, 8, 15))
    assert calendar.closures[1].end == datetime(2026, 8, 17, 15, 30)


def test_a_later_folder_wins_by_name(tmp_path):
    for folder, zone in (("a", "Asia/Tokyo"), ("b", "UTC")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "desk.toml").write_text(WEEK.replace("Asia/Tokyo", zone), encoding="utf-8")
    assert str(calendars.read(tmp_path / "a", tmp_path / "b")["desk"].zone) == "UTC"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WEEK.replace("monday", "mondey"), 'unknown key "mondey" in [[hours]] (did you mean "monday"?)'),
        (WEEK.replace("Asia/Tokyo", "Asia/Tokio"), "time_zone = 'Asia/Tokio': give a zone of the IANA list"),
        (WEEK.replace("09:00-12:00", "9-12"), "monday = '9-12': give hours such as"),
        (WEEK.replace("09:00-12:00", "24:00-25:00"), "monday = '24:00-25:00': give hours such as"),
        (WEEK.replace("09:00-12:00", "09:60-12:00"), "monday = '09:60-12:00': give hours such as"),
        (WEEK.replace("2020-01-01", '"2020"'), "valid_from = '2020': give a date such as"),
        ('time_zone = "UTC"\n', "give at least one [[hours]]"),
        (WEEK + WEEK.split("\n", 1)[1], "two [[hours]] begin on the same date"),
        (WEEK + '[[closed_yearly]]\nfrom = "13-01"\n', "from = '13-01': give a day of the year"),
        (WEEK + "[[closed]]\nfrom = 2026-08-14\nto = 2026-08-13\n", "the closure must end after it begins"),
        (WEEK + "[[closed]]\nfrom = 2026-08-14T09:00:00+09:00\n", "give a local date-time"),
        ('national_holidays = "FR"\n' + WEEK, "national_holidays = 'FR': known are JP"),
        ("hours = 3\n", "write each entry under [[hours]]"),
        ("hours = [\n", "not a readable TOML file"),
    ],
)
def test_what_is_wrong_is_refused_by_file_key_value_and_remedy(tmp_path, text, said):
    with pytest.raises(Refusal) as refused:
        read(tmp_path, text)
    assert said in str(refused.value)
    assert "desk.toml" in str(refused.value)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Refusal, match="no such folder of calendars"):
        calendars.read(tmp_path / "nowhere")
