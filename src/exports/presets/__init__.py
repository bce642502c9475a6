"""The systems that exports come from: which headings carry which canonical column, and how their values are spelled."""

from exports.presets import backlog, freshdesk, jira, redmine, salesforce, servicenow, zendesk
from exports.presets.model import Form, Preset

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        zendesk.PRESET,
        jira.PRESET,
        servicenow.PRESET,
        salesforce.PRESET,
        freshdesk.PRESET,
        redmine.PRESET,
        backlog.PRESET,
    )
}

__all__ = ["PRESETS", "Form", "Preset"]
