"""Small TRM exports written as lines, and the database that one load makes of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from acceptance.command import write_csv

from teirei.main import main
from warehouse import Warehouse, open_published

AS_OF = "2026-10-05T08:30:00+09:00"
SUBSCRIPTION = {"customer_id": "K-1", "customer_name": "青葉精機", "trm_type": "basic", "consultant": "長谷部"}
DAYS = ("subscription_id", "date", "days", "mode", "status", "consultant")
COUPONS = ("subscription_id", "used_on", "quantity", "course", "attendee")


def subscription(name: str, purchased_on: str, **more: str) -> dict[str, str]:
    """A basic subscription of 青葉精機 with 長谷部, but for what is given."""
    return {"subscription_id": name, **SUBSCRIPTION, "purchased_on": purchased_on, **more}


def load(
    database: Path,
    subscriptions: Iterable[Mapping[str, str]] = (),
    days: Iterable[str] = (),
    coupons: Iterable[str] = (),
    closures: Iterable[str] = (),
    as_of: str = AS_OF,
    add: bool = False,
) -> Warehouse:
    """`teirei load` of the files. A day is written "A 2026-06-11 1 onsite planned 折原"; the last two may be left out.
    A coupon: "A 2026-06-11 1 Course Attendee"; a closure of japan-support: its date."""
    folder = database.parent / f"exports-{len(list(database.parent.glob('exports-*')))}"
    folder.mkdir(parents=True)
    parts: dict[str, list[dict]] = {
        "trm_subscriptions": list(map(dict, subscriptions)),
        "trm_days": [dict(zip(DAYS, line.split(), strict=False)) for line in days],
        "trm_coupons": [dict(zip(COUPONS, line.split(), strict=False)) for line in coupons],
        "closures": [{"calendar": "japan-support", "date": day, "name": "弊社指定日"} for day in closures],
    }
    for name, rows in parts.items():
        if rows:
            write_csv(folder / f"{name}.csv", rows)
    added = ["--add"] if add else []
    assert main(["load", *added, str(folder), "--db", str(database), "--as-of", as_of]) == 0
    return open_published(database)
