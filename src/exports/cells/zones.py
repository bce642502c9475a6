"""Wall-clock seconds without an offset → UTC seconds, for a whole column at once."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from calendars.zones import offsets
from refusals import Refusal

_DAY = 86_400
# Before and after these years a zone is taken to keep the offset that it has there: clock changes are not known.
_FIRST, _LAST = -2_208_988_800, 4_102_444_800


@dataclass(frozen=True)
class Zone:
    name: str
    info: ZoneInfo


def named(name: str) -> Zone:
    """The zone of an IANA name; Refusal when there is none."""
    try:
        return Zone(name, ZoneInfo(name))
    except (LookupError, ValueError, OSError) as error:
        raise Refusal(f'--timezone "{name}" is no IANA time zone: write one such as Asia/Tokyo.') from error


def to_utc(wall: np.ndarray, zone: Zone) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(UTC seconds, at a repeated hour, at a skipped hour) of wall-clock seconds.

    A repeated hour takes its first reading; a skipped one moves forward by the length of the gap.
    """
    first = int(np.clip(wall.min(), _FIRST, _LAST)) - 2 * _DAY
    last = int(np.clip(wall.max(), _FIRST, _LAST)) + 2 * _DAY
    regimes = offsets(zone.info, first, last)
    changes = np.array([until for _, until, _ in regimes[:-1]], dtype=np.int64)
    east = np.array([offset for _, _, offset in regimes], dtype=np.int64)
    before, after = changes + east[:-1], changes + east[1:]
    utc = wall - east[np.searchsorted(np.maximum(before, after), wall, side="right")]
    inside = np.searchsorted(np.minimum(before, after), wall, side="right") - 1
    if not len(changes):
        none = np.zeros(len(wall), dtype=bool)
        return utc, none, none
    at = np.clip(inside, 0, None)
    unclear = (inside >= 0) & (wall < np.maximum(before, after)[at])
    return utc, unclear & (after < before)[at], unclear & (after > before)[at]
