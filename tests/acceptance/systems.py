"""The same random tickets as each ticket system would export them, and what can be known of them from that export."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from oracle.instants import TOKYO, iso, local, parse
from real_headers import heading_line

from acceptance.command import write_csv

CUSTOMERS = ("青葉精機", "北斗物産", "Kestrel K.K.", "髙田食品")
CONTRACTS = [
    {
        "contract_id": f"C{number}",
        "customer_id": f"K{number}",
        "customer_name": name,
        "program": "ivanti",
        "tier": tier,
        "start_on": "2026-04-01",
        "end_on": "2027-03-31",
    }
    for number, (name, tier) in enumerate(
        zip(CUSTOMERS, ("standard", "enterprise", "premium", "standard"), strict=True), start=1
    )
]
AS_OF = parse("2026-09-30T18:00:00+09:00")


@dataclass(frozen=True)
class Made:
    """One ticket as it happened, in whole minutes."""

    number: int
    customer: str
    severity: str
    channel: str
    opened: int
    answered: int | None
    resolved: int | None


def tickets(seed: int, count: int = 60) -> list[Made]:
    rng = Random(seed)
    found = []
    for number in range(1, count + 1):
        opened = parse("2026-04-13T00:00:00+09:00") + 60 * rng.randrange(170 * 1440)
        steps = [rng.choice([0, 1, 29, 30, 31, 60, 61, 120, 240, 480, 481, 960, 2880]) for _ in range(2)]
        answered = opened + 60 * steps[0] if rng.random() < 0.8 else None
        resolved = (answered or opened) + 60 * (steps[1] + 1) if answered and rng.random() < 0.7 else None
        channel = rng.choice(["phone", "phone", "portal", "email", "chat"])
        found.append(
            Made(
                number, rng.choice(CUSTOMERS), rng.choice(["S1", "S2", "S3", "S4"]), channel, opened, answered, resolved
            )
        )
    return found


def _at(instant: int | None, form: str, never: str = "", zone: str = TOKYO) -> str:
    return never if instant is None else f"{local(instant, zone):{form}}"


def _hour(instant: int | None, day: str) -> str:
    """Twelve hours with AM and PM, the hour without a leading zero."""
    if instant is None:
        return ""
    at = local(instant, TOKYO)
    return f"{at:{day}} {at.hour % 12 or 12}:{at:%M} {'PM' if at.hour >= 12 else 'AM'}"


def zendesk(made: Made) -> dict[str, str]:
    return {
        "Summation column": "1",
        "Id": str(1000 + made.number),
        "Requester": "山田",
        "Assignee": "-" if made.answered is None else "佐藤",
        "Group": "Support",
        "Subject": f'件名 "{made.number}", 詳細',
        "Status": "Solved" if made.resolved else "Open",
        "Priority": {"S1": "Urgent", "S2": "High", "S3": "Normal", "S4": "Low"}[made.severity],
        "Via": {"phone": "Phone call (inbound)", "portal": "Web form", "email": "Mail", "chat": "Chat"}[made.channel],
        "Ticket type": "Incident",
        "Created at": _at(made.opened, "%Y-%m-%d %H:%M:%S"),
        "Updated at": _at(made.opened + 864_000, "%Y-%m-%d %H:%M:%S"),
        "Organization": made.customer,
        "Due date": "1900-01-01 00:00:00",
        "Solved at": _at(made.resolved, "%Y-%m-%d %H:%M:%S", "1900-01-01 00:00:00"),
        "Satisfaction Score": "Not Offered",
        "Reopens": "0",
        "Replies": "0" if made.answered is None else "2",
        "First reply time in minutes": "" if made.answered is None else str((made.answered - made.opened) // 60),
    }


def jira(made: Made) -> dict[str, str]:
    return {
        "Summary": f"件名 {made.number}",
        "Issue key": f"SUP-{made.number}",
        "Issue id": str(10_000 + made.number),
        "Issue Type": "[System] Incident",
        "Status": "Resolved" if made.resolved else "Waiting for support",
        "Project key": "SUP",
        "Project name": made.customer,
        "Priority": {"S1": "Highest", "S2": "High", "S3": "Medium", "S4": "Low"}[made.severity],
        "Assignee": "佐藤",
        "Created": _hour(made.opened, "%d/%b/%y"),
        "Updated": _hour(made.opened + 864_000, "%d/%b/%y"),
        "Resolved": _hour(made.resolved, "%d/%b/%y"),
        "Description": "一行目\n二行目",
        "Custom field ([CHART] Date of First Response)": _hour(made.answered, "%d/%b/%y"),
    }


def freshdesk(made: Made) -> dict[str, str]:
    return {
        "Ticket ID": str(made.number),
        "Subject": f"件名 {made.number}",
        "Status": "Resolved" if made.resolved else "Open",
        "Priority": {"S1": "Urgent", "S2": "High", "S3": "Medium", "S4": "Low"}[made.severity],
        "Source": {"phone": "Phone", "portal": "Portal", "email": "Email", "chat": "Chat"}[made.channel],
        "Agent": "佐藤",
        "Group": "Support",
        "Created time": _at(made.opened, "%Y-%m-%d %H:%M:%S"),
        "Resolved time": _at(made.resolved, "%Y-%m-%d %H:%M:%S"),
        "Last update time": _at(made.opened + 864_000, "%Y-%m-%d %H:%M:%S"),
        "Initial response time": _at(made.answered, "%Y-%m-%d %H:%M:%S"),
        "Time tracked": "00:00:00",
        "Product": made.customer,
    }


def freshservice(made: Made) -> dict[str, str]:
    return {
        "Subject": f"件名 {made.number}",
        "Type": "Incident",
        "Status": "Resolved" if made.resolved else "Open",
        "Priority": {"S1": "Urgent", "S2": "High", "S3": "Medium", "S4": "Low"}[made.severity],
        "Group": "Support",
        "Company": made.customer,
        "Source": {"phone": "Phone", "portal": "Portal", "email": "Email", "chat": "Chat"}[made.channel],
        "Ticket Id": f"INC-{made.number}",
        "Created Time": _at(made.opened, "%Y-%m-%d %H:%M:%S"),
        "Resolved Time": _at(made.resolved, "%Y-%m-%d %H:%M:%S"),
        "Last Updated Time": _at(made.opened + 864_000, "%Y-%m-%d %H:%M:%S"),
        "Initial Response Time": _at(made.answered, "%Y-%m-%d %H:%M:%S"),
    }


def servicenow(made: Made) -> dict[str, str]:
    return {
        "short_description": f"件名 {made.number}",
        "assignment_group": "d625dccec0a8016700a222a0f7900d06",
        "number": f"INC{made.number:07}",
        "contact_type": {"phone": "phone", "portal": "self-service", "email": "email", "chat": "chat"}[made.channel],
        "incident_state": "6" if made.resolved else "2",
        "sys_updated_on": _at(made.opened + 864_000, "%Y-%m-%d %H:%M:%S", zone="UTC"),
        "sys_mod_count": "3",
        "priority": made.severity[1],
        "opened_at": _at(made.opened, "%Y-%m-%d %H:%M:%S", zone="UTC"),
        "resolved_at": _at(made.resolved, "%Y-%m-%d %H:%M:%S", zone="UTC"),
        "category": made.customer,
    }


def salesforce(made: Made) -> dict[str, str]:
    return {
        "Id": f"500000000{made.number:09}",
        "IsDeleted": "false",
        "CaseNumber": f"{made.number:08}",
        "AccountId": made.customer,
        "Status": "Closed" if made.resolved else "Working",
        "Origin": {"phone": "Phone", "portal": "Web", "email": "Email", "chat": "Chat"}[made.channel],
        "Subject": f"件名 {made.number}",
        "Priority": {"S1": "Critical", "S2": "High", "S3": "Medium", "S4": "Low"}[made.severity],
        "IsClosed": "true" if made.resolved else "false",
        "ClosedDate": _at(made.resolved, "%Y-%m-%dT%H:%M:%S.000Z", zone="UTC"),
        "CreatedDate": _at(made.opened, "%Y-%m-%dT%H:%M:%S.000Z", zone="UTC"),
    }


def redmine(made: Made) -> dict[str, str]:
    return {
        "#": str(made.number),
        "プロジェクト": made.customer,
        "トラッカー": "サポート",
        "ステータス": "終了" if made.resolved else "進行中",
        "優先度": {"S1": "今すぐ", "S2": "急いで", "S3": "通常", "S4": "低め"}[made.severity],
        "題名": f"件名 {made.number}",
        "作成者": "山田",
        "担当者": "佐藤",
        "更新日": _at(made.opened + 864_000, "%Y/%m/%d %H:%M"),
        "作成日": _at(made.opened, "%Y/%m/%d %H:%M"),
        "終了日": _at(made.resolved, "%Y/%m/%d %H:%M"),
    }


def backlog(made: Made) -> dict[str, str]:
    return {
        "ID": str(90_000 + made.number),
        "プロジェクト名": made.customer,
        "キー": f"SUP-{made.number}",
        "件名": f"件名 {made.number}",
        "状態": "完了" if made.resolved else "処理中",
        "担当者": "佐藤",
        "登録日": _at(made.opened, "%Y/%m/%d %H:%M:%S"),
        "更新日": _at(made.opened + 864_000, "%Y/%m/%d %H:%M:%S"),
    }


@dataclass(frozen=True)
class System:
    """`row`: heading → cell of its export, `header` its real heading line; `ticket_id`: as it stands there.

    `lacks`: what the export cannot tell, `severities`: those that it knows under one word; `options` of the command.
    """

    preset: str
    header: str
    row: Callable[[Made], dict[str, str]]
    ticket_id: Callable[[Made], str]
    lacks: frozenset[str] = frozenset()
    severities: dict[str, str] = field(default_factory=dict)
    source: str = "recorded"
    options: tuple[str, ...] = ()

    def known(self, made: Made) -> dict[str, str | None]:
        """The ticket in canonical columns, as far as the export tells it."""
        told = {
            "ticket_id": self.ticket_id(made),
            "customer_id": made.customer,
            "severity": self.severities.get(made.severity, made.severity),
            "channel": made.channel,
            "opened_at": iso(made.opened),
            "first_response_at": iso(made.answered),
            "resolved_at": iso(made.resolved),
            "response_source": self.source,
        }
        return {name: None if name in self.lacks else value for name, value in told.items()}


NO_ANSWER = frozenset({"first_response_at"})
SYSTEMS = {
    "zendesk": System(
        "zendesk", "zendesk_full_export", zendesk, lambda made: str(1000 + made.number), source="minutes"
    ),
    "jira": System(
        "jira", "jira_cloud_csv_all_fields", jira, lambda made: f"SUP-{made.number}", frozenset({"channel"}),
        options=("--map", "customer_id=Project name"),
    ),
    "freshdesk": System(
        "freshdesk", "freshdesk", freshdesk, lambda made: str(made.number), options=("--map", "customer_id=Product")
    ),
    "freshservice": System("freshdesk", "freshservice", freshservice, lambda made: f"INC-{made.number}"),
    "servicenow": System(
        "servicenow", "servicenow_rest_csv", servicenow, lambda made: f"INC{made.number:07}", NO_ANSWER,
        options=("--map", "customer_id=category", "--timezone", "UTC"),
    ),
    "salesforce": System(
        "salesforce", "salesforce_case_weekly_export", salesforce, lambda made: f"{made.number:08}", NO_ANSWER
    ),
    "redmine": System(
        "redmine", "redmine_ja_all_columns", redmine, lambda made: str(made.number), NO_ANSWER | {"channel"},
        {"S2": "S1"},
    ),
    "backlog": System(
        "backlog", "backlog_ja", backlog, lambda made: f"SUP-{made.number}",
        NO_ANSWER | {"channel", "resolved_at", "severity"},
    ),
}  # fmt: skip


def write(system: System, made: list[Made], folder: Path) -> list[Path]:
    """The export under its real heading line, and the contracts beside it."""
    header, encoding = heading_line(system.header)
    stored = io.StringIO(newline="")
    writer = csv.writer(stored)
    writer.writerow(header)
    for ticket in made:
        cells = system.row(ticket)
        assert set(cells) <= set(header), set(cells) - set(header)
        placed = {header.index(name): cell for name, cell in cells.items()}
        writer.writerow([placed.get(place, "") for place in range(len(header))])
    export = folder / "export.csv"
    export.write_bytes(stored.getvalue().encode(encoding))
    return [export, write_csv(folder / "contracts.csv", CONTRACTS)]
