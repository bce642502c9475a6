"""The consultants' diary: who is with whom on which day, without clashes."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from samples.calendar import AS_OF_DAY, is_working_day, working_days
from samples.desk import Draw

_TOPICS = (
    ("月次運用レビュー", "運用レビュー報告書"),
    ("バージョンアップ計画の検討", "移行計画書"),
    ("構成ドキュメントの整備", "構成一覧"),
    ("配布・適用手順の標準化", "手順書"),
    ("障害傾向の分析と対策", "分析メモ"),
    ("権限設計の見直し", "権限設計書"),
    ("ダッシュボードの作成支援", "画面定義"),
    ("管理者向け勉強会", "講義資料"),
)
_CLEARANCE = timedelta(5)  # spread onsite blocks stay this far from others, so that each case keeps its own block


class Booking(NamedTuple):
    subscription: str
    day: date
    days: float
    mode: str
    status: str = ""


class Diary:
    """Bookings, at most one for a consultant and day."""

    def __init__(self, draw: Draw, consultants: dict[str, str]) -> None:
        self._draw = draw
        self._consultants = consultants
        self._bookings: list[Booking] = []
        self._taken: set[tuple[str, date]] = set()

    def enter(self, booking: Booking) -> None:
        self._bookings.append(booking)
        self._taken.add((self._consultants[booking.subscription], booking.day))

    def be_there(self, subscription: str, first: date, last: date) -> None:
        """Monday to Thursday at the customer's; a lone working day between closed ones is done remotely."""
        days = [day for day in working_days(first, last) if day.weekday() < 4]
        for _, run in groupby(enumerate(days), lambda place: place[1].toordinal() - place[0]):
            together = [day for _, day in run]
            for day in together:
                self.enter(Booking(subscription, day, 1, "onsite" if len(together) > 1 else "remote"))

    def spread(self, subscription: str, first: date, last: date, amount: float, blocks: int) -> None:
        """`amount` days evenly over the working days, among them `blocks` pairs of onsite days."""
        sessions = _sessions(amount - 2 * blocks, blocks)
        days = working_days(first, last)
        for place, size in enumerate(sessions):
            begin = int((place + 0.2 + 0.6 * self._draw()) * len(days) / len(sessions))
            if size == 2:
                day = next(day for day in days[begin:] + days[begin::-1] if self._is_free_pair(subscription, day, last))
                self.enter(Booking(subscription, day, 1, "onsite"))
                self.enter(Booking(subscription, day + timedelta(1), 1, "onsite"))
            else:
                day = next(day for day in days[begin:] + days[begin::-1] if self._is_free(subscription, day))
                self.enter(Booking(subscription, day, size, "remote"))

    def _is_free(self, subscription: str, day: date) -> bool:
        return (self._consultants[subscription], day) not in self._taken

    def _is_free_pair(self, subscription: str, day: date, last: date) -> bool:
        after = day + timedelta(1)
        if after > last or not is_working_day(after):
            return False
        if not (self._is_free(subscription, day) and self._is_free(subscription, after)):
            return False
        onsite = (held.day for held in self._bookings if held.subscription == subscription and held.mode == "onsite")
        return all(abs(held - day) > _CLEARANCE for held in onsite)

    def rows(self) -> Iterator[dict[str, str]]:
        for place, booking in enumerate(sorted(self._bookings)):
            topic, deliverable = _TOPICS[place % len(_TOPICS)]
            status = booking.status or ("delivered" if booking.day < AS_OF_DAY else "planned")
            delivered = status == "delivered"
            wait = timedelta(1 + int(self._draw() * 9))
            confirmed = working_days(booking.day + wait, booking.day + timedelta(30))[0]
            is_confirmed = delivered and confirmed < AS_OF_DAY and self._draw() < 0.85
            yield {
                "subscription_id": booking.subscription,
                "date": booking.day.isoformat(),
                "days": f"{booking.days:g}",
                "mode": booking.mode,
                "status": status,
                "consultant": self._consultants[booking.subscription],
                "topic": topic,
                "deliverable": deliverable if delivered else "",
                "customer_confirmed_on": confirmed.isoformat() if is_confirmed else "",
                "note": "お客様都合により中止" if status == "cancelled" else "",
            }


def _sessions(single_days: float, blocks: int) -> list[float]:
    """Sizes of the sessions in order: 1 and 0.5 remote, 2 = an onsite pair; every sixth day is split into halves."""
    sizes: list[float] = []
    for place in range(int(single_days)):
        sizes += [0.5, 0.5] if place % 6 == 3 else [1]
    if single_days % 1:
        sizes.append(0.5)
    for block in range(blocks):
        sizes.insert(len(sizes) * (2 * block + 1) // (2 * blocks), 2)
    return sizes
