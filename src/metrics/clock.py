"""Business time between two instants, and the instant that is so much business time away (domain: Time)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyarrow

from calendars import Calendar
from refusals import Refusal, nearest
from warehouse.calendars import Laid, lay
from warehouse.statements import connect, statement

LAST_YEAR = 2199
PADDING_DAYS = (40, 400, 4_000, 40_000)


@dataclass(frozen=True)
class Question:
    """From `start` to `end`, or `add_seconds` of business time from `start`; exactly one of the two is given."""

    calendar: str
    start: datetime
    end: datetime | None = None
    add_seconds: int | None = None


def answers(questions: list[Question], calendars: dict[str, Calendar]) -> list[int | datetime | Refusal]:
    """For each question: seconds, or an aware instant in the calendar's zone, or why there is no answer."""
    found: list[int | datetime | Refusal | None] = [_objection(question, calendars) for question in questions]
    open_ones = [number for number, answer in enumerate(found) if answer is None]
    for padding in PADDING_DAYS:
        if open_ones:
            _answer({number: questions[number] for number in open_ones}, calendars, padding, found)
            open_ones = [number for number in open_ones if found[number] is None]
    for number in open_ones:
        question = questions[number]
        found[number] = Refusal(
            f"calendar {question.calendar}: does not hold {question.add_seconds} open seconds from"
            f" {question.start.isoformat()} on within its known years; ask for less or mend its hours"
        )
    return [answer for answer in found if answer is not None]


def _objection(question: Question, calendars: dict[str, Calendar]) -> Refusal | None:
    calendar = calendars.get(question.calendar)
    if calendar is None:
        hint = nearest(question.calendar, list(calendars)) or f"; known are {', '.join(sorted(calendars))}"
        return Refusal(f'unknown calendar "{question.calendar}"{hint}')
    if (question.end is None) == (question.add_seconds is None):
        return Refusal("give either an end or an amount to add, not both and not none")
    for instant in filter(None, (question.start, question.end)):
        if instant.astimezone(calendar.zone).date() < calendar.first_day:
            return Refusal(
                f"calendar {question.calendar}: {instant.isoformat()} lies before its first hours"
                f" ({calendar.first_day}); add [[hours]] with an earlier valid_from"
            )
        if instant.year > LAST_YEAR:
            return Refusal(f"{instant.isoformat()}: ask for instants up to the year {LAST_YEAR}")
    return None


def _answer(
    questions: dict[int, Question],
    calendars: dict[str, Calendar],
    padding: int,
    found: list[int | datetime | Refusal | None],
) -> None:
    with connect() as connection:
        connection.execute(statement("macros"))
        used = sorted({question.calendar for question in questions.values()})
        lay(connection, [_range(calendars[name], questions, padding) for name in used])
        numbers = dict(connection.execute("select name, calendar_id from calendars").fetchall())
        connection.register("clock_questions", _table(questions, numbers))
        for number, seconds in connection.execute(statement("clock_between", "metrics")).fetchall():
            found[number] = seconds
        for number, reached in connection.execute(statement("clock_add", "metrics")).fetchall():
            if reached is not None:
                zone = calendars[questions[number].calendar].zone
                found[number] = datetime.fromtimestamp(reached, UTC).astimezone(zone)


def _range(calendar: Calendar, questions: dict[int, Question], padding: int) -> Laid:
    """The calendar over the instants that are asked of it, and some days more on both sides."""
    asked = [question for question in questions.values() if question.calendar == calendar.name]
    instants = [moment for question in asked for moment in (question.start, question.end) if moment]
    margin = timedelta(days=padding)
    return Laid(calendar, max(min(instants).date() - margin, calendar.first_day), max(instants).date() + margin)


def _table(questions: dict[int, Question], numbers: dict[str, int]) -> pyarrow.Table:
    asked = questions.values()
    return pyarrow.table(
        {
            "question": pyarrow.array(questions, pyarrow.int64()),
            "calendar_id": pyarrow.array([numbers[question.calendar] for question in asked], pyarrow.int16()),
            "start_at": pyarrow.array([_second(question.start) for question in asked], pyarrow.int64()),
            "end_at": pyarrow.array([_second(question.end) for question in asked], pyarrow.int64()),
            "add_seconds": pyarrow.array([question.add_seconds for question in asked], pyarrow.int64()),
        }
    )


def _second(instant: datetime | None) -> int | None:
    return None if instant is None else int(instant.timestamp() // 1)
