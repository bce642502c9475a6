"""Random TRM exports: subscriptions bought on awkward dates, changed, ended and bought again, with days and coupons."""

from datetime import date, timedelta
from random import Random

from oracle.trm import TYPES, TrmWorld
from oracle.trm_terms import NOTICE, term_end, term_number, term_start

DAY = timedelta(days=1)
LAST_DATE = date(2032, 6, 30)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
CALENDARS: dict[str, dict] = {
    "new-york": {
        "time_zone": "America/New_York",
        "hours": [{"valid_from": date(2000, 1, 1), **{day: ["09:00-12:00", "13:00-17:00"] for day in WEEK}}],
        "closed": [{"from": date(2026, 7, 3), "to": date(2026, 7, 3)}],
    },
    "weekends": {
        "time_zone": "Asia/Tokyo",
        "hours": [
            {"valid_from": date(2000, 1, 1), "saturday": ["10:00-16:00"], "sunday": ["00:00-24:00"]},
            {"valid_from": date(2026, 6, 1), "wednesday": ["10:00-16:00"], "saturday": ["10:00-16:00"]},
        ],
        "special": [{"date": date(2026, 6, 13), "hours": []}, {"date": date(2026, 5, 8), "hours": ["10:00-11:00"]}],
        "closed_yearly": [{"from": "12-24", "to": "01-01"}],
    },
}
IN_TOKYO = ("", "japan-support", "weekends", "always")
COMPANY_DAYS = [
    {"calendar": calendar, "date": day, "name": "弊社指定日"}
    for calendar, day in (
        ("japan-support", "2025-11-04"),
        ("japan-support", "2026-06-10"),
        ("japan-support", "2026-08-13"),
        ("japan-support", "2026-08-14"),
        ("japan-support", "2027-05-06"),
        ("new-york", "2026-09-07"),
    )
]
# Month and day of purchases: leap days, month ends, year ends, the days around the reporting times, 25 % of a term.
ANNIVERSARIES = (
    *[(2, 29)] * 5,
    *[(2, 28), (3, 1), (3, 31), (4, 1), (4, 30), (5, 31), (7, 6), (7, 7), (8, 30), (8, 31)],
    *[
        (9, 30),
        (10, 4),
        (10, 5),
        (10, 6),
        (11, 30),
        (12, 4),
        (12, 5),
        (12, 6),
        (12, 28),
        (12, 31),
        (1, 1),
        (1, 4),
        (1, 31),
    ],
)
# First dates of onsite visits: before weekends, Golden Week, the silver week of 2026, company days, the year end.
VISITS = (
    *[date(2026, 4, 30), date(2026, 5, 1), date(2026, 6, 9), date(2026, 6, 12), date(2026, 7, 2), date(2026, 8, 12)],
    *[date(2026, 9, 18), date(2026, 10, 2), date(2026, 12, 28), date(2027, 5, 5), date(2025, 10, 31)],
    *[date(2025, 12, 26), date(2026, 2, 10), date(2024, 4, 26), date(2028, 2, 28)],
)
# Onsite visits, a word for each day from the first: how much of it, or "-" for a day without.
PATTERNS = (
    *["1", "1 1", "1 1 1", "1 - - 1", "1 1 - - 1", "1 1 - - 1 1", "1 - 1", "1 - - - - - 1", "1 - - - - 1 1"],
    *["1 - - - - - - 1", "0.5 0.5", "0.5 0.5 0.5 0.5", "0.5 1", "0.5 - - 1", "0.5 - - 0.5 0.5 0.5", "1.0 1.0"],
)
CONSULTANTS = ("長谷部 隆", "折原 美咲", "宮園 航")
STATUSES = ("delivered", "delivered", "delivered", "", "planned", "planned", "cancelled")


def random_trm_world(subscriptions: int, as_of_dates: tuple[date, ...], seed: int = 12) -> TrmWorld:
    """The same world for the same seed; notices and entries lie around the reporting dates too."""
    rng = Random(seed)
    world = TrmWorld([], [], [], COMPANY_DAYS, CALENDARS)
    for number in range(subscriptions):
        name = f"TRM-{number:04d}"
        rows = _rows(rng, as_of_dates)
        calendar = rng.choice(["", "", "", "", "japan-support", "new-york", "weekends", "always"])
        customer = f"K-{number // 3:03d}"
        constant = {"subscription_id": name, "customer_id": customer, "customer_name": f"顧客{customer}"}
        world.subscriptions += [constant | {"calendar": calendar} | row for row in rows]
        if calendar in IN_TOKYO and rng.random() < 0.3:
            for row in world.subscriptions[-len(rows) :]:
                row["calendar"] = rng.choice(IN_TOKYO)
        world.days += [{"subscription_id": name} | row for row in _days(rng, rows, as_of_dates)]
        world.coupons += [{"subscription_id": name} | row for row in _coupons(rng, rows, as_of_dates)]
    for part in (world.subscriptions, world.days, world.coupons):
        rng.shuffle(part)
    return world


def _rows(rng: Random, as_of_dates: tuple[date, ...]) -> list[dict]:
    """One to four purchases of one subscription, in order."""
    first = _anniversary(rng, rng.choice([2008, 2020, 2021, 2022, 2023, 2024, 2024, 2025, 2025, 2026, 2027]))
    rows = [_row(rng, first, first, as_of_dates)]
    while len(rows) < 4 and rng.random() < 0.45:
        bought = _later_purchase(rng, first, rows[-1])
        if not bought or bought > LAST_DATE:
            break
        rows.append(_row(rng, first, bought, as_of_dates))
    return rows


def _row(rng: Random, first: date, bought: date, as_of_dates: tuple[date, ...]) -> dict:
    row = {
        "trm_type": rng.choice([*TYPES, "basic", "premier"]),
        "purchased_on": bought.isoformat(),
        "consultant": rng.choice([*CONSULTANTS, ""]),
        "annual_fee": str(rng.choice([3_600_000, 6_800_000])),
        "currency": "JPY",
    }
    if rng.random() < 0.45:
        number = term_number(first, bought) + rng.choice([0, 0, 0, 1, 2])
        on_time = term_end(first, number) - NOTICE
        kind = rng.choice(["due", "due", "due", "last days", "report", "early"])
        notice = {
            "due": on_time + rng.choice([-1, 0, 0, 1]) * DAY,
            "last days": term_end(first, number) + rng.choice([-59, -10, 0]) * DAY,
            "report": rng.choice(as_of_dates) + rng.choice([-1, 0, 1, 20]) * DAY,
            "early": bought + rng.choice([-3, 0, 30]) * DAY,
        }[kind]
        row |= {"nonrenewal_notice_on": notice.isoformat(), "notice_by_party": rng.choice(["customer", "vendor", ""])}
    return row


def _later_purchase(rng: Random, first: date, before: dict) -> date | None:
    """At the start of a later term, within one, on its last day, after a gap; the day after a term's end among them."""
    bought = date.fromisoformat(before["purchased_on"])
    number = term_number(first, bought) + rng.choice([0, 1, 1, 2])
    start, end = term_start(first, number), term_end(first, number)
    later = rng.choice([start, start + rng.randint(1, 300) * DAY, end, end + DAY, end + rng.randint(2, 200) * DAY])
    return later if later > bought else None


def _anniversary(rng: Random, year: int) -> date:
    month, day = rng.choice(ANNIVERSARIES)
    if (month, day) == (2, 29):
        year -= year % 4
    return date(year, month, day)


def _moment(rng: Random, rows: list[dict], as_of_dates: tuple[date, ...]) -> date:
    """A date at the edge of a term, around a report or a purchase, where visits are awkward, or anywhere."""
    first = date.fromisoformat(rng.choice(rows)["purchased_on"])
    number = rng.choice([1, 1, 2, 2, 3, 4])
    kind = rng.choice(["edge", "report", "visit", "visit", "visit", "inside", "inside", "before"])
    return {
        "edge": term_end(first, number) + rng.choice([-1, 0, 1, 2]) * DAY,
        "report": rng.choice(as_of_dates) + rng.choice([-1, 0, 1, 40]) * DAY,
        "visit": rng.choice(VISITS),
        "inside": term_start(first, number) + rng.randint(0, 364) * DAY,
        "before": first - rng.choice([0, 0, 1, 2, 30]) * DAY,
    }[kind]


def _days(rng: Random, rows: list[dict], as_of_dates: tuple[date, ...]) -> list[dict]:
    found = {(row["date"], row["consultant"]): row for row in _busy_term(rng, rows)}
    for _ in range(rng.choice([0, 1, 4, 8, 14])):
        moment = _moment(rng, rows, as_of_dates)
        mode = rng.choice(["onsite", "onsite", "remote"])
        pattern = rng.choice(PATTERNS if mode == "onsite" else ["1", "0.5", "1.0"]).split()
        status = rng.choice(STATUSES)
        for after, days in enumerate(pattern):
            if days == "-":
                continue
            for consultant in rng.sample(CONSULTANTS, rng.choice([1, 1, 1, 1, 2])):
                on = (moment + after * DAY).isoformat()
                entry = {"date": on, "days": days, "mode": mode, "status": status, "consultant": consultant}
                found[on, consultant] = entry
    return list(found.values())


def _busy_term(rng: Random, rows: list[dict]) -> list[dict]:
    """Now and then a term with about as many days as TRMベーシック or TRMプレミア has: used up, or more than that."""
    if rng.random() < 0.8:
        return []
    first = date.fromisoformat(rows[0]["purchased_on"])
    start = term_start(first, rng.choice([1, 2, 3]))
    entry = {"mode": "remote", "status": "delivered", "consultant": CONSULTANTS[0]}
    places = rng.sample(range(364), rng.choice([12, 13, 24, 30]))
    return [
        entry | {"date": (start + place * DAY).isoformat(), "days": rng.choice(["1", "1", "0.5"])} for place in places
    ]


def _coupons(rng: Random, rows: list[dict], as_of_dates: tuple[date, ...]) -> list[dict]:
    return [
        {
            "used_on": _moment(rng, rows, as_of_dates).isoformat(),
            "quantity": rng.choice(["1", "1", "2", "3", ""]),
            "course": "Endpoint Manager 管理者基礎",
            "attendee": f"受講者{number}",
        }
        for number in range(rng.choice([0, 0, 1, 2, 5]))
    ]
