"""The public clock cases (tests/data/clock.json) as calendars in Teirei's own form."""

import json
from datetime import date, datetime
from pathlib import Path

CASES = json.loads(Path(__file__).parents[1].joinpath("data/clock.json").read_text(encoding="utf-8"))["cases"]
DAYS = {"mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "fri": "friday"} | {
    "sat": "saturday",
    "sun": "sunday",
}


def calendar_table(case: dict) -> dict:
    """weekly hours → hours; holidays and days without hours → closed dates; breaks → partial-day closures."""
    week = {DAYS[day]: _hours(windows) for day, windows in case["weekly_hours"].items()}
    replaced = case.get("date_overrides", {})
    shut = [*case.get("holidays", []), *(day for day, windows in replaced.items() if not windows)]
    return {
        "time_zone": case["tz"],
        "hours": [{"valid_from": date(2000, 1, 1), **week}],
        "closed": [
            *({"from": date.fromisoformat(day), "to": date.fromisoformat(day)} for day in shut),
            *({"from": datetime.fromisoformat(a), "to": datetime.fromisoformat(b)} for a, b in case.get("breaks", [])),
        ],
        "special": [
            {"date": date.fromisoformat(day), "hours": _hours(windows)} for day, windows in replaced.items() if windows
        ],
    }


def _hours(windows: list[list[str]]) -> list[str]:
    return [f"{opens}-{closes}" for opens, closes in windows]
