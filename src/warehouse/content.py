"""What a published version holds, for the files that are added to it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow

from exports import FileReport, Finding
from exports.kinds import KINDS, schema
from exports.reading import FileRows
from warehouse.opening import Warehouse
from warehouse.publishing import folder

LOADED = """
select load_id, file, kind, preset, encoding, sha256, "read", loaded, rejected, header
from load_files
where sha256 = ? and load_id >= (select max(load_id) from loads where how = 'full')
order by load_id
limit 1
"""
REJECTS = """
select file, line, column_name, "value", code, reason_ja, reason_en, rejects."count", record
from rejects
where load_id = ? and file = ?
order by line
"""


@dataclass(frozen=True)
class Content:
    """The published rows and files of a warehouse (what `exports.read` asks of it), and how it was loaded."""

    warehouse: Warehouse

    @property
    def file(self) -> Path:
        return folder(self.warehouse.database) / f"{self.warehouse.version}.duckdb"

    def latest(self, column: str) -> Any:
        """A column of the load that made this version."""
        cursor = self.warehouse.cursor()
        ((value,),) = cursor.execute(f"select {column} from loads order by load_id desc limit 1").fetchall()
        return value

    def loaded(self, sha256: str) -> FileRows | None:
        """The report and the rejects of the file with this content, without rows."""
        cursor = self.warehouse.cursor()
        found = cursor.execute(LOADED, [sha256]).fetchall()
        if not found:
            return None
        ((load_id, *about, header),) = found
        report = FileReport(*about, header=tuple(header))
        rows = cursor.execute(REJECTS, [load_id, report.file]).fetchall()
        rejects = [Finding(*row[:-1], record=tuple(row[-1])) for row in rows]
        return FileRows({}, report, rejects, [])

    def rows(self, kind: str, values: pyarrow.ChunkedArray) -> pyarrow.Table:
        """The canonical rows of a kind whose first key column holds one of the values."""
        cursor, key = self.warehouse.cursor(), KINDS[kind].key[0]
        cursor.register("wanted", pyarrow.table({key: values}))
        names = ", ".join(f'"{name}"' for name in schema(kind).names)
        return cursor.sql(f'select {names} from {kind} where "{key}" in (select "{key}" from wanted)').to_arrow_table()
