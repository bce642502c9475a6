from pathlib import Path

import pytest

import calendars


@pytest.fixture(scope="session")
def japan_support():
    return calendars.read(Path(__file__).parents[2] / "data" / "calendars")["japan-support"]
