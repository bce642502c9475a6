"""青葉精機, the customer of the first review: two quarters whose counts are known beforehand.

FY2026 Q1: 36 measured tickets, 35 met. FY2026 Q2: 40 measured, 38 met; one waited for an assignee, one was raised
in severity before the answer. (`story` adds to Q2 the ticket across the September holidays, which is one of the 40,
and two S1 by portal, which are not.) LayerX in Q2: nine completed, their first answers at a median of 3 h 10 min,
and two more that wait for the developer, the longer one for 18 days.
"""

from collections.abc import Iterator
from datetime import date

from samples import subjects
from samples.calendar import DAY, OPENS, after, at, instant, number_of, working_days
from samples.desk import AIMS, MEMBERS, Draw
from samples.story import ticket
from samples.tickets import Row, event

_SEVERITIES = ("S3", "S4", "S3", "S2", "S4", "S3", "S3", "S2", "S4")


def rows(draw: Draw) -> Iterator[tuple[Row, list[Row]]]:
    """(ticket, its events)."""
    yield from _met(draw, 1100, 35, date(2026, 4, 1), date(2026, 6, 26))
    yield _late_in_q1()
    yield from _met(draw, 1200, 37, date(2026, 7, 1), date(2026, 9, 25))
    yield _waited_for_assignee()
    yield _raised_before_answer()
    yield from _layerx()


def _met(draw: Draw, number: int, count: int, first: date, last: date) -> Iterator[tuple[Row, list[Row]]]:
    days = working_days(first, last)
    for place in range(count):
        id = f"T-A{number + place}"
        severity = _SEVERITIES[place % len(_SEVERITIES)]
        opened = number_of(days[place * len(days) // count]) * DAY + OPENS + int(draw() * 440)
        answer = after(opened, int(AIMS["standard"][severity] * (0.05 + 0.8 * draw())))
        resolved = after(answer, 60 + int(draw() * 1500))
        category, kind, subject = subjects.of("Endpoint Manager", draw)
        row = ticket(id, "K-1001", severity, _text(opened), _text(answer), _text(resolved),
                     category=category, enquiry_kind=kind, subject=subject)  # fmt: skip
        row["assignee"] = MEMBERS[row["team"]][int(draw() * 4)]
        row["channel"] = "phone" if draw() < 0.2 else "portal"
        if draw() < 0.35:
            row["csat"] = "5" if draw() < 0.4 else "4"
        yield (
            row,
            [
                event(id, min(opened + 12, answer), "assignee", "", row["assignee"]),
                event(id, answer, "status", "new", "open"),
                event(id, resolved, "status", "open", "resolved"),
            ],
        )


def _late_in_q1() -> tuple[Row, list[Row]]:
    return ticket("T-A1150", "K-1001", "S3", "2026-05-12 11:00", "2026-05-13 13:25", "2026-05-15 16:00",
                  subject="配布履歴の一部が欠ける", csat="3"), []  # fmt: skip


def _waited_for_assignee() -> tuple[Row, list[Row]]:
    id = "T-A1250"
    row = ticket(id, "K-1001", "S3", "2026-08-06 09:30", "2026-08-07 10:40", "2026-08-10 15:00",
                 subject="OS展開の途中で再起動を繰り返す", csat="3", assignee="伊達 直樹")  # fmt: skip
    return row, [
        event(id, at("2026-08-07 10:00"), "assignee", "", "伊達 直樹"),
        event(id, at("2026-08-07 10:40"), "status", "new", "open"),
    ]


def _raised_before_answer() -> tuple[Row, list[Row]]:
    id = "T-A1251"
    row = ticket(id, "K-1001", "S2", "2026-07-14 10:00", "2026-07-14 15:10", "2026-07-16 11:00",
                 reported_severity="S3", channel="phone", subject="配布停止が3拠点に広がった")  # fmt: skip
    return row, [
        event(id, at("2026-07-14 10:10"), "assignee", "", row["assignee"]),
        event(id, at("2026-07-14 13:30"), "severity", "S3", "S2"),
        event(id, at("2026-07-14 15:10"), "status", "new", "open"),
    ]


# opening, minutes of business time to the first answer and from there to the completion, condition of 4-2-1
_COMPLETED = (
    ("2026-07-03 10:20", 75, 400, 2),
    ("2026-07-16 14:10", 190, 900, 1),
    ("2026-07-29 09:35", 130, 700, 3),
    ("2026-08-05 11:00", 240, 1500, 4),
    ("2026-08-20 15:20", 310, 2600, 8),
    ("2026-08-28 13:40", 95, 480, 2),
    ("2026-09-04 10:05", 205, 1100, 1),
    ("2026-09-11 16:15", 420, 950, 7),
    ("2026-09-16 09:50", 160, 640, 2),
)


def _layerx() -> Iterator[tuple[Row, list[Row]]]:
    for place, (opened, to_answer, to_end, condition) in enumerate(_COMPLETED):
        answer = after(at(opened), to_answer)
        category, kind, subject = subjects.SUBJECTS["LayerX"][place]
        yield ticket(f"T-A{1301 + place}", "K-5001", "S3", opened, _text(answer), _text(after(answer, to_end)),
                     category=category, enquiry_kind=kind, subject=subject,
                     closure_reason=f"as_done_{condition}"), []  # fmt: skip
    waiting = {"status": "pending_vendor", "next_action_on": "2026-10-06"}
    yield ticket("T-A1321", "K-5001", "S3", "2026-09-15 13:10", "2026-09-15 16:00", **waiting,
                 escalated_to_vendor_at="2026-09-16 14:00", subject="特定サイトで入力検知が動かない"), []  # fmt: skip
    yield ticket("T-A1322", "K-5001", "S3", "2026-09-25 10:30", "2026-09-25 14:10", **waiting,
                 escalated_to_vendor_at="2026-09-28 11:00", subject="拡張機能の更新後に動作が重い"), []  # fmt: skip


def _text(minute: int) -> str:
    return instant(minute)[:16].replace("T", " ")
