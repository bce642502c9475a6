"""What a filter can choose from, where the list is closed: programmes, tiers, severities."""

from warehouse import Warehouse
from warehouse.statements import statement


def closed_lists(warehouse: Warehouse) -> dict[str, list[str]]:
    """filter name → its values: those of the terms and of the loaded contracts."""
    found: dict[str, list[str]] = {"program": [], "tier": [], "severity": []}
    for name, value in warehouse.cursor().execute(statement("choices", "metrics")).fetchall():
        found[name].append(value)
    return found
