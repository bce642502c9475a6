"""The digest on the samples, on made-up contracts whose dates anybody can count, and at any instant."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256

import pytest

from labels import LANGUAGES, texts
from metrics import actions as listed
from metrics import renewals, trm
from metrics.renewals import RenewalFilters
from reminders import actions, contracts, known
from reminders.digest import digest
from reminders.wording import page
from warehouse import open_published

INSTANTS = ("2026-04-10T10:00:00+09:00", None, "2026-12-22T12:00:00+09:00", "2027-02-01T09:00:00+09:00")
CONTRACTS = """contract_id,customer_id,customer_name,program,tier,start_on,end_on,renewal_stage,account_owner
A,C-1,青葉,ivanti,standard,2026-01-11,2027-01-10,contacted,佐伯
B,C-2,白鷺,ivanti,enterprise,2025-10-20,2026-10-19,quoted,佐伯
C,C-3,琥珀,ivanti,standard,2025-10-21,2026-10-20,quoted,根本
D,C-4,天雲,ivanti,standard,2026-04-01,2027-03-31,,根本
"""
TICKETS = """ticket_id,contract_id,severity,channel,subject,opened_at,first_response_at
late,A,S2,portal,遅れ,2026-10-02T09:00:00+09:00,
quarter,A,S2,portal,四分の三,2026-10-02T14:00:00+09:00,
still,C,S3,portal,まだ,2026-10-02T14:00:00+09:00,
missed,C,S2,portal,超過,2026-09-29T09:00:00+09:00,2026-09-29T13:30:00+09:00
met,C,S2,portal,目標内,2026-09-29T09:00:00+09:00,2026-09-29T13:00:00+09:00
"""


@cache
def digested(opened, days=14, owner=None, as_of=None):
    return digest(opened, days, owner, as_of=as_of)


@cache
def rows_at(opened, as_of):
    """What is known at an instant, and the answers of the questions that the expectation is made of."""
    terms = renewals.terms(opened, RenewalFilters(as_of=as_of)).to_pylist()
    return known.read(opened, as_of), listed.due(opened, as_of).to_pylist(), terms


def said(opened, language="ja", **asked):
    return page(digested(opened, **asked), contracts.of(opened), language)


def sentences(shown):
    return [*shown.summary, *(entry.sentence for group in shown.groups for entry in group.entries)]


def test_the_sentences_of_the_specification_come_out_of_the_samples(opened):
    shown = sentences(said(opened, days=90))
    assert shown[0] == "本日の要対応4件:未対応の目標超過1、目標時間の75%経過2、TRM不更新通知期限(10/7)1。"
    assert "青葉精機:TRMベーシック12日中8日利用、未予約4日。12/6に失効、10/7までに通知がなければ自動更新。" in shown
    assert "北斗物産:保守は10/15終了、更新注文なし。不更新通知期限7/17は経過、自動更新の定めなし(VI)。" in shown
    assert "2027/3/31終了の11契約:不更新通知期限12/31、実務上は12/28(月)。" in shown
    assert set(shown[:1] + shown[5:8]) < set(sentences(said(opened)))


def test_two_weeks_of_made_up_contracts(loaded):
    """As of Monday 2026-10-05 08:30, two weeks reach to the 19th.

    A: 90 days before 2027-01-10 is Monday the 12th, a holiday; the working day before is Friday the 9th.
    B ends on the 19th, unrenewed; C on the 20th, a day too late for this list. D is far.
    late: 4 hours of S2 from Friday 09:00 are over at 13:00, 4 more hours have passed by 17:00.
    quarter: from 14:00 three of its four hours have passed: exactly three quarters. still: three of eight.
    """
    opened = open_published(loaded(contracts=CONTRACTS, tickets=TICKETS))
    found = digest(opened)
    assert [(item.id, item.code, item.due_on) for item in found.items] == [
        ("late", "overdue", date(2026, 10, 2)),
        ("quarter", "near_due", date(2026, 10, 5)),
        ("A", "notice_window", date(2026, 10, 9)),
        ("B", "expiring_unrenewed", date(2026, 10, 19)),
    ]
    assert [row["id"] for row in found.running] == ["still"]
    assert [row["ticket_id"] for row in found.breaches] == ["missed"]
    assert [item.id for item in digest(opened, days=15).items][-1] == "C"
    assert {item.id for item in digest(opened, days=3).items} == {"late", "quarter"}
    assert sentences(said(opened))[2:] == [
        "ほかに本日が期限の対応待ち1件(最初は10/5(月) 14:00)。",
        "青葉:late S2(スタンダードサポート、4時間)は期限10/2(金) 13:00を4時間超過、未対応(V)。",
        "青葉:quarter S2(スタンダードサポート、4時間)は期限10/5(月) 10:00まであと1時間、目標時間の75%経過(V)。",
        "青葉:保守は2027/1/10終了、更新注文なし。不更新通知期限10/12、実務上は10/9(金)。",
        "白鷺:保守は10/19終了、更新注文なし。不更新通知期限7/21は経過、自動更新の定めなし(VI)。",
        "琥珀:missed S2(スタンダードサポート、4時間)は期限9/29(火) 13:00を30分超過し、9/29(火) 13:30に初回対応(V)。",
    ]


@pytest.mark.parametrize("as_of", INSTANTS)
@pytest.mark.parametrize("days", [0, 14, 90, 366])
def test_every_action_in_time_is_there_once_and_no_other(opened, as_of, days):
    instant = datetime.fromisoformat(as_of) if as_of else None
    today = (instant or opened.as_of).astimezone(opened.zone).date()
    last = today + timedelta(days=days)
    everything, due, ends = rows_at(opened, instant)
    terms = {(row["kind"], row["id"], row["start_on"]): row for row in ends}
    expected = set()
    for row in due:
        due_on, code = row["due_on"], row["code"]
        if code in ("notice_near", "notice_window"):
            kind = "trm" if row["area"] == "trm" else "support"
            working = terms[kind, row["id"], row["start_on"]]["notice_by_working_day"]
            due_on = working if working >= today else due_on
        never = code == "due_today"
        if code == "payment_open":
            following = terms["support", row["id"], terms["support", row["id"], row["start_on"]]["next_start"]]
            never = following["end_on"] < today
        always = code in (
            "infeasible", "expiring_30", "overuse", "planned_beyond", "over_cap", "coupons_over", "late_notice",
            "licence_shortfall",
        )  # fmt: skip
        if not never and (always or due_on <= last):
            expected.add((row["area"], row["id"], row["start_on"], code))
    for (kind, number, start), row in terms.items():
        area = "trm" if kind == "trm" else "renewal"
        if row["state"] == "active" and row["notice_by"] and row["notice_by_working_day"] <= last:
            expected.add((area, number, start, "notice_near" if kind == "trm" else "notice_window"))
        unrenewed = row["state"] in ("active", "notice_window", "notice_passed", "expiring_unrenewed")
        if kind == "support" and unrenewed and row["end_on"] <= last:
            expected.add((area, number, start, "expiring_unrenewed"))
    items = actions.due(everything, days)
    found = Counter(
        (item.area, item.id, item.facts.get("term_start") or item.facts.get("start_on"), code)
        for item in items
        if item.area != "sla"
        for code in item.codes
    ) + Counter(("sla", item.id, None, code) for item in items if item.area == "sla" for code in item.codes)
    assert set(found) == expected
    assert set(found.values()) <= {1}


@pytest.mark.parametrize("as_of", INSTANTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_is_what_is_listed(opened, as_of, language):
    instant = datetime.fromisoformat(as_of) if as_of else None
    made = digested(opened, days=90, as_of=instant)
    shown = page(made, contracts.of(opened), language)
    listed_ones = " ".join(
        f"{entry.sentence} {' '.join(entry.details)}" for group in shown.groups for entry in group.entries
    )
    for item in made.items:
        assert item.id in listed_ones
    counts = [int("".join(filter(str.isdigit, group.title.split("(")[-1]))) for group in shown.groups]
    assert sum(counts) == len(made.items) + len(made.breaches)


def test_the_most_urgent_comes_first(opened):
    places = [("today", "past", "soon").index(item.band) for item in digested(opened, days=90).items]
    assert places == sorted(places)
    soon = [item.due_on for item in digested(opened, days=90).items if item.band == "soon"]
    assert soon == sorted(soon)
    assert [group.title for group in said(opened).groups][:3] == ["初回対応(3件)", "TRM(3件)", "保守の更新(11件)"]


def test_an_owner_has_his_terms_and_the_tickets_of_his_customers(opened):
    rows = renewals.terms(opened).to_pylist()
    for owner in ("佐伯 真帆", "大沢 健吾", "長谷部 隆", "折原 美咲"):
        current = [row for row in rows if row["state"] not in ("renewed", "upcoming")]
        mine = {row["customer_id"] for row in current if row["owner"] == owner}
        for item in digested(opened, days=90, owner=owner).items:
            assert item.facts["customer_id"] in mine if item.area == "sla" else item.owner == owner
        everything = {item.id for item in digested(opened, days=90).items if item.area != "sla" and item.owner == owner}
        assert everything == {item.id for item in digested(opened, days=90, owner=owner).items if item.area != "sla"}
    titles = [group.title for group in said(opened, owner="大沢 健吾", days=90).groups]
    assert titles[:4] == ["北斗物産(1件)", "巌流重工(4件)", "雷鳥スポーツ(1件)", "月見坂食品(1件)"]


def test_a_payment_is_open_while_its_term_runs(loaded):
    head = "contract_id,customer_id,program,tier,start_on,end_on\n"
    terms = "".join(f"P,C-1,ivanti,standard,{year}-10-05,{year + 1}-10-04\n" for year in range(2021, 2027))
    opened = open_published(loaded(contracts=head + terms))
    assert [(item.code, item.due_on) for item in digest(opened).items] == [("payment_open", date(2026, 10, 4))]
    last_day = datetime(2026, 10, 4, 23, 59, tzinfo=opened.zone)
    assert [item.due_on for item in digest(opened, as_of=last_day).items] == [date(2026, 10, 4), date(2025, 10, 4)]


def test_what_missed_its_target_since_the_load_before(loaded):
    place = loaded(contracts=CONTRACTS, tickets=TICKETS, as_of="2026-09-29T13:30:00+09:00")
    loaded(tickets=TICKETS, add=True, as_of="2026-10-05T08:30:00+09:00")
    opened = open_published(place)
    found = digest(opened)
    assert (found.since, found.breaches) == (datetime(2026, 9, 29, 4, 30, tzinfo=UTC), [])
    earlier = datetime(2026, 9, 29, 4, 29, 59, tzinfo=UTC)
    assert [row["ticket_id"] for row in digest(opened, since=earlier).breaches] == ["missed"]
    assert digest(opened, as_of=datetime(2026, 9, 29, 4, 0, tzinfo=UTC)).since == datetime(2026, 9, 22, 4, tzinfo=UTC)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_same_data_give_the_same_bytes(samples, teirei, form):
    asked = ("digest", "--db", samples, "--format", form, "--days", "90")
    assert sha256(teirei(*asked)[1].encode()).digest() == sha256(teirei(*asked)[1].encode()).digest()


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_empty_database_has_nothing_to_act_on(loaded, teirei, form):
    place = loaded(closures="calendar,date,name\njapan-support,2026-10-30,創立記念日\n")
    code, out, err = teirei("digest", "--db", place, "--format", form)
    assert (code, err) == (0, "")
    assert "14日以内の要対応はありません(2026/10/5(月) 08:30時点)。" in out
    assert form == "html" or len(out.splitlines()) == 1


def test_nothing_to_do_is_one_line(loaded, teirei):
    place = loaded(contracts=CONTRACTS)
    _, out, _ = teirei("digest", "--db", place, "--days", "1", "--lang", "en")
    assert out == "Nothing to act on within 1 day (as of Mon 5 Oct 2026 08:30).\n"
    _, out, _ = teirei("digest", "--db", place, "--for", "根本")
    assert out == "根本:14日以内の要対応はありません(2026/10/5(月) 08:30時点)。\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "佐伯 真穂"), '--for "佐伯 真穂": no contract and no TRM subscription has this owner (did you mean'),
        (("--for", "x"), '--for "x": no contract and no TRM subscription has this owner; known are 三枝 由香,'),
        (("--days", "-1"), "--days -1: give a number of days from 0 to 366"),
        (("--days", "400"), "--days 400: give a number of days from 0 to 366"),
        (("--since", "2026-10-06"), "--since 2026-10-06 lies after the instant of the figures"),
        (("--since", "monday"), '--since "monday": give an instant'),
        (("--out", "/nowhere/x.html"), "/nowhere/x.html: could not be written"),
    ],
)
def test_what_is_wrong_is_one_sentence(samples, teirei, arguments, said):
    code, out, err = teirei("digest", "--db", samples, *arguments)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert said in err


def test_whatever_is_due_and_whatever_speaks_against_a_renewal_has_its_words():
    for code in set(listed.ORDER) - {"due_today"}:
        assert f"digest.code.{code}" in texts()
    for code in ("open_s1", "overdue_ticket", "attainment_below", "trm_expiring", "licence_shortfall"):
        assert f"digest.reason.{code}" in texts()


def test_every_warning_of_a_trm_term_can_be_a_reason(opened):
    for row in trm.warnings(opened).to_pylist():
        assert f"trm.warning.{row['code']}" in texts()
