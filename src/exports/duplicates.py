"""Rows with the same key: identical ones count once, contradictory ones within a file are rejected."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from exports import engine
from exports.accounting import Account, finding
from exports.kinds import ADDED, KINDS

_REPEATED = """
    with hashed as (
        select row_number() over () - 1 as row, source_line as line, hash({key}) as same, hash({content}) as says
        from typed
    ),
    repeated as (
        select *,
            row_number() over (partition by same order by row) as nth,
            min(says) over (partition by same) <> max(says) over (partition by same) as contradicts
        from hashed
        qualify count(*) over (partition by same) > 1
    )
    select a.row, a.contradicts, a.nth,
        (select min(b.line) from repeated b where b.same = a.same and b.says <> a.says) as other
    from repeated a
    order by a.row
"""


def resolve(kind: str, typed: pa.Table, account: Account, key_written: pa.ChunkedArray, heading: str) -> np.ndarray:
    """A mask of the rows to keep; contradictory rows are rejected, each naming the line of the other."""
    keep = ~account.rejected
    places = np.flatnonzero(keep)
    with engine.cursor() as connection:
        connection.register("typed", typed.filter(pa.array(keep)))
        sql = _REPEATED.format(key=columns(identity(kind)), content=columns(content(kind)))
        repeated = connection.sql(sql).fetchall()
    identical = np.zeros(len(keep), dtype=bool)
    for row, contradicts, nth, other in repeated:
        place = places[row]
        if contradicts:
            line, value = int(account.lines[place]), key_written[int(place)].as_py()
            account.rejects.append(finding(account.file, line, heading, value, "reject.contradiction", other=other))
            account.rejected[place] = True
        elif nth > 1:
            identical[place] = True
    account.warn(identical, heading, key_written, "identical_record")
    return ~account.rejected & ~identical


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
