"""The tables of all files together; where two files speak of the same key, the later file wins."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from exports import duplicates, engine
from exports.accounting import FileReport, Finding, grouped
from exports.duplicates import columns, content
from exports.kinds import KINDS
from exports.published import Published
from exports.reading import FileRows, cast

_LATER_WINS = """
    with hashed as (select row, ordinal, {key}, hash({content}) as says from stacked)
    select row,
        ordinal = max(ordinal) over (partition by {key}) as wins,
        coalesce(not list_contains(list(says) over earlier, says), false) as changes
    from hashed
    window earlier as (
        partition by {key} order by ordinal groups between 1 preceding and 1 preceding
    )
"""


def merge(
    files: Sequence[FileRows], published: Published | None = None
) -> tuple[dict[str, pa.Table], list[FileReport], list[Finding]]:
    """(kind → canonical table, reports with `replaced`, warnings). Published rows are the earliest file; they are
    compared with and left out."""
    tables, warnings = {}, []
    replaced = {each.report.file: 0 for each in files}
    for kind in KINDS:
        parts = [(each.report, each.tables[kind]) for each in files if kind in each.tables]
        if not parts:
            continue
        stacked = pa.concat_tables([cast(kind, table) for _, table in parts])
        ordinals = np.repeat(np.arange(len(parts)), [table.num_rows for _, table in parts])
        earlier = published.rows(kind, stacked[KINDS[kind].key[0]]) if published else stacked.schema.empty_table()
        if len(parts) > 1 or earlier.num_rows:
            wins, changes = _judged(kind, stacked, ordinals, earlier)
            for place, (report, _) in enumerate(parts):
                if report.kind != kind:
                    continue
                file = report.file
                changed = stacked.filter(pa.array(changes & (ordinals == place)))
                replaced[file] += changed.num_rows
                key = KINDS[kind].key[0]
                lines = changed["source_line"].to_numpy()
                warnings += grouped(file, key, lines, changed[key].cast(pa.string()), "replaced_record")
            stacked = duplicates.chosen(stacked, wins)
        tables[kind] = _numbered(stacked) if kind == "ticket_events" else stacked
    return tables, [replace(each.report, replaced=replaced[each.report.file]) for each in files], warnings


def _judged(kind: str, stacked: pa.Table, ordinals: np.ndarray, earlier: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """Masks of the stacked rows: which stand in the end, which say something new of their key."""
    everything = pa.concat_tables([stacked, cast(kind, earlier)])
    ordinals = np.append(ordinals, np.full(earlier.num_rows, -1))
    wins, changes = np.ones(len(ordinals), dtype=bool), np.zeros(len(ordinals), dtype=bool)
    repeated = duplicates.repeated(everything.select(KINDS[kind].key), wins)
    if len(repeated):
        rows = everything.take(pa.array(repeated)).append_column("row", pa.array(repeated))
        sql = _LATER_WINS.format(key=columns(KINDS[kind].key), content=columns(content(kind)))
        with engine.cursor() as connection:
            connection.register("stacked", rows.append_column("ordinal", pa.array(ordinals[repeated])))
            judged = connection.sql(sql).to_arrow_table()
        places = judged["row"].to_numpy()
        wins[places], changes[places] = judged["wins"].to_numpy(), judged["changes"].to_numpy()
    return wins[: stacked.num_rows], changes[: stacked.num_rows]


def _numbered(events: pa.Table) -> pa.Table:
    place = events.schema.get_field_index("seq")
    return events.set_column(place, "seq", pa.array(np.arange(1, events.num_rows + 1, dtype=np.int32)))
