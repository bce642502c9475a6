"""Small contracts and small files."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import exports


def _tier(sold_before=None):
    return SimpleNamespace(sold_before=sold_before, name={})


NOW = datetime(2030, 1, 1, tzinfo=UTC)
TERMS = SimpleNamespace(
    programmes={
        "ivanti": SimpleNamespace(
            tiers={
                "standard": _tier(),
                "enterprise": _tier(),
                "premium": _tier(),
                "enhanced": _tier(date(2020, 3, 1)),
            }
        ),
        "asgent": SimpleNamespace(tiers={"saas": _tier()}),
    },
    exclusion_codes={"x_i": None, "as_end_4": None},
    closure_codes={"as_done_1": None, "merged": None},
)


@pytest.fixture
def terms():
    return TERMS


@pytest.fixture
def write(tmp_path):
    """write(text, name="export.csv", encoding="utf-8") -> the path."""

    def written(text: str | bytes, name: str = "export.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return written


@pytest.fixture
def read():
    """read(*paths, **options) -> Batch; every file's records are accounted for."""

    def taken(*paths, calendars=("japan-support",), **options) -> exports.Batch:
        batch = exports.read(paths, TERMS, calendars, exports.Options(**{"now": NOW} | options))
        for file in batch.files:
            assert file.read == file.loaded + file.rejected
            assert file.rejected == sum(reject.file == file.file for reject in batch.rejects)
        return batch

    return taken


@pytest.fixture
def column(write, read):
    """column("opened_at", "2026-04-01 09:05", …) -> the loaded values of that column of tickets, None for a reject."""

    def values(name: str, *cells: str, **options) -> list:
        required = [other for other in ("ticket_id", "opened_at") if other != name]
        given = {"opened_at": "2026-04-01"}
        lines = [",".join([*required, name])]
        for number, cell in enumerate(cells):
            lines.append(",".join([*[given.get(other, f"T{number}") for other in required], f'"{cell}"']))
        tickets = read(write("\n".join(lines)), **options).tables["tickets"].to_pylist()
        found = {row["source_line"]: row[name] for row in tickets}
        return [found.get(line, "rejected") for line in range(2, len(cells) + 2)]

    return values
