"""What someone must act on: each code once, with whose it is, by which day, and its clause.

Counted by hand as of Monday 2026-10-05 08:30; Friday 2026-10-02 was a working day of 09:00–17:00.
"""

import pytest
from renewal_exports import contract, ends_in, load, next_term, purchased, ticket, tokyo, unpaid

from metrics import actions

FAR = 300
"""Days to an end that is near to nothing."""
ENDED_LAST_YEAR, ENDED_IN_AUGUST = unpaid("never-paid", -400)
TO_DO = [
    ENDED_LAST_YEAR, ENDED_IN_AUGUST, next_term(ENDED_IN_AUGUST),
    *(ends_in(name, FAR) for name in ("overdue", "near", "today", "tomorrow", "answered")),
    *unpaid("unpaid", 30), *unpaid("unpaid-31", 31),
    ends_in("ends-30", 30), ends_in("ends-31", 31), ends_in("asgent", 30, program="asgent", tier="saas"),
    ends_in("notice-30", 120), ends_in("notice-31", 121),
    ends_in("late", 40, nonrenewal_notice_on="2026-10-01"), ends_in("in-time", 40, nonrenewal_notice_on="2026-06-01"),
    ends_in("lapsed-180", -180), ends_in("lapsed-181", -181), ends_in("ended", -1, nonrenewal_notice_on="2026-01-01"),
    ends_in("short", FAR, licences_purchased="3", licences_covered="1"),
    ends_in("short-and-gone", -190, licences_purchased="3", licences_covered="1"),
    ends_in("short-later", 364 + FAR, licences_purchased="3", licences_covered="1"),
    ends_in("open-revision", FAR), ends_in("agreed-revision", FAR),
    contract("renewed", "2026-11-30"), next_term(contract("renewed", "2026-11-30"), payment_confirmed_on="2026-10-01"),
]  # fmt: skip
TO_ANSWER = [
    ticket("T-overdue", "overdue", "2026-10-02 12:59:59", team="窓口", subject="止まった"),
    ticket("T-75", "near", "2026-10-02 14:00", assignee="山田", team="窓口"),  # 180 of 240 minutes
    ticket("T-74", "near", "2026-10-02 14:00:01"),
    ticket("T-today", "today", "2026-10-02 17:00"),  # not begun: due on Monday at 13:00
    ticket("T-tomorrow", "tomorrow", "2026-10-05 08:00", severity="S3"),  # 480 minutes: due on Monday at 17:00
    ticket("T-long", "tomorrow", "2026-10-05 08:00", severity="S4"),  # 960 minutes: due on Tuesday
    ticket("T-answered", "answered", "2026-10-02 09:00", "2026-10-02 16:00"),
]
ACTIONS = {
    # code, id: owner, due on, amount, clause
    ("overdue", "T-overdue"): ("窓口", "2026-10-02", None, "V"),
    ("near_due", "T-75"): ("山田", "2026-10-05", None, "V"),
    ("due_today", "T-74"): (None, "2026-10-05", None, "V"),
    ("due_today", "T-today"): (None, "2026-10-05", None, "V"),
    ("due_today", "T-tomorrow"): (None, "2026-10-05", None, "V"),
    ("payment_open", "never-paid"): ("owner of never-paid", "2026-08-31", 1_200_000, "VI"),  # of the running term alone
    ("payment_open", "unpaid"): ("owner of unpaid", "2026-11-04", 1_200_000, "VI"),
    ("expiring_unrenewed", "ends-30"): ("owner of ends-30", "2026-11-04", 1_200_000, "VI"),
    ("expiring_unrenewed", "asgent"): ("owner of asgent", "2026-11-04", 1_200_000, None),
    ("notice_window", "notice-30"): ("owner of notice-30", "2026-11-04", 1_200_000, "VIII"),
    ("late_notice", "late"): ("owner of late", "2026-11-14", 1_200_000, "VIII"),
    ("lapsed", "lapsed-180"): ("owner of lapsed-180", "2026-04-08", 1_200_000, "VII"),
    ("licence_shortfall", "short"): ("owner of short", "2027-08-01", 2, "VI"),
    ("revision_open", "open-revision"): ("owner of open-revision", "2026-10-05", None, "preamble"),
    # a basic term of twelve days and a coupon, until 2026-12-04: notice by today; all of it is left
    ("notice_near", "trm"): ("長谷部", "2026-10-05", 12, "XII"),
    ("expiring_60", "trm"): ("長谷部", "2026-12-04", 12, "XII"),
    ("coupons_expiring", "trm"): ("長谷部", "2026-12-04", 1, "XII"),
}


@pytest.fixture(scope="module")
def acting(tmp_path_factory):
    notices = [
        {"contract_id": "open-revision", "notified_on": "2026-09-05", "objected_on": ""},
        {"contract_id": "agreed-revision", "notified_on": "2026-09-04", "objected_on": ""},
    ]
    place = tmp_path_factory.mktemp("renewals") / "acting.duckdb"
    return load(place, TO_DO, TO_ANSWER, [purchased("trm", 60)], notices=notices)


def test_every_action_once_with_owner_day_amount_and_clause(acting):
    rows = actions.due(acting).to_pylist()
    found = {(row["code"], row["id"]): (row["owner"], f"{row['due_on']}", row["amount"], row["clause"]) for row in rows}
    assert len(found) == len(rows)
    assert found == ACTIONS


def test_actions_stand_by_urgency_then_day(acting):
    rows = actions.due(acting).to_pylist()
    places = [(actions.ORDER.index(row["code"]), row["due_on"]) for row in rows]
    assert places == sorted(places)
    assert [row["id"] for row in rows][:6] == ["T-overdue", "T-75", "T-74", "T-today", "T-tomorrow", "never-paid"]
    assert {row["area"] for row in rows} == {"sla", "trm", "renewal"}
    assert next(row["subject"] for row in rows if row["id"] == "T-overdue") == "止まった"


def test_actions_as_they_stood(acting):
    before = {(row["code"], row["id"]) for row in actions.due(acting, tokyo("2026-10-02T14:30")).to_pylist()}
    assert not {id for _, id in before} & {"T-today", "T-tomorrow"}
    assert {("due_today", "T-overdue"), ("overdue", "T-answered")} <= before  # answered at 16:00, due at 13:00
    assert ("notice_near", "trm") in before
    after = {(row["code"], row["id"]) for row in actions.due(acting, tokyo("2026-10-06T00:00")).to_pylist()}
    assert not {code for code, _ in after} & {"notice_near", "revision_open"}
    assert ("lapsed", "lapsed-180") not in after
    assert ("notice_window", "notice-31") in after
