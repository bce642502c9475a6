"""What a call must know of the database that its files are added to."""

from typing import Protocol

import pyarrow as pa

from exports.reading import FileRows


class Published(Protocol):
    """The rows that are published and the files they came from; the added files are the later ones."""

    def loaded(self, sha256: str) -> FileRows | None:
        """The report and the rejects of the file with this content, without rows."""

    def rows(self, kind: str, values: pa.ChunkedArray) -> pa.Table:
        """The canonical rows of a kind whose first key column holds one of the values."""
