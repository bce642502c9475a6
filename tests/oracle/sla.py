"""What one ticket is worth under its contract, decided ticket by ticket in plain steps."""

from dataclasses import dataclass, field
from datetime import date

from oracle.clock import ALWAYS, Calendar
from oracle.contract import (
    BY_PHONE,
    ESCALATION_SECONDS,
    EXCLUSIONS,
    JAPAN_SUPPORT,
    MERGED,
    ROUND_THE_CLOCK,
    TARGETS,
    TARGETS_APPLY_FROM,
    severity_of,
)
from oracle.instants import TOKYO, fiscal_quarter, local_date, month, parse


@dataclass
class World:
    """Exports as rows of text (canonical columns), the calendars by name, and the zone of bare timestamps."""

    contracts: list[dict]
    tickets: list[dict]
    events: list[dict] = field(default_factory=list)
    closures: list[dict] = field(default_factory=list)
    calendars: dict[str, dict] = field(default_factory=dict)
    zone: str = TOKYO

    def __post_init__(self):
        tables = {"japan-support": JAPAN_SUPPORT, **self.calendars}
        self._calendars = {
            name: Calendar(
                table, frozenset(date.fromisoformat(c["date"]) for c in self.closures if c["calendar"] == name)
            )
            for name, table in tables.items()
        }
        self._by_contract: dict[str, list[dict]] = {}
        self._by_customer: dict[str, list[dict]] = {}
        self._by_name: dict[str, list[dict]] = {}
        for term in self.contracts:
            self._by_contract.setdefault(term["contract_id"], []).append(term)
            self._by_customer.setdefault(term["customer_id"], []).append(term)
            if term.get("customer_name"):
                self._by_name.setdefault(term["customer_name"], []).append(term)
        self._history: dict[str, list[tuple[int, dict]]] = {}
        for event in self.events:
            if event["field"] == "severity":
                self._history.setdefault(event["ticket_id"], []).append((parse(event["at"], self.zone), event))
        for changes in self._history.values():
            changes.sort(key=lambda change: change[0])

    def calendar(self, name: str) -> Calendar:
        return ALWAYS if name == "always" else self._calendars[name]

    # the contract

    def terms_named(self, ticket: dict) -> list[dict]:
        if ticket.get("contract_id"):
            return self._by_contract.get(ticket["contract_id"], [])
        customer = ticket.get("customer_id") or ""
        return self._by_customer.get(customer) or self._by_name.get(customer, [])

    def term_of(self, ticket: dict, opened: int) -> tuple[dict | None, str | None]:
        """(term, None), or (None, the reason why there is none)."""
        named = self.terms_named(ticket)
        if not named:
            return None, "no_contract"
        fitting = [term for term in named if self.covers(term, opened)]
        if not fitting:
            return None, "out_of_term"
        if len(fitting) > 1 and not ticket.get("contract_id") and ticket.get("product"):
            of_product = [term for term in fitting if term.get("product") == ticket["product"]]
            if len(of_product) == 1:
                return of_product[0], None
        if len(fitting) > 1:
            return None, "ambiguous_contract"
        return fitting[0], None

    def customer_of(self, ticket: dict, term: dict | None) -> str | None:
        """The customer of the contract; without a term that fits, of all the contracts the ticket may mean."""
        customers = {named["customer_id"] for named in ([term] if term else self.terms_named(ticket))}
        return customers.pop() if len(customers) == 1 else ticket.get("customer_id") or None

    def covers(self, term: dict, opened: int) -> bool:
        day = local_date(opened, self.zone_of(term))
        return date.fromisoformat(term["start_on"]) <= day <= date.fromisoformat(term["end_on"])

    def calendar_name(self, term: dict) -> str:
        return term.get("calendar") or "japan-support"

    def zone_of(self, term: dict | None) -> str:
        if term is None or self.calendar_name(term) == "always":
            return TOKYO
        return self._calendars[self.calendar_name(term)].zone.key

    # the severity

    def severity_at(self, ticket: dict, at: int) -> str | None:
        """In force at `at`; a change recorded at that same instant is already in force."""
        changes = self._history.get(ticket["ticket_id"])
        if not changes:
            return severity_of(ticket.get("severity"))
        past = [event for when, event in changes if when <= at]
        return severity_of(past[-1]["new"] if past else changes[0][1]["old"])

    # the verdict

    def judge(self, ticket: dict, as_of: int) -> dict | None:
        """One row of facts, or None for a ticket opened after `as_of`."""
        opened = parse(ticket["opened_at"], self.zone)
        if opened > as_of:
            return None
        answer, source = self.answer(ticket, as_of)
        severity = self.severity_at(ticket, as_of if answer is None else answer)
        term, no_term = self.term_of(ticket, opened)
        tier = term and (term.get("tier") or None)
        opened_on = local_date(opened, self.zone_of(term))
        target = self.target(term, tier, severity, opened_on)
        reason = no_term or self.why_not_measured(ticket, term, opened_on, severity, opened, answer)
        row = {
            "ticket_id": ticket["ticket_id"],
            "contract_id": term["contract_id"] if term else ticket.get("contract_id") or None,
            "customer_id": self.customer_of(ticket, term),
            "program": term and term["program"],
            "tier": tier,
            "severity": severity,
            "channel": ticket.get("channel") or None,
            "product": ticket.get("product") or None,
            "team": ticket.get("team") or None,
            "assignee": ticket.get("assignee") or None,
            "opened_at": opened,
            "opened_on": opened_on,
            "month": month(opened_on),
            "quarter": fiscal_quarter(opened_on),
            "first_response_at": answer,
            "response_source": source,
            "escalation": self.escalation(ticket, tier, severity, opened, as_of),
            "calendar": None,
            "target_minutes": None,
            "due_at": None,
            "elapsed_seconds": None,
            "clause": None,
            "outcome": "not_measured",
            "reason": reason,
            "if_counted": None,
        }
        if reason is None:
            row |= self.measure(target, term, opened, answer, as_of)
        elif reason == "not_by_phone" and not (answer is not None and answer < opened):
            row["if_counted"] = self.measure(target, term, opened, answer, as_of)["outcome"]
        return row

    def answer(self, ticket: dict, as_of: int) -> tuple[int | None, str | None]:
        """The first answer known at `as_of`; a resolution is an answer at the latest."""
        for column, source in (("first_response_at", "recorded"), ("resolved_at", "resolution")):
            at = parse(ticket.get(column), self.zone)
            if at is not None and at <= as_of:
                return at, (ticket.get("response_source") or source) if source == "recorded" else source
        return None, None

    def target(self, term: dict | None, tier: str | None, severity: str | None, opened_on: date):
        if term is None or term["program"] != "ivanti" or opened_on < TARGETS_APPLY_FROM:
            return None
        return TARGETS.get((tier, severity))

    def why_not_measured(self, ticket, term, opened_on, severity, opened, answer) -> str | None:
        if term["program"] != "ivanti" or opened_on < TARGETS_APPLY_FROM:
            return "no_target"
        if severity is None:
            return "no_severity"
        if ticket.get("exclusion_reason") in EXCLUSIONS:
            return "excluded"
        if ticket.get("closure_reason") == "withdrawn":
            return "withdrawn"
        if ticket.get("closure_reason") in MERGED:
            return "merged"
        if ticket.get("channel") == "agent":
            return "opened_by_vendor"
        if severity == "S1" and ticket.get("channel") not in BY_PHONE:
            return "not_by_phone"
        if answer is not None and answer < opened:
            return "invalid_times"
        return None

    def measure(self, target, term, opened, answer, as_of) -> dict:
        minutes, clock, clause = target
        name = "always" if clock == ROUND_THE_CLOCK else self.calendar_name(term)
        calendar = self.calendar(name)
        elapsed = calendar.business_seconds(opened, as_of if answer is None else answer)
        early, late = ("running", "overdue") if answer is None else ("met", "breached")
        return {
            "calendar": name,
            "target_minutes": minutes,
            "due_at": calendar.due(opened, minutes * 60),
            "elapsed_seconds": elapsed,
            "clause": clause,
            "outcome": early if elapsed <= minutes * 60 else late,
        }

    def escalation(self, ticket, tier, severity, opened, as_of) -> str | None:
        """II: an enterprise S1 unresolved 8 hours (by any clock on the wall) after opening goes to the manager."""
        if (tier, severity) != ("enterprise", "S1"):
            return None
        limit = opened + ESCALATION_SECONDS
        resolved = parse(ticket.get("resolved_at"), self.zone)
        if resolved is not None and resolved <= min(limit, as_of):
            return "not_due"
        told = parse(ticket.get("escalated_to_manager_at"), self.zone)
        if told is not None and told <= as_of:
            return "escalated"
        return "missing" if as_of > limit else "running"

    def facts(self, as_of: int) -> list[dict]:
        rows = (self.judge(ticket, as_of) for ticket in self.tickets)
        return [row for row in rows if row is not None]
