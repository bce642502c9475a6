"""Random exports: customers with contracts that overlap and lapse, their tickets and severity histories."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st
from oracle.instants import TOKYO, iso, local, parse
from oracle.sla import World

from acceptance.strategies import LOADED_AS_OF, MOMENTS, gather

TIERS = ("standard", "enterprise", "premium", "enhanced")
PRODUCTS = ("Endpoint Manager", "Service Manager", "Neurons")
LABELS = {
    "S1": ("S1", "P1", "1", "重要度1", "重大", "S1—重大", "Severity 1", "Critical"),
    "S2": ("S2", "P2", "2", "重要度2", "S2—高", "Severity 2"),
    "S3": ("S3", "P3", "3", "重要度3", "S3—中", "Severity 3"),
    "S4": ("S4", "P4", "4", "重要度4", "S4—低", "Severity 4"),
}
KNOWN_LABELS = [label for labels in LABELS.values() for label in labels]
UNKNOWN_LABELS = ("至急", "S9", "")
CHANNELS = ("phone", "phone", "phone", "phone", "callback", "callback", "portal", "email", "chat", "agent", "other", "")
EXCLUSIONS = ("x_i", "x_iv", "x_services", "as_scope_2", "as_end_4", "weather")
CLOSURES = ("withdrawn", "merged", "duplicate", "other", "as_done_3")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")

CALENDARS: dict[str, dict] = {
    "new-york": {
        "time_zone": "America/New_York",
        "hours": [
            {"valid_from": date(2000, 1, 1), **{day: ["08:30-12:00", "13:00-17:30"] for day in WEEK}},
            {"valid_from": date(2026, 6, 1), **{day: ["09:00-17:00"] for day in WEEK}},
        ],
        "closed": [{"from": date(2026, 7, 3), "to": date(2026, 7, 3)}],
    },
    "london-nights": {
        "time_zone": "Europe/London",
        "hours": [{"valid_from": date(2000, 1, 1), **{day: ["20:00-06:00"] for day in (*WEEK, "saturday", "sunday")}}],
        "closed_yearly": [{"from": "12-24", "to": "01-01"}],
        "special": [{"date": date(2026, 6, 8), "hours": ["23:30-01:30"]}],
    },
    "lord-howe": {
        "time_zone": "Australia/Lord_Howe",
        "hours": [{"valid_from": date(2000, 1, 1), "saturday": ["10:00-16:00"], "sunday": ["00:00-24:00"]}],
    },
}
COMPANY_DAYS = [
    {"calendar": "japan-support", "date": "2026-08-13", "name": "弊社指定日"},
    {"calendar": "japan-support", "date": "2026-06-10", "name": "弊社指定日"},
    {"calendar": "new-york", "date": "2026-09-07", "name": "Labor Day"},
]
STEPS = (-3600, -1, 0, 1, 1800, 1801, 3600, 3601, 7200, 7201, 14_400, 28_800, 28_801, 86_400)


def rarely(rng: Random, share: int, choices) -> object:
    """One of the choices in one of `share` cases, else empty."""
    return rng.choice(choices) if rng.randint(1, share) == 1 else ""


def stamp(rng: Random, at: int) -> str:
    """The instant as an export may write it: bare Japanese time, or with an offset."""
    zone = rng.choice(["bare", "bare", TOKYO, "UTC", "America/New_York"])
    return f"{local(at, TOKYO):%Y-%m-%d %H:%M:%S}" if zone == "bare" else iso(at, zone)


def terms(rng: Random, contract: str) -> list[dict]:
    """One to three terms of a contract: back to back, with a lapse, or overlapping; the tier may change."""
    program = rarely(rng, 8, ["asgent"]) or "ivanti"
    constant = {
        "contract_id": contract,
        "customer_id": "K@",
        "customer_name": "顧客@",
        "program": program,
        "product": rng.choice(PRODUCTS),
        "purchased_on": "2019-05-01",
        "calendar": rarely(rng, 2, [*CALENDARS, "always"]),
    }
    start = date(2025, rng.randint(1, 12), 1)
    found = []
    for _ in range(rng.randint(1, 3)):
        end = start + timedelta(days=364)
        tier = rng.choice(TIERS if program == "ivanti" else ["saas", ""])
        found.append(constant | {"tier": tier, "start_on": start.isoformat(), "end_on": end.isoformat()})
        start = end + timedelta(days=rng.choice([1, 1, 1, 40, -30]))
    return found


def opening(rng: Random, contracts: list[dict]) -> int:
    """Mostly inside a term, often at its edge, at a clock change, just before the report, or at a closing time."""
    kind = rng.choice(["moment", "edge", "fresh", "inside", "inside", "inside", "inside", "inside"])
    if kind == "fresh":
        return LOADED_AS_OF + rng.randint(-40_000, 4_000)
    if kind == "moment" or not contracts:
        return rng.choice(MOMENTS) + rng.choice([-1, 0, 1, 3600, rng.randint(-250_000, 250_000)])
    term = rng.choice(contracts)
    if kind == "edge":
        return parse(term[rng.choice(["start_on", "end_on"])] + "T00:00") + rng.choice([0, 86_399, 86_400, -1])
    day = date.fromisoformat(term["start_on"]) + timedelta(days=rng.randint(0, 363))
    hour = rng.choice([9, 10, 11, 15, 16, 17, 22, 3])
    return min(parse(f"{day}T00:00"), LOADED_AS_OF - 7_200) + hour * 3600 + rng.choice([-1, 0, 1, 900])


def answer(rng: Random, world: World, ticket: dict, opened: int) -> int | None:
    """None, some time after the opening, or exactly at (or a second beside) the due time of some target."""
    kind = rng.choice(["none", "step", "later", "due", "due"])
    if kind == "none":
        return None
    if kind == "step":
        return opened + rng.choice(STEPS)
    if kind == "later":
        return opened + rng.randint(0, 900_000)
    term, _ = world.term_of(ticket, opened)
    calendar = world.calendar(world.calendar_name(term) if term else "japan-support")
    return calendar.due(opened, 60 * rng.choice([30, 60, 120, 240, 240, 480, 960])) + rng.choice([-1, 0, 0, 1])


def route(rng: Random, contracts: list[dict]) -> dict:
    """How the ticket says whose it is."""
    known = rng.choice(contracts)["contract_id"] if contracts else "C@-none"
    return rng.choice(
        [
            *[{"contract_id": known}] * 6,
            *[{"contract_id": known, "customer_id": "K@"}] * 4,
            {"customer_id": "K@"},
            {"customer_id": "K@", "product": "Neurons"},
            {"customer_id": "顧客@"},
            {"contract_id": "C@-unknown", "customer_id": "K@"},
            {},
        ]
    )


def history(rng: Random, ticket_id: str, opened: int, around: int) -> tuple[list[dict], str]:
    """Severity changes before, at and after a moment (and a change of another field), in any order; the last label."""
    label = rng.choice(KNOWN_LABELS)
    events = [{"ticket_id": ticket_id, "at": iso(opened + 60), "field": "status", "old": "new", "new": "open"}]
    for at in sorted({around + rng.choice([-3600, -1, 0, 1, 86_400]) for _ in range(rng.randint(1, 3))}):
        new = rng.choice(KNOWN_LABELS)
        events.append({"ticket_id": ticket_id, "at": stamp(rng, at), "field": "severity", "old": label, "new": new})
        label = new
    rng.shuffle(events)
    return events, label


def ticket(rng: Random, world: World, ticket_id: str) -> tuple[dict, list[dict]]:
    opened = opening(rng, world.contracts)
    row = {"ticket_id": ticket_id, "opened_at": stamp(rng, opened)} | route(rng, world.contracts)
    row.setdefault("product", rng.choice([*PRODUCTS, ""]))
    answered = answer(rng, world, row, opened)
    events, row["severity"] = [], rng.choice(UNKNOWN_LABELS if rng.randint(1, 12) == 1 else KNOWN_LABELS)
    if rng.randint(1, 3) == 1:
        around = opened + 7_200 if answered is None else answered
        events, row["severity"] = history(rng, ticket_id, opened, around)
    if answered is not None:
        row["first_response_at"] = stamp(rng, answered)
    if rng.randint(1, 2) == 1:
        after = opened + 1_800 if answered is None else answered
        row["resolved_at"] = stamp(rng, after + rng.choice([-600, 0, 1_800, 9_000, 40_000, 200_000]))
    if rng.randint(1, 3) == 1:
        row["escalated_to_manager_at"] = stamp(rng, opened + rng.choice([3_600, 28_799, 28_801, 90_000]))
    row["reported_severity"] = rng.choice(["S1", ""])
    row["channel"] = rng.choice(CHANNELS)
    row["exclusion_reason"] = rarely(rng, 12, EXCLUSIONS)
    row["closure_reason"] = rarely(rng, 8, CLOSURES)
    row["team"] = rng.choice(["東京", "大阪", ""])
    row["assignee"] = rng.choice(["佐藤", "鈴木", ""])
    return row, events


def customer(rng: Random, tickets: int = 8) -> tuple[list[dict], list[dict], list[dict]]:
    """One customer: its contracts, its tickets, their events."""
    contracts = [term for number in range(rng.choice([0, 1, 1, 1, 1, 2])) for term in terms(rng, f"C@-{number}")]
    world = World(contracts, [], [], COMPANY_DAYS, CALENDARS)
    drawn = [ticket(rng, world, f"T@-{number}") for number in range(tickets)]
    return contracts, [row for row, _ in drawn], [event for _, events in drawn for event in events]


def random_world(customers: int) -> World:
    """So many customers in one set of exports; the @ in their ids becomes their number."""
    contracts, tickets, events = [], [], []
    drawn = gather(st.randoms(use_true_random=True).map(customer), customers)
    for number, (contracts_of_one, tickets_of_one, events_of_one) in enumerate(drawn):
        contracts += _numbered(contracts_of_one, number)
        tickets += _numbered(tickets_of_one, number)
        events += _numbered(events_of_one, number)
    return World(contracts, tickets, events, COMPANY_DAYS, CALENDARS)


def _numbered(rows: list[dict], number: int) -> list[dict]:
    return [{column: value.replace("@", str(number)) for column, value in row.items()} for row in rows]
