"""How a customer is doing, in words: attainment, open tickets, CSAT, TRM days that are not booked."""

from labels import figures
from metrics import renewals, trm
from metrics.trm import TrmFilters
from screens import here
from screens.trm_data import rows_of


def of(customer: str, language: str) -> dict[str, str]:
    """Name → value of how a customer is doing, in words."""
    found = {row["customer_id"]: row for row in rows_of(here.ask(renewals.health))}.get(customer)
    left = [
        each
        for each in rows_of(here.ask(trm.ledgers, TrmFilters()))
        if each["customer_id"] == customer and each["is_current"]
    ]
    shown = {}
    if found:
        counts = figures.counts(found["met"], found["judged"], language)
        share = figures.percent(found["met"], found["judged"]) if found["judged"] >= renewals.LEAST_N else ""
        shown[here.say("customer.attainment")] = f"{counts} {share}".strip()
        shown[here.say("customer.open")] = figures.count(found["open_tickets"], language)
        shown[here.say("customer.open_s1")] = figures.count(found["open_s1"], language)
        shown[here.say("customer.overdue")] = figures.count(found["overdue"], language)
        if found["csat_answers"]:
            number = figures.count(found["csat_answers"], language)
            shown[here.say("customer.csat")] = f"{found['csat']:.1f} ({number})"
    for each in left:
        name = here.say("customer.trm", id=each["subscription_id"])
        days = figures.days(each["uncommitted"], language)
        shown[name] = here.say("customer.trm_left", days=days, end=figures.short_day(each["term_end"], language))
    return shown
