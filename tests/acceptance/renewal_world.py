"""Random contracts and subscriptions: ends of terms, notices and payments lie around the reporting dates."""

from datetime import date, timedelta
from random import Random

from oracle.renewals import SUPPORT_NOTICE, RenewalWorld
from oracle.trm_terms import NOTICE, term_end

from acceptance.trm_world import CALENDARS, COMPANY_DAYS, IN_TOKYO, random_trm_world

DAY = timedelta(days=1)
CURRENCIES = ("JPY", "JPY", "JPY", "USD", "EUR")
LICENCES = ("licences_purchased", "licences_in_use", "licences_covered")
STAGES = ("not_started", "contacted", "quoted", "committed", "ordered", "renewed", "declined", "")
# So many days from a report to the end of a term: its last day, 30 and 31 days to the end, the notice date of support
# (90 days) and TRM (60 days) and the days beside it, 30 and 31 days before that.
TO_THE_END = (
    *[-400, -2, -1, -1, 0, 0, 1, 10, 29, 30, 30, 31, 31, 32, 45, 59, 60, 61, 75, 89, 90, 91, 92, 100],
    *[119, 120, 121, 122, 300],
)
# Ends whose notice date (90 days before) is closed: 12-31, 01-03, a Sunday, Golden Week, a company day; and year ends,
# month ends and leap days.
AWKWARD_ENDS = (
    *[date(2027, 3, 31), date(2027, 4, 3), date(2027, 1, 2), date(2026, 8, 4), date(2026, 9, 8), date(2026, 11, 11)],
    *[date(2026, 11, 12), date(2026, 12, 31), date(2024, 2, 29), date(2028, 2, 29), date(2027, 2, 28)],
    *[date(2024, 5, 29), date(2028, 5, 29), date(2026, 12, 21), date(2025, 3, 31)],
)


def random_renewal_world(contracts: int, subscriptions: int, as_of_dates: tuple[date, ...], seed: int) -> RenewalWorld:
    """The same world for the same seed."""
    rng = Random(seed)
    world = RenewalWorld([], [], COMPANY_DAYS, CALENDARS)
    for number in range(contracts):
        world.contracts += _contract(rng, f"K-{number:04d}", f"C-{number // 3:03d}", as_of_dates)
    bought = random_trm_world(subscriptions, as_of_dates, seed).subscriptions
    for row in bought:
        customer = row["customer_id"].replace("K", "C")
        world.subscriptions.append(row | _fee(rng) | {"customer_id": customer, "customer_name": f"顧客{customer}"})
    for number in range(subscriptions):
        world.subscriptions += _subscription(rng, f"TRM-E{number:03d}", f"C-{number // 2:03d}", as_of_dates)
    rng.shuffle(world.contracts)
    rng.shuffle(world.subscriptions)
    return world


def _contract(rng: Random, name: str, customer: str, as_of_dates: tuple[date, ...]) -> list[dict]:
    """One to five terms: back to back, after a gap, or overlapping."""
    constant = {
        "contract_id": name,
        "customer_id": customer,
        "customer_name": f"顧客{customer}",
        "reseller": rng.choice(["ひかり情報販売", "西海システム商事", ""]),
        "program": rng.choice(["ivanti"] * 7 + ["asgent"]),
        "purchased_on": "2019-05-01",
        "account_owner": rng.choice(["佐伯 真帆", "大沢 健吾", ""]),
    }
    calendars = rng.choice([*[[name] for name in ("", "", "japan-support", "new-york", "weekends")], IN_TOKYO])
    rows = []
    for start, end in _spans(rng, as_of_dates).items():
        own = {"calendar": rng.choice(calendars)} | _term(rng, constant["program"], start, end, as_of_dates)
        rows.append(constant | {"start_on": start.isoformat(), "end_on": end.isoformat()} | own)
    return rows


def _spans(rng: Random, as_of_dates: tuple[date, ...]) -> dict[date, date]:
    """start → end. One of the terms, the first or a later one, ends at an awkward time."""
    end = rng.choice(AWKWARD_ENDS) if rng.random() < 0.25 else rng.choice(as_of_dates) + rng.choice(TO_THE_END) * DAY
    start = _a_year_before(end)
    spans = {start: end}
    if rng.random() < 0.4:
        before = start - rng.choice([1, 1, 1, 2, 40, -20]) * DAY
        spans[_a_year_before(before)] = before
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        start = end + rng.choice([1, 1, 1, 1, 2, 15, 40, 200, -30]) * DAY
        end = rng.choice([*[term_end(start, 1)] * 5, start + 180 * DAY, term_end(start, 3), start])
        spans[start] = end
    return spans


def _a_year_before(end: date) -> date:
    """The start of twelve months that end on that day."""
    after = end + DAY
    return date(after.year - 1, after.month, 28 if (after.month, after.day) == (2, 29) else after.day)


def _term(rng: Random, program: str, start: date, end: date, as_of_dates: tuple[date, ...]) -> dict:
    row = {
        "tier": rng.choice(["standard", "enterprise", "premium", "enhanced"] if program == "ivanti" else ["saas", ""]),
        "renewal_stage": rng.choice(STAGES),
        "renewal_probability": rng.choice(["", "0.5", "1", "0"]),
    }
    row |= {name: rng.choice(["", "0", "100", "250", "250", "1000"]) for name in LICENCES}
    row |= _fee(rng)
    if rng.random() < 0.35:
        row["nonrenewal_notice_on"] = _notice(rng, start, end, SUPPORT_NOTICE, as_of_dates).isoformat()
    if rng.random() < 0.75:
        paid = [start - 20 * DAY, start, start + 45 * DAY, rng.choice(as_of_dates) + rng.choice([-1, 0, 1, 10]) * DAY]
        row["payment_confirmed_on"] = rng.choice(paid).isoformat()
    return row


def _notice(rng: Random, start: date, end: date, notice: timedelta, as_of_dates: tuple[date, ...]) -> date:
    """Around its deadline, the last day or a report, long before, or years before."""
    return rng.choice(
        [
            *[end - notice + days * DAY for days in (-1, 0, 0, 1, 1)],
            *[end + days * DAY for days in (-20, -1, 0, 1)],
            *[rng.choice(as_of_dates) + days * DAY for days in (-1, 0, 1, 20)],
            start + 30 * DAY,
            start - 3 * DAY,
        ]
    )


def _subscription(rng: Random, name: str, customer: str, as_of_dates: tuple[date, ...]) -> list[dict]:
    """A term of it ends, or its first one begins, around a report; perhaps bought again in that term or after it."""
    end = rng.choice(as_of_dates) + rng.choice(TO_THE_END) * DAY
    bought = first = _a_year_before(end)
    if (first.month, first.day) != (2, 29):
        bought = first.replace(year=first.year - rng.choice([0, 0, 0, 1, 2, -1]))
    constant = {
        "subscription_id": name,
        "customer_id": customer,
        "customer_name": f"顧客{customer}",
        "calendar": rng.choice(["", "", "new-york", "weekends", "always"]),
        "consultant": rng.choice(["長谷部 隆", ""]),
    }
    purchases = {bought}
    if rng.random() < 0.4:
        purchases.add(rng.choice([first, first + 100 * DAY, end, end + DAY, end + rng.randint(2, 300) * DAY]))
    rows = []
    for purchase in sorted(purchases):
        row = constant | {"purchased_on": purchase.isoformat()} | _fee(rng)
        row["trm_type"] = rng.choice(["basic", "premier"])
        if rng.random() < 0.5:
            row["nonrenewal_notice_on"] = _notice(rng, first, end, NOTICE, as_of_dates).isoformat()
            row["notice_by_party"] = rng.choice(["customer", "vendor", ""])
        rows.append(row)
    return rows


def _fee(rng: Random) -> dict:
    fee = rng.choice(["", "0", "1200000", "1250000", "1300000.50", "2400000"])
    return {"annual_fee": fee, "currency": rng.choice(CURRENCIES if fee else [*CURRENCIES, ""])}
