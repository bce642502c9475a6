"""Exports with the heading line of a real one: a row names only the headings that it fills."""

import csv
import io
from pathlib import Path

import pytest
from real_headers import heading_line


@pytest.fixture
def export(write):
    """export(name, row, …, also=(), without=()) -> a file; a list fills the repeats of one heading in order."""

    def written(name: str, *rows: dict, also: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Path:
        header, encoding = heading_line(name)
        header = [heading for heading in (*header, *also) if heading not in without]
        text = io.StringIO()
        sheet = csv.writer(text, lineterminator="\r\n")
        sheet.writerow(header)
        for row in rows:
            left = {heading: list(value) if isinstance(value, list) else [value] for heading, value in row.items()}
            sheet.writerow([left[heading].pop(0) if left.get(heading) else "" for heading in header])
            assert not any(left.values()), left
        return write(text.getvalue(), f"{name}.csv", encoding)

    return written


@pytest.fixture
def tickets(read):
    """tickets(path, *columns, **options) -> [(ticket_id, column, …)] of the tickets of a file."""

    def loaded(path: Path, *columns: str, **options) -> list[tuple]:
        rows = read(path, **options).tables["tickets"].to_pylist()
        return [tuple(row[column] for column in ("ticket_id", *columns)) for row in rows]

    return loaded


@pytest.fixture
def warned():
    """warned(batch, code) -> how many records bear a warning of that code."""
    return lambda batch, code: sum(found.count for found in batch.warnings if found.code == code)
