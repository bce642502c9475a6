"""What was turned away, as files that are mended and loaded again."""

from itertools import groupby

from exports.mending import Reject, mendable, names
from warehouse import Warehouse
from warehouse.statements import statement


def files(warehouse: Warehouse, language: str) -> dict[str, bytes]:
    """name → CSV for each file that has rejects, their reasons in the language; {} when nothing was rejected."""
    rows = warehouse.cursor().sql(statement("mendable", "metrics")).to_arrow_table().to_pylist()
    found = [list(of_file) for _, of_file in groupby(rows, key=lambda row: (row["load_id"], row["file"]))]
    called = names([of_file[0]["file"] for of_file in found])
    return {
        name: mendable(of_file[0]["header"], [_reject(row, language) for row in of_file])
        for name, of_file in zip(called, found, strict=True)
    }


def _reject(row: dict, language: str) -> Reject:
    return Reject(
        row["line"],
        row["column_name"],
        row["value"],
        row["code"],
        row[f"reason_{language}"],
        tuple(field or "" for field in row["record"]),
    )
