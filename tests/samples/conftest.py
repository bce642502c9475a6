import csv
from pathlib import Path

import pytest

import samples


class Exports:
    """The written files, read back as plain rows of text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, kind: str) -> list[dict[str, str]]:
        with (self.folder / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def ticket(self, id: str) -> dict[str, str]:
        return next(row for row in self.rows("tickets") if row["ticket_id"] == id)

    def term(self, contract: str, start_on: str) -> dict[str, str]:
        found = [row for row in self.rows("contracts") if (row["contract_id"], row["start_on"]) == (contract, start_on)]
        assert len(found) == 1
        return found[0]

    def terms_on(self, contract: str, day: str) -> list[dict[str, str]]:
        return [
            row
            for row in self.rows("contracts")
            if row["contract_id"] == contract and row["start_on"] <= day <= row["end_on"]
        ]


@pytest.fixture(scope="session")
def exports(tmp_path_factory) -> Exports:
    folder = tmp_path_factory.mktemp("samples")
    samples.write(folder)
    return Exports(folder)
