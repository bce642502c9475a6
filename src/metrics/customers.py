"""The companies."""

from warehouse import Warehouse
from warehouse.statements import statement


def names(warehouse: Warehouse) -> dict[str, str]:
    """customer_id → company name, of the customers that have one."""
    found = warehouse.cursor().sql(statement("customers", "metrics")).fetchall()
    return {customer_id: name for customer_id, name in found if name}
