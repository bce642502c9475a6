"""What each filter offers: the values that stand in the data, in the order people look for them."""

from collections.abc import Callable

from labels import figures, text
from metrics import Filters, attainment, customers
from metrics.quarters import containing
from screens import here, names
from screens.query import ALL

FIELDS = ("program", "tier", "severity", "customer", "product", "team")


def values(field: str) -> list[str]:
    """The values of a field, nulls left out. Tiers in the contract's order."""
    found = here.ask(attainment.by, Filters(), (field,))[field].dropna().unique().tolist()
    if field == "tier":
        order = [tier for programme in here.terms().programmes.values() for tier in programme.tiers]
        return sorted(found, key=lambda tier: order.index(tier) if tier in order else len(order))
    return sorted(found, key=naming(field, "ja")) if field == "customer" else sorted(found)


def naming(field: str, language: str) -> Callable[[str], str]:
    """How a value of the field is shown."""
    known, companies = here.terms(), here.ask(customers.names)
    shown = {
        "program": lambda value: names.programme(value, known, language),
        "tier": lambda value: names.tier(value, known, language),
        "customer": lambda value: companies.get(value, value),
        "who": lambda value: companies.get(value, value),
        "kind": lambda value: text(f"renewal.kind.{value}", language),
        "level": lambda value: names.level(value, known, language),
        "ends": lambda value: figures.month(value, language, year=True),
        "stage": lambda value: text(f"renewal_chart.stage.{value}", language),
        "month": lambda value: figures.month(value, language, year=True),
        "channel": lambda value: text(f"terms.channel.{value}", language).capitalize(),
        "status": lambda value: text(f"status.{value}", language),
        "response_source": lambda value: text(f"source.{value}", language),
        "outcome": lambda value: text(f"outcome.{value}", language),
        "reason": lambda value: text(f"reason.{value}", language),
    }
    return shown.get(field, str)


def periods() -> list[str]:
    """Every quarter with tickets and the running one, the latest first; then all of them."""
    today, first_month = here.fiscal()
    found = here.ask(attainment.by, Filters(), ("quarter",))["quarter"].dropna().tolist()
    running = containing(today, first_month).name
    return [*sorted({*found, running}, reverse=True), ALL]
