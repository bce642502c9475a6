"""What a load changed: the tickets of this version against those of the previous one.

`changes`  one row per ticket that was added, changed or vanished, or whose outcome moved though its row is the same
"""

from datetime import UTC, datetime

import duckdb

from exports.duplicates import content
from warehouse.statements import single, statement

TABLE = """
create table changes (
    ticket_id varchar, kind varchar, fields varchar[], old_outcome outcome, new_outcome outcome
);
"""
KINDS = ("added", "changed", "vanished")
COUNTS = """
update loads set
    added = (select count(*) from changes where kind = 'added'),
    changed = (select count(*) from changes where kind = 'changed'),
    vanished = (select count(*) from changes where kind = 'vanished'),
    restated = (select count(*) from changes where old_outcome is distinct from new_outcome)
where load_id = ?
"""


def write(connection: duckdb.DuckDBPyConnection, load_id: int, home: str, some: bool = False) -> None:
    """Compares with the attached database `previous`, which is of the same format; outcomes as of *its* as_of.

    `home` names the schema of the stored tables; `some`: only the tickets of `was_keys` and `now_keys` can differ.
    """
    says = ", ".join(f'"{name}"' for name in content("tickets"))
    differs = ", ".join(
        f"""case when now."{name}" is distinct from was."{name}" then '{name}' end""" for name in content("tickets")
    )
    form = "table" if some else "view"
    for when, place in (("was", "previous"), ("now", home)):
        keys = f"where ticket_key in (select ticket_key from {when}_keys)" if some else ""
        ids = f"where ticket_id in (select ticket_id from {when}_tickets)" if some else ""
        connection.execute(f"create temp {form} {when}_tickets as select * from {place}.tickets {keys}")
        connection.execute(f"create temp {form} {when}_ticket_events as select * from {place}.ticket_events {ids}")
    _recall(connection)
    connection.execute(f"insert into changes {statement('changes').format(says=says, differs=differs)}")
    connection.execute(COUNTS, [load_id])


def _recall(connection: duckdb.DuckDBPyConnection) -> None:
    """`then_outcomes`: the outcome of every ticket at the previous as_of, by what is known now."""
    here = single(connection, "select getvariable('as_of_s')")
    then = single(connection, "select epoch_seconds(as_of) from previous.loads order by load_id desc limit 1")
    reach = single(connection, "select min(last_day) from calendars")
    if datetime.fromtimestamp(then, UTC).date() > reach:
        then = here
    connection.execute("set variable as_of_s = ?::bigint", [then])
    connection.execute(
        "create temp table then_outcomes as"
        " select ticket_key, outcome_of(reason, is_answered, is_late) as outcome"
        f" from ({statement('outcomes')}) as outcomes"
    )
    connection.execute("set variable as_of_s = ?::bigint", [here])
