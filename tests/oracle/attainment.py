"""Counts and attainment of judged tickets, by any of their fields."""

OUTCOMES = ("met", "breached", "overdue", "running", "not_measured")
FIELD = {"customer": "customer_id"}


def attainment(facts: list[dict], by: tuple[str, ...] = ()) -> dict[tuple, dict]:
    """group (values in the order of `by`) → tickets, the five outcomes, attainment (None over an empty denominator)."""
    groups: dict[tuple, dict] = {}
    for fact in facts:
        key = tuple(fact[FIELD.get(name, name)] for name in by)
        group = groups.setdefault(key, dict.fromkeys(("tickets", *OUTCOMES), 0))
        group["tickets"] += 1
        group[fact["outcome"]] += 1
    for group in groups.values():
        judged = group["met"] + group["breached"] + group["overdue"]
        group["attainment"] = group["met"] / judged if judged else None
    return groups
