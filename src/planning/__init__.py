"""Dates for the uncommitted TRM days of a ledger before they expire (XII). Pure: no database, no clock, no page."""

from planning.model import Day, Proposal, Proposed, Reason, Task, Wish
from planning.planner import propose
from planning.wording import reason_text

__all__ = ["Day", "Proposal", "Proposed", "Reason", "Task", "Wish", "propose", "reason_text"]
