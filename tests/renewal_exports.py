"""Small exports of contracts, tickets, TRM and notices, and the database that one load makes of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from acceptance.command import write_csv
from trm_exports import AS_OF, subscription

from teirei.main import main
from warehouse import Warehouse, open_published

TODAY = date(2026, 10, 5)
"""A Monday."""
Rows = Iterable[Mapping[str, str]]


def contract(name: str, end: date | str, start: str = "", **more: str) -> dict[str, str]:
    """A standard contract of 364 days before its end, 1,200,000 yen, with a customer and an owner of its own."""
    last = date.fromisoformat(str(end))
    begins = date.fromisoformat(start) if start else last - timedelta(364)
    given = {
        "contract_id": name,
        "customer_id": f"C-{name}",
        "customer_name": f"会社{name}",
        "program": "ivanti",
        "tier": "standard",
        "start_on": f"{begins}",
        "end_on": f"{last}",
        "annual_fee": "1200000",
        "currency": "JPY",
        "payment_confirmed_on": f"{begins}",
        "account_owner": f"owner of {name}",
    }
    return given | more


def ends_in(name: str, days: int, **more: str) -> dict[str, str]:
    """A contract that ends so many days after today."""
    return contract(name, TODAY + timedelta(days), **more)


def next_term(of: Mapping[str, str], gap: int = 0, **more: str) -> dict[str, str]:
    """The term after one, starting the day after it unless there is a gap."""
    begins = date.fromisoformat(of["end_on"]) + timedelta(1 + gap)
    dates = {"start_on": f"{begins}", "end_on": f"{begins + timedelta(364)}", "payment_confirmed_on": ""}
    return {**of, **dates, **more}


def unpaid(name: str, days: int, **more: str) -> list[dict[str, str]]:
    """A contract that ends so many days after today, and its next term, whose payment is open."""
    return [ends_in(name, days, **more), next_term(ends_in(name, days, **more))]


def purchased(name: str, days_left: int, **more: str) -> dict[str, str]:
    """A basic subscription of a customer of its own whose term ends so many days after today."""
    end = TODAY + timedelta(days_left)
    bought = end.replace(year=end.year - 1) + timedelta(1)
    return subscription(name, f"{bought}", **{"customer_id": f"C-{name}", "customer_name": f"会社{name}", **more})


def tokyo(written: str) -> datetime:
    """An instant written in the time of Tokyo."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo("Asia/Tokyo"))


def ticket(name: str, of: str, opened: str, answered: str = "", **more: str) -> dict[str, str]:
    """An S2 by portal: 240 minutes of business time under a standard contract. Times are those of Tokyo."""
    times = {"opened_at": opened, "first_response_at": answered}
    return {"ticket_id": name, "contract_id": of, "severity": "S2", "channel": "portal", **times, **more}


def load(
    database: Path,
    contracts: Rows = (),
    tickets: Rows = (),
    subscriptions: Rows = (),
    days: Rows = (),
    coupons: Rows = (),
    notices: Rows = (),
    deliveries: Rows = (),
    closures: Rows = (),
    as_of: str = AS_OF,
    options: Iterable[object] = (),
) -> Warehouse:
    """`teirei load` of the rows, a file a kind that has any."""
    folder = database.parent / f"exports-of-{database.stem}"
    folder.mkdir(parents=True)
    parts = {
        "contracts": contracts,
        "tickets": tickets,
        "trm_subscriptions": subscriptions,
        "trm_days": days,
        "trm_coupons": coupons,
        "terms_notices": notices,
        "entitlement_deliveries": deliveries,
        "closures": closures,
    }
    for name, rows in parts.items():
        if rows := [dict(row) for row in rows]:
            write_csv(folder / f"{name}.csv", rows)
    assert main(["load", str(folder), "--db", str(database), "--as-of", as_of, *map(str, options)]) == 0
    return open_published(database)
