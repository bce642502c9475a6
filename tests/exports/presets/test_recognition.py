"""A real heading line says which system wrote it."""

from pathlib import Path

import pytest
from real_headers import HEADERS, heading_line

from exports import PRESETS as CHOICES
from exports import Options, describing
from exports.kinds import KINDS
from exports.presets import PRESETS
from exports.recognition.priorities import shipped
from exports.recognition.recognise import guessed, recognise
from refusals import Refusal

EXPECTED = {
    "zendesk_full_export": ("zendesk", "tickets"),
    "jira_cloud_csv_all_fields": ("jira", "tickets"),
    "jira_cloud_bom_small": ("jira", "tickets"),
    "servicenow_rest_csv": ("servicenow", "tickets"),
    "salesforce_case_weekly_export": ("salesforce", "tickets"),
    "salesforce_contract": ("salesforce", "contracts"),
    "salesforce_service_contract": ("salesforce", "contracts"),
    "salesforce_entitlement": ("salesforce", "contracts"),
    "freshdesk": ("freshdesk", "tickets"),
    "freshservice": ("freshdesk", "tickets"),
    "redmine_ja_all_columns": ("redmine", "tickets"),
    "backlog_ja": ("backlog", "tickets"),
}
CANONICAL = KINDS["tickets"].by_name
GUIDE = (Path(__file__).parents[3] / "docs" / "imports.md").read_text(encoding="utf-8")


def test_every_stored_heading_line_is_looked_at():
    assert sorted(file.stem for file in HEADERS.glob("*.csv")) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_heading_line_gives_its_system_and_kind(name):
    found = recognise(name, heading_line(name)[0])
    assert (found.preset, found.kind.name) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_case_width_and_spaces_of_its_headings_do_not_matter(name):
    wide = str.maketrans({"a": "ａ", "I": "Ｉ", " ": "　"})
    changed = [f" {heading.upper().translate(wide)} " for heading in heading_line(name)[0]]
    found = recognise(name, changed)
    assert (found.preset, found.kind.name) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_only_its_own_system_knows_a_heading_line(name):
    spelled = {each.replace(" ", "") for each in map(str.casefold, heading_line(name)[0])}
    fit = {preset.name for preset in PRESETS.values() for form in preset.forms if form.fits(spelled)}
    assert fit <= {EXPECTED[name][0]}


def test_headings_of_redmine_and_backlog_in_english():
    redmine = ["#", "Project", "Tracker", "Status", "Priority", "Subject", "Assignee", "Updated", "Created", "Closed"]
    assert recognise("f", redmine).preset == "redmine"
    backlog = ["ID", "Project Name", "Key ID", "Key", "Issue Type", "Subject", "Status", "Priority", "Created"]
    assert recognise("f", backlog).preset == "backlog"


def test_the_presets_that_may_be_named():
    systems = ["zendesk", "jira", "servicenow", "salesforce", "freshdesk", "redmine", "backlog"]
    assert list(CHOICES) == ["auto", "teirei", *systems]


def test_a_named_preset_goes_before_what_the_columns_say():
    header = ["Id", "Created at", "Priority"]
    assert recognise("f", header, Options(preset="zendesk")).preset == "zendesk"
    with pytest.raises(Refusal, match=r"neither a zendesk export of tickets \(it lacks \"ticket_id\""):
        recognise("f", ["Created at", "Priority"], Options(preset="zendesk"))


def test_a_contract_list_of_teirei_is_read_as_such_beside_a_named_preset():
    header = ["contract_id", "customer_id", "program", "start_on", "end_on"]
    assert recognise("f", header, Options(preset="zendesk")).preset == "teirei"


def test_what_carries_which_column_is_told_for_a_person_to_correct():
    header = [*heading_line("jira_cloud_bom_small")[0], "Custom field (Severity)"]
    found = guessed(header, Options())
    assert (found.kind.name, found.preset, found.lacking) == ("tickets", "jira", [])
    carried = {column: [header[place] for place in at] for column, at in found.at.items() if column in CANONICAL}
    assert carried == {
        "ticket_id": ["Issue key"],
        "severity": ["Custom field (Severity)", "Priority"],
        "opened_at": ["Created"],
        "status": ["Status"],
        "subject": ["Summary"],
        "category": ["Issue Type"],
    }
    unread = [heading for place, heading in enumerate(header) if place not in found.places]
    assert unread == ["Issue id", "Project key", "Project name", "Project type", "Reporter", "Updated"]


def test_what_is_computed_lacks_no_more_and_what_nothing_gives_lacks():
    header, _ = heading_line("salesforce_contract")
    assert guessed(header, Options()).lacking == ["program"]
    fixed = guessed(header, Options(fixed={"program": "ivanti"}))
    assert (fixed.lacking, fixed.fixed) == ([], {"program": "ivanti"})


def test_headings_that_fit_no_kind_are_told_of_the_nearest():
    found = guessed(["チケットID", "重要度", "色"], Options())
    assert (found.kind.name, found.preset, found.lacking) == ("tickets", "teirei", ["opened_at"])
    assert found.places == {0, 1}


def test_the_guide_shows_every_form_and_the_priorities():
    for preset in PRESETS.values():
        assert f"`{preset.name}` ({preset.title})" in GUIDE
        for form in {describing.form(form).partition("\n")[2] for form in preset.forms}:
            assert form in GUIDE, preset.name
    assert describing.priorities(shipped()) in GUIDE
