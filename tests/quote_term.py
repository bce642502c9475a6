"""A lapsed support term as `metrics.renewals.terms` gives it, for quotes and their documents."""

from datetime import date
from decimal import Decimal

TERM = {
    "kind": "support",
    "id": "K-900",
    "customer_id": "C-900",
    "customer_name": "試験工業",
    "program": "ivanti",
    "level": "standard",
    "product": "Endpoint Manager",
    "reseller": None,
    "start_on": date(2025, 9, 1),
    "end_on": date(2026, 8, 31),
    "annual_fee": Decimal("560000.00"),
    "currency": "JPY",
    "state": "lapsed",
    "next_start": None,
    "days_left": -35,
    "licences_required": 110,
    "licences_covered": 110,
    "licences_shortfall": 0,
}
