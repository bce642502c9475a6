"""Bulk tickets and their history: one cheap pass, in order of opening."""

from collections.abc import Iterator

from samples import desk, subjects
from samples.calendar import AS_OF, CLOSES, DAY, after, date_text, instant
from samples.companies import COMPANIES
from samples.contracts import Contract
from samples.days import openings

Row = dict[str, str]
EXCLUSIONS = {
    "ivanti": ("x_i", "x_ii", "x_iii", "x_iv", "x_services"),
    "asgent": (*(f"as_scope_{n}" for n in range(1, 6)), *(f"as_end_{n}" for n in range(1, 5))),
}


def rows(draw: desk.Draw, count: int) -> Iterator[tuple[Row, list[Row]]]:
    """(ticket, its events) of `count` bulk tickets, T-000001 onwards."""
    newest: dict[str, str] = {}
    for number, (opened, market) in enumerate(openings(draw, count), 1):
        contract = market.pick(draw())
        id = f"T-{number:06d}"
        yield _ticket(draw, id, contract, opened, newest.get(contract.id, ""))
        newest[contract.id] = id


def _ticket(draw: desk.Draw, id: str, contract: Contract, opened: int, earlier: str) -> tuple[Row, list[Row]]:
    category, kind, subject = subjects.of(contract.product, draw)
    severity = _severity(draw(), kind)
    channel = _channel(draw(), severity)
    team = desk.TEAMS[contract.product][0]
    members = desk.MEMBERS[team]
    row = {
        "ticket_id": id,
        "contract_id": contract.id,
        "customer_id": contract.customer,
        "severity": severity,
        "reported_severity": _claimed(draw(), severity),
        "channel": channel,
        "opened_at": instant(opened),
        "status": "new",
        "enquiry_kind": kind,
        "subject": subject,
        "product": contract.product,
        "category": category,
        "assignee": members[int(draw() * draw() * len(members))],
        "team": team,
        "region": "JP",
        "language": "ja",
    }
    _mark(draw, row, contract, earlier)
    chance = desk.kept(contract.customer, contract.tier, contract.product, severity, opened // DAY)
    answer = desk.answered(draw, chance, contract.tier, severity, opened)
    if answer > AS_OF:
        row.pop("closure_reason", None)
        return row, []
    row["first_response_at"] = instant(answer)
    row["status"] = "open"
    if contract.program == "ivanti":
        row["source_sla_met"] = desk.tool_verdict(channel, contract.tier, severity, opened, answer)
        resolved = desk.resolved(draw, contract.tier, severity, answer)
    else:
        resolved = _ask_vendor(draw, row, answer) or desk.resolved(draw, contract.tier, severity, answer)
    if severity == "S1":
        _escalate(draw, row, contract, opened, resolved)
    closed = after(resolved, 480 + int(draw() * 2400))
    _finish(draw, row, contract, resolved, closed)
    _falter(draw(), row, contract, opened)
    return row, _history(draw, row, opened, answer, resolved, closed) if draw() < 0.2 else []


def _severity(chance: float, kind: str) -> str:
    if kind == "problem":
        return "S1" if chance < 0.025 else "S2" if chance < 0.25 else "S3" if chance < 0.84 else "S4"
    return "S2" if chance < 0.03 else "S3" if chance < 0.42 else "S4"


def _channel(chance: float, severity: str) -> str:
    if severity == "S1":
        return "phone" if chance < 0.82 else "callback" if chance < 0.95 else "portal"
    steps = ((0.62, "portal"), (0.80, "email"), (0.93, "phone"), (0.955, "callback"), (0.98, "chat"), (0.993, "agent"))
    return next((channel for limit, channel in steps if chance < limit), "other")


def _claimed(chance: float, severity: str) -> str:
    if chance < 0.82 or severity == "S1":
        return severity
    return f"S{int(severity[1]) - 1}" if chance < 0.93 and severity != "S2" else ""


def _mark(draw: desk.Draw, row: Row, contract: Contract, earlier: str) -> None:
    """The few that are out of the ordinary: excluded, withdrawn, merged, without severity or contract."""
    chance = draw()
    if chance < 0.008:
        codes = EXCLUSIONS[contract.program]
        row["exclusion_reason"] = codes[int(draw() * len(codes))]
    elif chance < 0.016:
        row["closure_reason"] = "withdrawn"
    elif chance < 0.022 and earlier:
        row["closure_reason"] = "merged" if chance < 0.019 else "duplicate"
        row["parent_ticket_id"] = earlier
    elif chance < 0.025:
        row["severity"] = ""
    elif chance < 0.040:
        row["contract_id"] = ""
        if chance < 0.027:
            row["customer_id"] = ""
        elif chance < 0.030:
            row["customer_id"] = COMPANIES[contract.customer].name


def _ask_vendor(draw: desk.Draw, row: Row, answer: int) -> int | None:
    """The minute of the resolution where the developer was asked."""
    if draw() > 0.18:
        return None
    asked = after(answer, 30 + int(draw() * 900))
    told = after(asked, 960 + int(draw() * 5800))
    if asked <= AS_OF:
        row["escalated_to_vendor_at"] = instant(asked)
        row["status"] = "pending_vendor"
        if told <= AS_OF:
            row["vendor_answered_at"] = instant(told)
            row["vendor_declined"] = "true" if draw() < 0.09 else "false"
            row["status"] = "open"
    return after(told, 60 + int(draw() * 900))


def _escalate(draw: desk.Draw, row: Row, contract: Contract, opened: int, resolved: int) -> None:
    """An enterprise S1 goes to the support manager after eight hours; one left at closing may follow the sun."""
    noticed = opened + 480 + int(draw() * 40)
    if contract.tier == "enterprise" and noticed < min(resolved, AS_OF) and draw() < 0.9:
        row["escalated_to_manager_at"] = instant(noticed)
    closing = opened // DAY * DAY + CLOSES
    if contract.tier in ("enterprise", "enhanced", "premium") and resolved > closing and draw() < 0.5:
        row["transferred_regions"] = "EMEA" if draw() < 0.6 else "EMEA;AMER"


def _finish(draw: desk.Draw, row: Row, contract: Contract, resolved: int, closed: int) -> None:
    if resolved > AS_OF:
        row.pop("closure_reason", None)
        if row["status"] == "open" and draw() < 0.45:
            row["status"] = "pending_customer"
        row["next_action_on"] = date_text(after(AS_OF, 10 + int(draw() * 2400)))
        return
    row["resolved_at"] = instant(resolved)
    row["status"] = "resolved"
    reopened = draw()
    row["reopened_count"] = "2" if reopened < 0.004 else "1" if reopened < 0.045 else "0"
    if closed <= AS_OF:
        row["closed_at"] = instant(closed)
        row["status"] = "closed"
        if contract.program == "asgent" and draw() < 0.94:
            row.setdefault("closure_reason", f"as_done_{1 + int(draw() * draw() * 10)}")
        if draw() < 0.28:
            best = 5.99 if row.get("source_sla_met") != "false" else 4.99
            row["csat"] = str(int(best - 3.2 * draw() * draw()))


def _falter(chance: float, row: Row, contract: Contract, opened: int) -> None:
    """Slips of the people who type: no answer time though resolved, or an answer before the opening."""
    if chance < 0.006 and "resolved_at" in row:
        del row["first_response_at"]
    elif 0.006 <= chance < 0.0075:
        row["first_response_at"] = instant(opened - 35)


def _history(draw: desk.Draw, row: Row, opened: int, answer: int, resolved: int, closed: int) -> list[Row]:
    """Who took it when, its states, and now and then a severity that was lowered after the answer."""
    span = resolved - answer
    steps = [
        (min(opened + 3 + int(draw() * 50), answer), "assignee", "", row["assignee"]),
        (answer, "status", "new", "open"),
    ]
    if resolved > AS_OF:
        if row["status"] != "open":
            steps.append((answer + (AS_OF - answer) // 2, "status", "open", row["status"]))
    else:
        if span > 600 and "escalated_to_vendor_at" not in row:
            steps.append((answer + span * 3 // 10, "status", "open", "pending_customer"))
            steps.append((answer + span * 6 // 10, "status", "pending_customer", "open"))
        steps.append((resolved, "status", "open", "resolved"))
        if closed <= AS_OF:
            steps.append((closed, "status", "resolved", "closed"))
    if row["severity"] in ("S2", "S3") and span > 600 and draw() < 0.05 and answer + span // 4 <= AS_OF:
        lower = f"S{int(row['severity'][1]) + 1}"
        steps.append((answer + span // 4, "severity", row["severity"], lower))
        row["severity"] = lower
    return [event(row["ticket_id"], *step) for step in sorted(steps)]


def event(ticket: str, minute: int, field: str, old: str, new: str) -> Row:
    return {"ticket_id": ticket, "at": instant(minute), "field": field, "old": old, "new": new}
