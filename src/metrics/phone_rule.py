"""S1 that were not reported by phone: not measured (V, IX), and what they would be if they counted."""

from metrics.filters import Filters, selected
from warehouse import Warehouse
from warehouse.statements import statement


def outside(warehouse: Warehouse, filters: Filters) -> dict[str, int]:
    """Outcome if counted → tickets. `not_measured`: not even then, as their times contradict each other."""
    return dict(selected(warehouse, filters).sql(statement("phone_rule", "metrics")).fetchall())
