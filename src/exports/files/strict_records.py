"""Rows → records one by one, for texts that are not plain."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from exports.files import faults
from exports.files.layout import Layout
from exports.files.records import Fields, Records
from exports.files.strict_rows import rows

_CHUNK = 20_000


def read(
    name: str,
    data: bytes,
    layout: Layout,
    wanted: Sequence[int],
    encoding: str,
    misfits: Sequence[int] = (),
    progress: Callable[[float], None] = lambda share: None,
) -> Records:
    """The records below the heading line; `misfits`: ascending physical lines that did not decode.

    Refusal: a quote that is not closed or not doubled.
    """
    header = layout.heading.fields
    schema = pa.schema([(f"c{place}", pa.string()) for place in wanted])
    batches, lines, refused = [], [], []
    taken, starts = [], []

    def flush(end: int):
        columns = list(zip(*taken, strict=True))
        batches.append(pa.record_batch([pa.array(columns[place], pa.string()) for place in wanted], schema))
        lines.append(pa.array(starts, pa.int64()))
        taken.clear()
        starts.clear()
        progress(end / len(data))

    def below():
        return rows(name, data, layout.delimiter, layout.heading.end, layout.heading.following)

    def reread(asked: np.ndarray) -> list[Fields]:
        sought = set(asked.tolist())
        found = {row.line: tuple(row.fields) for row in below() if row.line in sought}
        return [found[line] for line in asked.tolist()]

    for row in below():
        undecodable = bisect_left(misfits, row.line) < bisect_left(misfits, row.following)
        if fault := faults.of(row.line, row.fields, len(header), undecodable, encoding):
            refused.append(fault)
            continue
        taken.append(row.fields)
        starts.append(row.line)
        if len(taken) == _CHUNK:
            flush(row.end)
    if taken:
        flush(len(data))
    return Records(
        header=header,
        table=pa.Table.from_batches(batches, schema),
        lines=pa.chunked_array(lines, pa.int64()),
        encoding=encoding,
        refused=refused,
        heading_line=layout.heading.line,
        reread=reread,
    )
