"""Opening hours as data: `data/calendars/NAME.toml` → open windows and zone offsets in UTC epoch seconds."""

from calendars.model import Calendar, Closure
from calendars.reading import read
from calendars.windows import windows
from calendars.working_days import working_days
from calendars.zones import offsets

__all__ = ["Calendar", "Closure", "offsets", "read", "windows", "working_days"]
