"""One immutable DuckDB file a version: built from exports, published atomically, opened read-only."""

from warehouse.adding import add
from warehouse.building import build
from warehouse.content import Content
from warehouse.opening import Warehouse, building_on, open_published
from warehouse.publishing import new_version

__all__ = ["Content", "Warehouse", "add", "build", "building_on", "new_version", "open_published"]
