"""Rows with the same key: identical ones count once, contradictory ones within a file are rejected."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from exports import engine
from exports.accounting import Account, finding
from exports.kinds import ADDED, KINDS

_REPEATED = """
    with hashed as (select row, source_line as line, {key}, hash({content}) as says from typed),
    repeated as (
        select *,
            row_number() over same as nth,
            min(says) over same_key <> max(says) over same_key as contradicts
        from hashed
        window same_key as (partition by {key}), same as (partition by {key} order by row)
    )
    select a.row, a.contradicts, a.nth,
        (select min(b.line) from repeated b where {alike} and b.says <> a.says) as other
    from repeated a
    qualify count(*) over (partition by {key}) > 1
    order by a.row
"""


def resolve(kind: str, typed: pa.Table, account: Account, key_written: pa.ChunkedArray, heading: str) -> np.ndarray:
    """A mask of the rows to keep; contradictory rows are rejected, each naming the line of the other."""
    keep = ~account.rejected
    suspect = repeated(typed.select(identity(kind)), keep)
    if not len(suspect):
        return keep
    with engine.cursor() as connection:
        connection.register("typed", typed.take(pa.array(suspect)).append_column("row", pa.array(suspect)))
        judged = connection.sql(_sql(kind)).fetchall()
    identical = np.zeros(len(keep), dtype=bool)
    for place, contradicts, nth, other in judged:
        if contradicts:
            line, value = int(account.lines[place]), key_written[place].as_py()
            account.rejects.append(finding(account.file, line, heading, value, "reject.contradiction", other=other))
            account.rejected[place] = True
        elif nth > 1:
            identical[place] = True
    account.warn(identical, heading, key_written, "identical_record")
    return ~account.rejected & ~identical


def chosen(table: pa.Table, keep: np.ndarray) -> pa.Table:
    """The rows of a mask; the table itself where it keeps all."""
    return table if keep.all() else table.filter(pa.array(keep))


def repeated(keys: pa.Table, keep: np.ndarray) -> np.ndarray:
    """The places of the kept rows whose key may stand more than once: few, so that only they are compared."""
    with engine.cursor() as connection:
        connection.register("keys", keys)
        hashes = connection.sql(f"select hash({columns(keys.column_names)}) as h from keys").to_arrow_table()["h"]
    hashes = hashes.to_numpy()
    ordered = np.sort(hashes[keep])
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return np.flatnonzero(np.isin(hashes, twice) & keep)


def _sql(kind: str) -> str:
    alike = " and ".join(f'a."{name}" is not distinct from b."{name}"' for name in identity(kind))
    return _REPEATED.format(key=columns(identity(kind)), content=columns(content(kind)), alike=alike)


def identity(kind: str) -> Sequence[str]:
    """What makes two rows of a file speak of the same thing: their key.

    Two changes of a field at one instant are two changes, in the order of recording.
    """
    return content(kind) if kind == "ticket_events" else KINDS[kind].key


def content(kind: str) -> Sequence[str]:
    """What a row says: its canonical columns and the label of its severity; of a closed date no more than that."""
    if kind == "closures":
        return KINDS[kind].key
    added = [name for name in ADDED.get(kind, {}) if name != "seq"]
    return [column.name for column in KINDS[kind].columns] + added


def columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
