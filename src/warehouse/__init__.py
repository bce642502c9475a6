"""One immutable DuckDB file a version: built from exports, published atomically, opened read-only."""

from warehouse.building import build
from warehouse.opening import Warehouse, building_on, open_published
from warehouse.publishing import new_version

__all__ = ["Warehouse", "build", "building_on", "new_version", "open_published"]
