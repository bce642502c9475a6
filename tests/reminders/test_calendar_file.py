"""The calendar of deadlines: what is in it, what is not, and that any calendar reads it."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
import vobject
from ical_check import check
from icalendar import Calendar

from metrics import renewals
from reminders import deadlines
from reminders.calendar_file import calendar_file
from warehouse import open_published

CONTRACTS = """contract_id,customer_id,customer_name,program,tier,start_on,end_on,nonrenewal_notice_on,\
payment_confirmed_on,account_owner
RUNS,C-1,青葉,ivanti,standard,2026-04-01,2027-03-31,,,佐伯
SAME,C-2,白鷺,ivanti,standard,2026-01-02,2027-01-01,,,佐伯
NOTICED,C-3,琥珀,ivanti,standard,2026-01-01,2026-12-31,2026-09-15,,根本
LATE,C-4,天雲,ivanti,standard,2025-12-01,2026-11-30,2026-09-10,,根本
RENEWED,C-5,浮舟,ivanti,standard,2025-11-01,2026-10-31,,,根本
RENEWED,C-5,浮舟,ivanti,standard,2026-11-01,2027-10-31,,2026-09-01,根本
UNPAID,C-6,銀嶺,ivanti,standard,2025-10-01,2026-09-30,,,根本
UNPAID,C-6,銀嶺,ivanti,standard,2026-10-01,2027-09-30,,,根本
LONG-AGO,C-7,夕霧,ivanti,standard,2025-01-01,2025-12-31,,,根本
LAPSED,C-8,鳴神,ivanti,standard,2025-09-16,2026-09-15,,,根本
LAYERX,C-9,若竹,asgent,saas,2025-11-01,2026-10-31,,,佐伯
"""
SUBSCRIPTIONS = """subscription_id,customer_id,customer_name,trm_type,purchased_on,consultant,nonrenewal_notice_on
NEAR,C-1,青葉,basic,2025-12-07,長谷部,
FIXED,C-2,白鷺,basic,2025-11-01,長谷部,
GIVEN,C-3,琥珀,enterprise,2026-01-10,宮園,2026-09-30
"""
NOTICES = """contract_id,notified_on,objected_on
RUNS,2026-09-16,
SAME,2026-09-16,2026-09-20
LATE,2026-08-24,
RENEWED,2026-07-01,
"""
EXPECTED = {
    # 90 days before 2027-03-31 is Thursday 2026-12-31, closed until 2027-01-03; the last working day is Monday the 28th
    ("RUNS", "notice", date(2026, 12, 31)),
    ("RUNS", "notice-prudent", date(2026, 12, 28)),
    ("RUNS", "end", date(2027, 3, 31)),
    # 90 days before 2027-01-01 is Saturday 2026-10-03; it passed two days ago
    ("SAME", "notice", date(2026, 10, 3)),
    ("SAME", "notice-prudent", date(2026, 10, 2)),
    ("SAME", "end", date(2027, 1, 1)),
    # a notice was given too late: whether it ends is to be agreed, so its end stays
    ("LATE", "end", date(2026, 11, 30)),
    # the successors: 90 days before 2027-10-31 and 2027-09-30
    ("RENEWED", "notice", date(2027, 8, 2)),
    ("RENEWED", "end", date(2027, 10, 31)),
    ("UNPAID", "notice", date(2027, 7, 2)),
    ("UNPAID", "end", date(2027, 9, 30)),
    # not paid yet: access may be stopped from its end on
    ("UNPAID", "end", date(2026, 9, 30)),
    ("LAPSED", "end", date(2026, 9, 15)),
    # no clause sets a notice date
    ("LAYERX", "end", date(2026, 10, 31)),
    # 60 days before 2026-12-06 and 2026-10-31; the latter, 2026-09-01, passed 34 days ago
    ("NEAR", "notice", date(2026, 10, 7)),
    ("NEAR", "end", date(2026, 12, 6)),
    ("FIXED", "end", date(2026, 10, 31)),
    # its days expire all the same
    ("GIVEN", "end", date(2027, 1, 9)),
    # 30 days after the notification; that of 2026-07-01 ended long ago, one was objected to
    ("RUNS", "objection", date(2026, 10, 16)),
    ("LATE", "objection", date(2026, 9, 23)),
}


@pytest.fixture
def database(loaded):
    return loaded(contracts=CONTRACTS, trm_subscriptions=SUBSCRIPTIONS, terms_notices=NOTICES)


def events(content: bytes):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def made(warehouse, language="ja", **asked):
    found = deadlines.of(warehouse, language, **asked)
    return calendar_file(found, asked.get("as_of") or warehouse.as_of, language, asked.get("owner"))


def test_open_deadlines_are_there_and_no_others(database):
    found = deadlines.of(open_published(database), "ja")
    assert {(each.id, each.what, each.on) for each in found} == EXPECTED
    assert len(found) == len(EXPECTED)


def test_the_end_of_a_trm_term_says_what_would_expire(loaded):
    days = """subscription_id,date,days,mode,status,consultant
NEAR,2026-05-11,1,remote,delivered,長谷部
NEAR,2026-05-12,0.5,remote,delivered,長谷部
NEAR,2026-11-12,1,remote,planned,長谷部
"""
    opened = open_published(loaded(trm_subscriptions=SUBSCRIPTIONS, trm_days=days))
    found = {(each.id, each.what): each for each in deadlines.of(opened, "ja")}
    assert found["NEAR", "end"].title == "青葉 TRM期間終了(残10.5日・未予約9.5日が失効)"
    assert "このままなら残10.5日(うち未予約9.5日)、クーポン1枚が失効(XII)。" in found["NEAR", "end"].about


@pytest.mark.parametrize("language", ["ja", "en"])
def test_two_parsers_and_the_rules_of_the_format_agree(opened, language):
    content = made(opened, language)
    plain, ours, theirs = check(content), events(content), list(vobject.readOne(content.decode()).vevent_list)
    assert len(plain) == len(ours) == len(theirs) > 100
    for raw, event, other in zip(plain, ours, theirs, strict=True):
        assert raw["UID"] == str(event["uid"]) == other.uid.value
        assert str(event["summary"]) == other.summary.value
        assert str(event["description"]) == other.description.value
        day = event.decoded("dtstart")
        assert type(day) is date and day == other.dtstart.value
        assert raw["DTSTART;VALUE=DATE"] == f"{day:%Y%m%d}"
        assert event.decoded("dtend") == other.dtend.value == day + timedelta(days=1)
        assert len(other.contents.get("valarm", ())) == (2 if day >= date(2026, 10, 5) else 0)


def test_alarms_are_30_and_7_days_ahead_in_the_morning(opened):
    future = [event for event in events(made(opened)) if event.decoded("dtstart") >= date(2026, 10, 5)]
    for event in future:
        triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        begin = datetime.combine(event.decoded("dtstart"), datetime.min.time())
        assert [begin + trigger for trigger in triggers] == [begin - timedelta(days=n, hours=-9) for n in (30, 7)]
        assert {str(alarm["action"]) for alarm in event.walk("VALARM")} == {"DISPLAY"}


def test_a_moved_date_moves_its_event(loaded):
    head, *rows = CONTRACTS.splitlines()
    before = made(open_published(loaded(contracts=CONTRACTS)))
    moved = "\n".join([head, *rows]).replace("2026-04-01,2027-03-31", "2026-04-01,2027-04-30")
    after = made(open_published(loaded(as_of="2026-10-06T08:30:00+09:00", contracts=moved)))
    first, second = ({str(event["uid"]): event for event in events(content)} for content in (before, after))
    assert set(first) == set(second)
    assert second["support-RUNS-20260401-end@teirei"].decoded("dtstart") == date(2027, 4, 30)
    for uid in first:
        assert first[uid]["sequence"] < second[uid]["sequence"]
        assert first[uid].decoded("last-modified") < second[uid].decoded("last-modified")


def test_every_uid_stands_once(opened):
    uids = [str(event["uid"]) for event in events(made(opened))]
    assert len(uids) == len(set(uids))


def test_a_renewal_takes_the_deadlines_away(loaded):
    place = loaded(contracts=CONTRACTS)
    renewed = CONTRACTS.splitlines()[0] + "\nRUNS,C-1,青葉,ivanti,standard,2027-04-01,2028-03-31,,2026-10-05,佐伯\n"
    after = {(each.id, each.since, each.what) for each in deadlines.of(open_published(place), "ja")}
    assert ("RUNS", date(2026, 4, 1), "notice") in after
    loaded(as_of="2026-10-06T08:30:00+09:00", add=True, contracts=renewed)
    later = {(each.id, each.since) for each in deadlines.of(open_published(place), "ja")}
    assert ("RUNS", date(2026, 4, 1)) not in later
    assert ("RUNS", date(2027, 4, 1)) in later


def test_stamps_are_the_instant_of_the_data(opened):
    event = events(made(opened))[0]
    stamp = datetime(2026, 10, 4, 23, 30, tzinfo=UTC)
    assert event.decoded("dtstamp") == event.decoded("last-modified") == stamp
    assert event["sequence"] == (stamp - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()


def test_the_same_data_give_the_same_bytes(opened):
    assert sha256(made(opened)).digest() == sha256(made(opened)).digest()


@pytest.mark.parametrize(
    "as_of", ["2026-06-01T09:00:00+09:00", "2026-12-20T09:00:00+09:00", "2027-03-31T23:59:00+09:00"]
)
def test_at_any_instant_nothing_cancelled_and_nothing_old_is_in_it(opened, as_of):
    asked = datetime.fromisoformat(as_of)
    states = {
        (row["id"], row["start_on"]): row
        for row in renewals.terms(opened, renewals.RenewalFilters(as_of=asked)).to_pylist()
    }
    found = deadlines.of(opened, "ja", as_of=asked)
    check(made(opened, as_of=asked))
    for each in found:
        assert each.on >= asked.date() - timedelta(days=30)
        if each.kind != "revision":
            row = states[each.id, each.since]
            assert row["state"] not in ("renewed", "ended")
            assert not (each.what.startswith("notice") and (row["notice_on"] or row["state"] == "payment_open"))


def test_only_the_owner_and_the_customer_asked_for(database, teirei):
    _, out, _ = teirei("ics", "--db", database, "--for", "長谷部")
    assert {event["UID"].split("-")[1] for event in check(out.encode())} == {"NEAR", "FIXED"}
    assert "X-WR-CALNAME:Teirei 期限(長谷部)" in out
    _, out, _ = teirei("ics", "--db", database, "--customer", "C-1", "--lang", "en")
    assert {event["UID"].split("-")[1] for event in check(out.encode())} == {"NEAR", "RUNS"}


def test_hostile_names_stay_text(loaded):
    name = "\u202eevil\u2028BEGIN:VALARM, \\n; 株式会社" + "長" * 80
    rows = CONTRACTS.splitlines()
    row = f'"A\tB/;,:%",C-1,"{name}",ivanti,standard,2026-04-01,2027-03-31,,,"x\u0085y"'
    content = made(open_published(loaded(contracts=f"{rows[0]}\n{row}\n")))
    assert len(check(content)) == 3
    assert not [line for line in content.split(b"\r\n") if line.startswith(b"BEGIN:VALARM,")]
    (first, *_) = events(content)
    assert str(first["summary"]).startswith("evil BEGIN:VALARM, \\n; 株式会社長")


def test_without_deadlines_the_file_is_still_a_calendar(loaded, teirei, tmp_path):
    place = loaded(closures="calendar,date,name\njapan-support,2026-10-30,創立記念日\n")
    code, out, err = teirei("ics", "--db", place, "--out", tmp_path / "empty.ics")
    assert (code, out, err) == (0, "", "no open deadline; the calendar is empty\n")
    assert check((tmp_path / "empty.ics").read_bytes()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--for", "長谷"),
            '--for "長谷": no contract and no TRM subscription has this owner (did you mean "長谷部"?)',
        ),
        (("--customer", "C-10"), '--customer "C-10": no contract and no TRM subscription is of this customer (did you'),
        (("--out", "/nowhere/x.ics"), "/nowhere/x.ics: could not be written"),
        (("--as-of", "soon"), '--as-of "soon": give an instant'),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, said, database, teirei):
    code, out, err = teirei("ics", "--db", database, *arguments)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert said in err
