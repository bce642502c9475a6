"""The tables of the pages, as typed values: a page shows them, a download writes the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from labels import figures, text
from metrics import Filters
from metrics import attainment as question
from metrics import tickets as ticket_question
from metrics.interval import wilson
from screens import choices, here, names
from screens.query import Query

GROUPS = {
    "tier": ("program", "tier", "severity"),
    "month": ("month",),
    "customer": ("customer",),
    "product": ("product",),
    "team": ("team",),
    "assignee": ("assignee",),
    "channel": ("channel",),
    "reason": ("reason",),
}
COUNTS = ("met", "breached", "overdue", "running", "not_measured")
TICKET_COLUMNS = (
    "ticket_id", "opened_at", "customer", "subject", "severity", "outcome", "reason", "tier", "target", "due_at",
    "first_response_at", "response_source", "elapsed", "channel", "status", "product", "team", "assignee", "reseller",
    "program", "contract_id", "customer_id", "clause",
)  # fmt: skip
INSTANTS = ("opened_at", "due_at", "first_response_at")


@dataclass(frozen=True)
class Column:
    """`kind`: text, count, percent (0 to 100, cut to one decimal), instant (naive local), date, hours,
    days (TRM), money, share (a fraction)."""

    name: str
    title: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """`name` stands in its address. `rows` hold exactly the columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame


def attainment(asked: Query) -> Table:
    """One row per group of `asked.by`, with every count that leads to its attainment."""
    language = asked.lang
    group = asked.by if asked.by in GROUPS else "tier"
    found = _ordered(here.ask(question.by, asked.filters(*here.fiscal()), GROUPS[group]), group)
    rows = pd.DataFrame({field: shown(found[field], field, language) for field in GROUPS[group]})
    judged = found["met"] + found["breached"] + found["overdue"]
    rows["tickets"] = found["tickets"]
    rows["judged"] = judged
    for outcome in COUNTS:
        rows[outcome] = found[outcome]
    pairs = list(zip(found["met"], judged, strict=True))
    rows["attainment"] = pd.array([met * 1000 // n / 10 if n else None for met, n in pairs], dtype="Float64")
    rows["interval"] = [figures.interval(*wilson(met, n)) if n else figures.EMPTY for met, n in pairs]
    columns = (
        *(Column(field, text(f"column.{field}", language)) for field in GROUPS[group]),
        Column("tickets", text("column.tickets", language), "count"),
        Column("judged", text("column.judged", language), "count"),
        *(Column(outcome, text(f"outcome.{outcome}", language), "count") for outcome in COUNTS),
        Column("attainment", text("column.attainment", language), "percent"),
        Column("interval", text("column.interval", language)),
    )
    return Table("attainment", text(f"table.by_{group}", language), columns, rows[[column.name for column in columns]])


def _ordered(found: pd.DataFrame, group: str) -> pd.DataFrame:
    """Tiers as the contracts list them, months as they come, all else by number of tickets; reasons without a null."""
    if group == "reason":
        found = found.dropna(subset=["reason"])
    if group == "month":
        return found
    if group != "tier":
        return found.sort_values("tickets", ascending=False, kind="stable").reset_index(drop=True)
    listed = [(target.program, target.tier) for target in here.terms().targets()]
    places = {place: listed.index(place) for place in listed}
    order = [places.get(place, len(listed)) for place in zip(found["program"], found["tier"], strict=True)]
    by = ["order", "program", "tier", "severity"]
    return found.assign(order=order).sort_values(by, kind="stable", na_position="last").reset_index(drop=True)


def tickets(asked: Query) -> Table:
    """One row per ticket, the latest first."""
    language = asked.lang
    found = found_tickets(asked)
    rows = pd.DataFrame(
        {
            "ticket_id": found["ticket_id"],
            "customer": found["customer_name"].fillna(found["customer_id"]),
            "elapsed": (found["elapsed_seconds"] / 3600).astype("Float64"),
            "target": [
                figures.target(row.target_minutes, names.clock(row.calendar), language)
                if pd.notna(row.target_minutes)
                else None
                for row in found[["target_minutes", "calendar"]].itertuples(index=False)
            ],
            **{name: found[name].map(figures.local, na_action="ignore") for name in INSTANTS},
            **{name: found[name] for name in ("subject", "severity", "product", "team", "assignee", "reseller")},
            **{name: found[name] for name in ("contract_id", "customer_id", "clause")},
            **{
                name: shown(found[name], name, language, empty=None)
                for name in ("tier", "program", "channel", "outcome", "reason", "status", "response_source")
            },
        }
    )
    kinds = {**dict.fromkeys(INSTANTS, "instant"), "elapsed": "hours"}
    columns = tuple(
        Column(
            name,
            text("column.elapsed_hours" if name == "elapsed" else f"column.{name}", language),
            kinds.get(name, "text"),
        )
        for name in TICKET_COLUMNS
    )
    return Table("tickets", text("page.tickets", language), columns, rows[list(TICKET_COLUMNS)])


def found_tickets(asked: Query) -> pd.DataFrame:
    """The facts of the tickets in view, the latest first, narrowed to the searched id or company."""
    found = here.ask(ticket_question.facts, asked.ticket_filters(*here.fiscal()))
    if asked.q.strip():
        sought = asked.q.strip().casefold()
        fields = ("ticket_id", "customer_name", "customer_id")
        hits = [found[field].astype("string").str.casefold().str.contains(sought, regex=False) for field in fields]
        found = found[pd.concat(hits, axis=1).fillna(False).any(axis=1)]
    return found.iloc[::-1].reset_index(drop=True)


def one_ticket(ticket_id: str) -> dict[str, Any] | None:
    """The facts of one ticket, whatever its period: null is None, instants are naive UTC. None for an unknown id."""
    found = here.ask(ticket_question.facts, Filters())
    rows = found[found["ticket_id"] == ticket_id].to_dict("records")
    return {name: _plain(value) for name, value in rows[0].items()} if rows else None


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return list(value)
    if value is None or pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def shown(values: pd.Series, field: str, language: str, empty: str | None = "") -> list[str | None]:
    """The values of a field as people read them; a missing one in words, or None when `empty` is None."""
    name: Callable[[str], str] = choices.naming(field, language)
    missing = text("table.missing", language) if empty is not None else None
    return [missing if pd.isna(value) else name(value) for value in values]
