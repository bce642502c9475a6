"""TRM subscriptions, the days booked on them, and coupons used."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from samples.calendar import AS_OF_DAY
from samples.companies import COMPANIES
from samples.desk import Draw
from samples.trm_days import Booking, Diary

Row = dict[str, str]


class Subscription(NamedTuple):
    """One row of the export: a subscription from a purchase on; `years` counts the terms that its type covers here."""

    id: str
    customer: str
    type: str
    purchased: date
    years: int
    consultant: str
    fee: int
    notice: str = ""
    party: str = ""


_HASEBE, _ORIHARA, _MIYAZONO, _INABA = "長谷部 隆", "折原 美咲", "宮園 航", "稲葉 さおり"
SUBSCRIPTIONS = [
    # ends 2026-12-06, notice by 2026-10-07; 8 of 12 days used and nothing booked
    Subscription("TRM-001", "C-001", "basic", date(2024, 12, 7), 2, _HASEBE, 3_600_000),
    # basic with one stranded onsite day: 3 of 12 used by half-time, 2 of the 3 onsite days
    Subscription("TRM-002", "C-003", "basic", date(2026, 4, 1), 1, _ORIHARA, 3_600_000),
    # a Friday + Monday onsite block
    Subscription("TRM-003", "C-004", "enterprise", date(2025, 5, 15), 2, _MIYAZONO, 12_800_000),
    # premier in its first year, enterprise from the second term on
    Subscription("TRM-004", "C-005", "premier", date(2025, 1, 20), 1, _HASEBE, 6_800_000),
    Subscription("TRM-004", "C-005", "enterprise", date(2026, 1, 20), 1, _HASEBE, 12_800_000),
    Subscription("TRM-005", "C-020", "dedicated", date(2025, 7, 1), 2, _INABA, 42_000_000),
    # ends 2026-11-20, notice by 2026-09-21, given late: the renewal stands
    Subscription("TRM-006", "C-021", "premier", date(2025, 11, 21), 1, _ORIHARA, 6_800_000, "2026-09-28", "customer"),
    # ends 2026-10-31, no notice by 2026-09-01: automatic renewal is fixed, and most days expire
    Subscription("TRM-007", "C-024", "basic", date(2025, 11, 1), 1, _ORIHARA, 3_600_000),
    # notice in time (by 2026-11-10): ends 2027-01-09, one booking lies after it
    Subscription("TRM-008", "C-026", "enterprise", date(2026, 1, 10), 1, _HASEBE, 12_800_000, "2026-09-30", "customer"),
    # 25 of 24 days used in its second term: overuse
    Subscription("TRM-009", "C-028", "premier", date(2024, 9, 1), 3, _MIYAZONO, 6_800_000),
    # one onsite day by itself: a block that is too short
    Subscription("TRM-010", "C-014", "basic", date(2026, 6, 15), 1, _ORIHARA, 3_600_000),
    Subscription("TRM-011", "C-039", "premier", date(2026, 8, 3), 1, _MIYAZONO, 6_800_000),
    # ended on 2025-10-15 after a notice in time by the vendor
    Subscription("TRM-012", "C-002", "basic", date(2024, 10, 16), 1, _HASEBE, 3_600_000, "2025-08-01", "vendor"),
]

# subscription, term's start: days delivered, onsite blocks of two among them, days booked ahead
_WORK = {
    ("TRM-001", 2024): (11.5, 1, 0),
    ("TRM-003", 2025): (46, 5, 0),
    ("TRM-003", 2026): (14.5, 1, 9),
    ("TRM-004", 2025): (23, 2, 0),
    ("TRM-004", 2026): (31, 3, 6),
    ("TRM-006", 2025): (17.5, 2, 2),
    ("TRM-007", 2025): (4, 0, 0),
    ("TRM-008", 2026): (29, 3, 5),
    ("TRM-009", 2024): (22, 3, 0),
    ("TRM-009", 2025): (25, 3, 0),
    ("TRM-009", 2026): (2, 0, 4),
    ("TRM-010", 2026): (2, 0, 2),
    ("TRM-011", 2026): (3, 1, 3),
    ("TRM-012", 2024): (9.5, 1, 0),
}
_BOOKED = [
    Booking("TRM-001", date(2025, 12, 18), 1, "remote"),
    Booking("TRM-001", date(2026, 1, 22), 1, "remote"),
    Booking("TRM-001", date(2026, 2, 17), 1, "onsite"),
    Booking("TRM-001", date(2026, 2, 18), 1, "onsite"),
    Booking("TRM-001", date(2026, 3, 26), 0.5, "remote"),
    Booking("TRM-001", date(2026, 4, 23), 1, "remote"),
    Booking("TRM-001", date(2026, 6, 18), 1, "remote"),
    Booking("TRM-001", date(2026, 7, 28), 0.5, "remote"),
    Booking("TRM-001", date(2026, 8, 19), 1, "remote", "cancelled"),
    Booking("TRM-001", date(2026, 9, 10), 1, "remote"),
    Booking("TRM-002", date(2026, 5, 19), 1, "onsite"),
    Booking("TRM-002", date(2026, 5, 20), 1, "onsite"),
    Booking("TRM-002", date(2026, 7, 16), 1, "remote"),
    Booking("TRM-003", date(2026, 6, 12), 1, "onsite"),  # Friday
    Booking("TRM-003", date(2026, 6, 15), 1, "onsite"),  # Monday
    Booking("TRM-008", date(2027, 1, 14), 1, "remote"),  # after the end
    Booking("TRM-010", date(2026, 8, 26), 1, "onsite"),  # by itself
]
_COUPONS = [
    ("TRM-001", date(2025, 11, 12), "Endpoint Manager 管理者基礎", "新開 光"),
    ("TRM-003", date(2025, 10, 8), "Endpoint Manager 管理者基礎", "豊島 玲"),
    ("TRM-003", date(2025, 10, 8), "Endpoint Manager 管理者基礎", "春日井 学"),
    ("TRM-003", date(2026, 9, 9), "Endpoint Manager OS展開", "豊島 玲"),
    ("TRM-004", date(2025, 9, 17), "Neurons for ITSM ワークフロー設計", "安曇 剛"),
    ("TRM-005", date(2026, 1, 21), "Neurons for ITSM レポート作成", "四条 真理"),
    ("TRM-005", date(2026, 8, 5), "Neurons for ITSM 管理者応用", "笠置 豊"),
    ("TRM-006", date(2026, 3, 11), "Patch Management 実践", "来栖 桃子"),
    ("TRM-008", date(2026, 5, 27), "Neurons for ITSM 管理者基礎", "日向 英二"),
    ("TRM-009", date(2025, 4, 16), "Endpoint Manager 管理者応用", "物部 恭平"),
    ("TRM-009", date(2026, 7, 8), "Endpoint Manager 管理者応用", "鳴海 沙耶"),
]


def subscription_rows() -> Iterator[Row]:
    for held in SUBSCRIPTIONS:
        yield {
            "subscription_id": held.id,
            "customer_id": held.customer,
            "customer_name": COMPANIES[held.customer].name,
            "trm_type": held.type,
            "purchased_on": held.purchased.isoformat(),
            "consultant": held.consultant,
            "annual_fee": str(held.fee),
            "currency": "JPY",
            "nonrenewal_notice_on": held.notice,
            "notice_by_party": held.party,
        }


def day_rows(draw: Draw) -> Iterator[Row]:
    """Every booked day, by subscription and date; what lies before the as-of day was delivered."""
    diary = Diary(draw, {held.id: held.consultant for held in SUBSCRIPTIONS})
    for booking in _BOOKED:
        diary.enter(booking)
    for held in SUBSCRIPTIONS:
        for year in range(held.purchased.year, held.purchased.year + held.years):
            start = held.purchased.replace(year=year)
            end = start.replace(year=year + 1) - timedelta(1)
            if held.type == "dedicated":
                diary.be_there(held.id, start, min(end, date(2026, 12, 25)))
                continue
            used, blocks, ahead = _WORK.get((held.id, year), (0, 0, 0))
            diary.spread(held.id, start, min(end, AS_OF_DAY - timedelta(3)), used, blocks)
            diary.spread(held.id, AS_OF_DAY + timedelta(4), min(end, AS_OF_DAY + timedelta(100)), ahead, 0)
    yield from diary.rows()


def coupon_rows() -> Iterator[Row]:
    for subscription, used_on, course, attendee in _COUPONS:
        yield {
            "subscription_id": subscription,
            "used_on": used_on.isoformat(),
            "quantity": "1",
            "course": course,
            "attendee": attendee,
        }
