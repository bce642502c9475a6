"""Runs `teirei` in a process of its own and writes the files it reads."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"


def teirei(*arguments: object, exit_code: int = 0) -> str:
    """Standard output of the command; anything but the expected exit code fails with what it said."""
    environment = os.environ | {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "teirei", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300)
    assert done.returncode == exit_code, f"{' '.join(command)}\nexit {done.returncode}\n{done.stderr}\n{done.stdout}"
    return done.stdout


def teirei_json(*arguments: object) -> dict:
    return json.loads(teirei(*arguments, "--format", "json"))


def clock_batch(folder: Path, calendars: dict[str, dict], rows: list[dict], exit_code: int = 0) -> list[dict]:
    """The rows of one `clock --batch`, with `result` and `error`."""
    write_calendars(folder / "calendars", calendars)
    write_csv(folder / "batch.csv", rows, ("calendar", "start", "end", "add_seconds"))
    arguments = ("clock", "--batch", folder / "batch.csv", "--calendars", folder / "calendars", "--format", "csv")
    return list(csv.DictReader(io.StringIO(teirei(*arguments, exit_code=exit_code))))


def write_csv(path: Path, rows: Iterable[dict], columns: Iterable[str] = ()) -> Path:
    rows = list(rows)
    columns = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_calendars(folder: Path, calendars: dict[str, dict]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in calendars.items():
        (folder / f"{name}.toml").write_text(toml(table), encoding="utf-8")
    return folder


def toml(table: dict) -> str:
    """A calendar as TOML text: plain values first, then one [[section]] for each entry of a list of tables."""
    sections = {name: value for name, value in table.items() if isinstance(value, list)}
    lines = [f"{name} = {_value(value)}" for name, value in table.items() if name not in sections]
    for name, entries in sections.items():
        for entry in entries:
            lines += ["", f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in entry.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
