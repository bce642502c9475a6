"""The companies."""

import pyarrow

from metrics.trm import begin
from warehouse import Warehouse
from warehouse.statements import statement


def names(warehouse: Warehouse) -> dict[str, str]:
    """customer_id → company name, of the customers that have one."""
    found = warehouse.cursor().sql(statement("customers", "metrics")).fetchall()
    return {customer_id: name for customer_id, name in found if name}


def contracts(warehouse: Warehouse) -> pyarrow.Table:
    """One row per support contract, its running term or the nearest: customer, programme, level, product, people."""
    return _answer(warehouse, "contracts_now")


def deliveries(warehouse: Warehouse) -> pyarrow.Table:
    """One row per delivered entitlement, the latest first: contract_id, customer_id, item, date, note."""
    return _answer(warehouse, "deliveries")


def _answer(warehouse: Warehouse, question: str) -> pyarrow.Table:
    cursor = warehouse.without_facts()
    begin(cursor)
    return cursor.sql(statement(question, "metrics")).to_arrow_table()
