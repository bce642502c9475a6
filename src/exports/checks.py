"""What one row of a kind must fulfil on its own, and what is loaded but worth a warning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports import engine
from exports.accounting import Account, grouped
from exports.cells.values import Context
from exports.kinds import KINDS

_BY_PHONE = "('phone', 'callback')"
_TWELVE_MONTHS = """
    end_on <> (case
        when day(start_on + interval 12 month) = day(start_on) then start_on + interval 12 month - interval 1 day
        else start_on + interval 12 month end)::date
"""


@dataclass(frozen=True)
class Rule:
    """`condition`: SQL over the typed row that says what is wrong; `column`: where the reader should look."""

    column: str
    code: str
    condition: str
    rejects: bool = False
    named: Mapping[str, str] = field(default_factory=dict)


_TICKETS = (
    Rule("first_response_at", "answer_before_opening", "first_response_at < opened_at"),
    Rule("resolved_at", "resolution_before_opening", "resolved_at < opened_at"),
    Rule("resolved_at", "resolution_before_answer", "resolved_at < first_response_at"),
    Rule("closed_at", "closing_before_opening", "closed_at < opened_at"),
    Rule("channel", "s1_not_by_phone", f"severity = 'S1' and coalesce(channel, '') not in {_BY_PHONE}"),
    Rule("severity", "no_severity", "severity_label is null"),
)
_CONTRACTS = (
    Rule("start_on", "start_after_end", "start_on > end_on", rejects=True),
    Rule("end_on", "not_twelve_months", f"start_on <= end_on and {_TWELVE_MONTHS}"),
)
_CLOSURES = (Rule("calendar", "never_closes", "calendar = 'always'", rejects=True),)
_TRM_DAYS = (Rule("days", "not_half_days", "days <= 0 or days > 1 or days * 2 <> floor(days * 2)", rejects=True),)


def rules(kind: str, context: Context) -> list[Rule]:
    """The rules of a kind."""
    counts = [column.name for column in KINDS[kind].columns if column.type == "count"]
    found = [Rule(name, "negative", f"{name} < 0", rejects=True) for name in counts]
    match kind:
        case "tickets":
            found += _TICKETS
        case "contracts":
            found += [*_CONTRACTS, *_tier_rules(context)]
        case "trm_days":
            found += _TRM_DAYS
        case "closures":
            found += _CLOSURES
    return found


def reject(rules: list[Rule], typed: pa.Table, account: Account, written: Mapping, headings: Mapping) -> None:
    """Rejects the rows of a file that break a rule."""
    for rule, rows in _judged([rule for rule in rules if rule.rejects], typed):
        account.reject(rows, headings.get(rule.column, rule.column), written.get(rule.column), rule.code, rule.named)


def warn(rules: list[Rule], loaded: pa.Table, account: Account, written: Mapping, headings: Mapping) -> None:
    """Warns of loaded rows, with the value as it was written, or as it was derived."""
    lines = loaded["source_line"].to_numpy()
    for rule, rows in _judged([rule for rule in rules if not rule.rejects], loaded):
        concerned = pa.array(np.flatnonzero(rows))
        if not len(concerned):
            continue
        if rule.column in written:
            places = np.searchsorted(account.lines, lines[concerned])
            values = written[rule.column].take(pa.array(places))
        else:
            values = _shown(loaded[rule.column].take(concerned))
        heading = headings.get(rule.column, rule.column)
        account.warnings += grouped(account.file, heading, lines[concerned], values, rule.code, **rule.named)


def _judged(rules: list[Rule], table: pa.Table) -> Iterator[tuple[Rule, np.ndarray]]:
    if not rules:
        return
    with engine.cursor() as connection:
        connection.register("judged", table)
        flags = ", ".join(f"coalesce({rule.condition}, false) as r{place}" for place, rule in enumerate(rules))
        judged = connection.sql(f"select {flags} from judged").to_arrow_table()
    for place, rule in enumerate(rules):
        yield rule, judged[f"r{place}"].to_numpy()


def _shown(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values.cast(pa.timestamp("s")), format="%Y-%m-%dT%H:%M:%SZ")
    return values.cast(pa.string())


def _tier_rules(context: Context) -> list[Rule]:
    found = []
    for name, programme in context.programmes.items():
        of_programme = f"program = {_quoted(name)}"
        known = ", ".join(programme.tiers) or "–"
        named = {"program": name, "known": known}
        if len(programme.tiers) > 1:
            found.append(Rule("tier", "no_tier", f"{of_programme} and tier is null", True, named))
        listed = "".join(f" and tier <> {_quoted(tier)}" for tier in programme.tiers)
        found.append(Rule("tier", "unknown_tier", f"{of_programme} and tier is not null{listed}", True, named))
        for tier, record in programme.tiers.items():
            if record.sold_before:
                too_late = f"{of_programme} and tier = {_quoted(tier)} and purchased_on >= date '{record.sold_before}'"
                named = {"tier": tier, "date": record.sold_before.isoformat()}
                found.append(Rule("purchased_on", "sold_too_late", too_late, named=named))
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
