"""What a written instant says: a day and a time on some clock, for a whole column."""

from dataclasses import dataclass

import numpy as np

DAY = 86_400
NEVER = -25_567  # 1900-01-01 and older stand for "never" in some systems
LAST_YEAR = 2_932_532  # the first day of 9999, the year that means "without end"


@dataclass(frozen=True)
class Readings:
    """One entry a cell; meaningless where `read` is false.

    `day`: days since 1970-01-01; `seconds` of the day (86,400 = 24:00); `east`: seconds of the written offset, where
    `offset` says that one is written; `wrong_weekday`: a readable date beside the name of another day of the week.
    """

    day: np.ndarray
    seconds: np.ndarray
    east: np.ndarray
    offset: np.ndarray
    read: np.ndarray
    wrong_weekday: np.ndarray

    @classmethod
    def none(cls, size: int) -> "Readings":
        numbers = (np.zeros(size, dtype=np.int32) for _ in range(3))
        flags = (np.zeros(size, dtype=bool) for _ in range(3))
        return cls(*numbers, *flags)

    @property
    def wall(self) -> np.ndarray:
        """Seconds since 1970-01-01 00:00 on the clock of the writer."""
        return self.day.astype(np.int64) * DAY + self.seconds

    def put(self, places: np.ndarray, other: "Readings") -> None:
        """Takes over what `other` says of the cells at `places` (an index or a mask)."""
        for name in ("day", "seconds", "east", "offset", "read", "wrong_weekday"):
            getattr(self, name)[places] = getattr(other, name)

    def at(self, places: np.ndarray) -> "Readings":
        return Readings(*(part[places] for part in vars(self).values()))

    @property
    def never(self) -> np.ndarray:
        return self.read & (self.day <= NEVER)

    @property
    def endless(self) -> np.ndarray:
        return self.read & (self.day >= LAST_YEAR)
