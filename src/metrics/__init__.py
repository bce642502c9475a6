"""The questions. Each is one SQL file in `sql/`, its grain on the first line; the Python around it is thin."""

from metrics.filters import Filters

__all__ = ["Filters"]
