"""`teirei clock`: business time between two instants, due times, or a batch of both; needs no database."""

import argparse
import csv
import re
import sys
from datetime import datetime
from pathlib import Path

import calendars
from calendars import Calendar
from loading.places import calendar_folders
from metrics.clock import LAST_YEAR, Question, answers
from refusals import Refusal
from teirei.output import FORMATS, instant, write

ANSWERS = ("result", "error")
COLUMNS = ("calendar", "start", "end", "add_seconds")
AMOUNT = re.compile(r"(-?)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "instants", nargs="*", metavar="INSTANT", help="FROM, or FROM TO; without an offset: in the calendar's zone"
    )
    command.add_argument("--calendar", default="japan-support")
    command.add_argument("--calendars", type=Path, metavar="DIR", help="a folder with more calendars (same name wins)")
    command.add_argument("--add", metavar="4h", help="business time to add to FROM: 4h, 90m, 45s, -1h30m")
    command.add_argument("--batch", type=Path, metavar="FILE.csv", help=f"a CSV with columns {', '.join(COLUMNS)}")
    command.add_argument("--format", choices=FORMATS)


def prepared(arguments: list[str]) -> list[str]:
    """`--add -4h` as `--add=-4h`: the parser would take -4h for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--add" and argument.startswith("-"):
            joined[-1] = f"--add={argument}"
        else:
            joined.append(argument)
    return joined


def run(chosen: argparse.Namespace) -> int:
    known = calendars.read(*calendar_folders(chosen.calendars))
    if chosen.batch:
        if chosen.instants or chosen.add:
            raise Refusal("--batch takes its questions from the file; leave out FROM, TO and --add")
        return _batch(chosen, known)
    if len(chosen.instants) != (1 if chosen.add else 2):
        raise Refusal("give FROM and TO, or FROM with --add 4h, or --batch FILE.csv")
    question = _question(
        {
            "calendar": chosen.calendar,
            "start": chosen.instants[0] if chosen.instants else "",
            "end": chosen.instants[1] if len(chosen.instants) == 2 else "",
            "add_seconds": "" if chosen.add is None else str(_amount(chosen.add)),
        },
        known,
    )
    (answer,) = answers([question], known)
    if isinstance(answer, Refusal):
        raise answer
    row = {
        "calendar": question.calendar,
        "start": instant(question.start, known[question.calendar].zone),
        "end": question.end and instant(question.end, known[question.calendar].zone),
        "add_seconds": question.add_seconds,
        "result": _shown(answer),
    }
    if chosen.format in (None, "table"):
        print(_duration(answer) if isinstance(answer, int) else row["result"])
    else:
        write(chosen.format, {"rows": [row]} if chosen.format == "csv" else row, list(row))
    return 0


def _batch(chosen: argparse.Namespace, known: dict[str, Calendar]) -> int:
    header, rows = _read(chosen.batch)
    asked: list[Question | Refusal] = []
    for row in rows:
        try:
            asked.append(_question(row, known))
        except Refusal as refusal:
            asked.append(refusal)
    answered = iter(answers([question for question in asked if isinstance(question, Question)], known))
    failed = 0
    for row, question in zip(rows, asked, strict=True):
        answer = question if isinstance(question, Refusal) else next(answered)
        failed += isinstance(answer, Refusal)
        row["result"] = "" if isinstance(answer, Refusal) else _shown(answer)
        row["error"] = str(answer) if isinstance(answer, Refusal) else ""
    write(chosen.format or "csv", {"rows": rows}, [*(name for name in header if name not in ANSWERS), *ANSWERS])
    if failed:
        print(f"teirei clock: {failed} of {len(rows)} rows have no result; the column error says why", file=sys.stderr)
    return 1 if failed else 0


def _read(file: Path) -> tuple[list[str], list[dict]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            header = list(reader.fieldnames or [])
            missing = [column for column in COLUMNS[:2] if column not in header]
            if missing:
                raise Refusal(f"{file}, line 1: column {missing[0]} is missing; the columns are {', '.join(COLUMNS)}")
            return header, [{name: value for name, value in row.items() if name is not None} for row in reader]
    except FileNotFoundError:
        raise Refusal(f"{file}: no such file") from None
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise Refusal(f"{file}: not a readable CSV in UTF-8 ({error})") from None


def _question(row: dict, known: dict[str, Calendar]) -> Question:
    name = (row.get("calendar") or "").strip()
    zone = known[name].zone if name in known else None
    amount = (row.get("add_seconds") or "").strip()
    if amount and not re.fullmatch(r"[+-]?\d{1,10}", amount):
        raise Refusal(f'add_seconds "{amount}": give a whole number of seconds, of ten digits at most')
    end = (row.get("end") or "").strip()
    return Question(
        name,
        _moment((row.get("start") or "").strip(), "start", zone),
        _moment(end, "end", zone) if end else None,
        int(amount) if amount else None,
    )


def _moment(text: str, column: str, zone) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        if 1900 <= aware.year <= LAST_YEAR:
            return aware
        raise ValueError
    except (ValueError, OverflowError):
        example = f"2026-09-18T16:40:00+09:00, of the years 1900 to {LAST_YEAR}"
        raise Refusal(f'{column} "{text}": give an ISO instant such as {example}') from None


def _amount(text: str) -> int:
    match = AMOUNT.fullmatch("".join(text.lower().split()))
    if not match or not any(match.groups()[1:]):
        raise Refusal(f'--add "{text}": give hours, minutes and seconds such as 4h, 90m or -1h30m')
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    if hours > 999_999:
        raise Refusal(f'--add "{text}": give less than a million hours')
    return (hours * 3600 + minutes * 60 + seconds) * (-1 if match[1] else 1)


def _shown(answer: int | datetime) -> int | str:
    return answer if isinstance(answer, int) else answer.isoformat()


def _duration(seconds: int) -> str:
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02}:{rest % 60:02} ({seconds} s)"
