"""A saved mapping reads what no preset knows, is checked when it is read, and is written as it was read."""

from dataclasses import replace
from datetime import datetime

import pytest

from exports.recognition import mappings, priorities
from exports.recognition.mappings import SavedMapping, dumps, loads
from refusals import Refusal

HELPDESK = """
name = "helpdesk"
kind = "tickets"
headings = ["Vorgang", "Gemeldet"]
missing = ["k. A."]
date_order = "dmy"
timezone = "Europe/Berlin"

[columns]
ticket_id = "Vorgang"
opened_at = "Gemeldet"
severity = ["Dringlichkeit neu", "Dringlichkeit"]
team = "Gruppe"
resolved_at = "Gelöst"

[constants]
channel = "phone"

[values.severity]
"sehr hoch" = "S1"
"egal" = "S4"

[values.team]
"1st" = "一次窓口"
"""
EXPORT = (
    "Vorgang,Gemeldet,Gelöst,Dringlichkeit,Dringlichkeit neu,Gruppe,assignee\n"
    "V1,3/4/2026 10:00,k. A.,egal,Sehr Hoch,1st,Kim\n"
    "V2,4/4/2026 09:30,4/4/2026 11:00,egal,,2nd,\n"
    "V3,5/4/2026 09:30,,Sev 2,,,\n"
)


@pytest.fixture
def helpdesk():
    return loads(HELPDESK, "helpdesk.toml")


def test_a_file_with_its_headings_is_read_by_it_and_by_nothing_else(write, read, helpdesk):
    batch = read(write(EXPORT), mappings=(helpdesk,))
    columns = ("ticket_id", "opened_at", "resolved_at", "severity", "channel", "team", "assignee")
    assert [tuple(row[column] for column in columns) for row in batch.tables["tickets"].to_pylist()] == [
        ("V1", datetime(2026, 4, 3, 8), None, "S1", "phone", "一次窓口", None),
        ("V2", datetime(2026, 4, 4, 7, 30), datetime(2026, 4, 4, 9), "S4", "phone", "2nd", None),
        ("V3", datetime(2026, 4, 5, 7, 30), None, "S2", "phone", None, None),
    ]
    assert (batch.files[0].kind, batch.files[0].preset) == ("tickets", "helpdesk")
    assert "own_zone" not in {found.code for found in batch.warnings}


def test_a_file_without_one_of_its_headings_is_not(write, read, helpdesk):
    batch = read(write("ticket_id,opened_at\nT1,2026-04-01\n"), mappings=(helpdesk,))
    assert batch.files[0].preset == "teirei"


def test_it_goes_before_a_preset_unless_one_is_named(write, read):
    ours = SavedMapping(
        "ours", "tickets", ("Issue key", "Gemeldet am"), {"ticket_id": ("Issue key",), "opened_at": ("Gemeldet am",)}
    )
    path = write("Issue key,Created,Status,Priority,Gemeldet am\nA-1,2026-04-01,Open,High,2026-03-01\n")
    auto, named = (read(path, mappings=(ours,), preset=preset) for preset in ("auto", "jira"))
    assert (auto.files[0].preset, named.files[0].preset) == ("ours", "jira")
    assert auto.tables["tickets"]["opened_at"].to_pylist() == [datetime(2026, 2, 28, 15)]
    assert named.tables["tickets"]["opened_at"].to_pylist() == [datetime(2026, 3, 31, 15)]


def test_what_the_call_maps_and_fixes_goes_before_it(write, read, helpdesk):
    batch = read(write(EXPORT), mappings=(helpdesk,), mapping={"assignee": "assignee"}, fixed={"channel": "email"})
    tickets = batch.tables["tickets"]
    assert (tickets["assignee"].to_pylist(), set(tickets["channel"].to_pylist())) == (["Kim", None, None], {"email"})


def test_constants_give_the_programme_of_contracts_and_spellings_its_tiers(write, read):
    mapping = loads(
        'name = "crm"\nkind = "contracts"\nheadings = ["No", "Kunde", "Stufe"]\n'
        '[columns]\ncontract_id = "No"\ncustomer_id = "Kunde"\ntier = "Stufe"\nstart_on = "Von"\nend_on = "Bis"\n'
        '[constants]\nprogram = "ivanti"\n[values.tier]\n"Gold" = "premium"\n'
    )
    batch = read(write("No,Kunde,Stufe,Von,Bis\nC1,A,gold,2026-04-01,2027-03-31\n"), mappings=(mapping,))
    (row,) = batch.tables["contracts"].to_pylist()
    assert (row["program"], row["tier"]) == ("ivanti", "premium")


def test_of_several_the_one_that_asks_for_most_counts_and_equals_are_refused(write, read, helpdesk):
    narrower = replace(helpdesk, name="narrower", headings=(*helpdesk.headings, "Gruppe"), constants={})
    assert read(write(EXPORT), mappings=(helpdesk, narrower)).files[0].preset == "narrower"
    with pytest.raises(Refusal, match='fits the saved mappings "helpdesk" and "twin" alike'):
        read(write(EXPORT), mappings=(helpdesk, replace(helpdesk, name="twin")))


def test_what_is_written_reads_as_the_same_and_is_the_same_text(helpdesk):
    assert loads(dumps(helpdesk)) == helpdesk
    assert dumps(loads(dumps(helpdesk))) == dumps(helpdesk)
    shuffled = replace(
        helpdesk,
        columns=dict(reversed(helpdesk.columns.items())),
        values={column: dict(reversed(each.items())) for column, each in reversed(helpdesk.values.items())},
    )
    assert dumps(shuffled) == dumps(helpdesk)


@pytest.mark.parametrize(
    "text", ['quote " and \\ backslash', "tab\tline\nend", "日本語 𠮷", "'", "\x7f", "# no comment"]
)
def test_any_text_survives_being_written(helpdesk, text):
    odd = replace(
        helpdesk,
        name=text,
        headings=(text,),
        columns={**helpdesk.columns, "subject": (text, "b")},
        constants={"language": text},
        values={"severity": {text: "S1"}},
        missing=(text,),
        sheet=text,
    )
    assert loads(dumps(odd)) == odd


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "helpdesk"', ""), "name is missing"),
        (('name = "helpdesk"', "name = 3"), "name = 3 is no text"),
        (('name = "helpdesk"', 'name = "zendesk"'), "that of a preset"),
        (('kind = "tickets"', 'kind = "ticket"'), r'kind "ticket" is unknown \(did you mean "tickets"\?\)'),
        (('headings = ["Vorgang", "Gemeldet"]', ""), "headings is missing"),
        (('headings = ["Vorgang", "Gemeldet"]', "headings = []"), "headings is no list"),
        (('date_order = "dmy"', 'date_order = "ddmm"'), 'date_order "ddmm" is unknown'),
        (("Europe/Berlin", "Berlin"), 'timezone "Berlin" is no IANA time zone'),
        (('opened_at = "Gemeldet"', ""), r"columns\.opened_at is missing; name its heading there"),
        (('team = "Gruppe"', 'teem = "Gruppe"'), r'columns\.teem: "teem" is no column of tickets \(did you mean'),
        (('team = "Gruppe"', "team = 3"), r"columns\.team is no list"),
        (('channel = "phone"', 'team = "a"'), "team stands in columns and in constants"),
        (('"egal" = "S4"', '"egal" = "S5"'), r'values\.severity\."egal" = "S5" is no code of severity'),
        (("[values.team]", "[values.resolved_at]"), r"values\.resolved_at: numbers and dates are read as"),
        (("missing =", "mising ="), r'"mising" is no key of a mapping \(did you mean "missing"\?\)'),
        (("[columns]", "[columns"), "the TOML cannot be read"),
    ],
)
def test_a_wrong_mapping_is_refused_with_file_key_and_remedy(change, said):
    with pytest.raises(Refusal, match=rf"^helpdesk\.toml: .*{said}"):
        loads(HELPDESK.replace(*change), "helpdesk.toml")


def test_a_folder_gives_its_mappings_and_a_name_stands_once(tmp_path, helpdesk):
    (tmp_path / "a.toml").write_text(dumps(helpdesk), encoding="utf-8")
    (tmp_path / "b.toml").write_text(dumps(replace(helpdesk, name="other")), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no mapping", encoding="utf-8")
    assert [each.name for each in mappings.read(tmp_path)] == ["helpdesk", "other"]
    (tmp_path / "c.toml").write_text(dumps(helpdesk), encoding="utf-8")
    with pytest.raises(Refusal, match=r'c\.toml: name "helpdesk" is also that of .*a\.toml'):
        mappings.read(tmp_path)
    with pytest.raises(Refusal, match="cannot be read"):
        mappings.read(tmp_path / "none.toml")


ZENDESK = "Id,Created at,Via,Group,Priority\n1,2026-04-01,Mail,a,High\n2,2026-04-01,Mail,a,Normal\n"


def test_a_table_of_priorities_replaces_single_entries(write, read, tmp_path):
    table = tmp_path / "ours.toml"
    table.write_text('[zendesk]\nhigh = "S1"\n"後回し" = "S4"\n', encoding="utf-8")
    ours = priorities.read(table)
    assert read(write(ZENDESK), priorities=ours).tables["tickets"]["severity"].to_pylist() == ["S1", "S3"]
    assert read(write(ZENDESK)).tables["tickets"]["severity"].to_pylist() == ["S2", "S3"]
    later = read(write(ZENDESK.replace("Normal", "後回し")), priorities=ours)
    assert later.tables["tickets"]["severity"].to_pylist() == ["S1", "S4"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[zendesc]\nHigh = "S1"\n', r'"zendesc" is no preset \(did you mean "zendesk"\?\)'),
        ('[zendesk]\nHigh = "S5"\n', r"zendesk\.\"High\" = 'S5' is no severity; write one of S1, S2, S3, S4"),
        ("[zendesk]\nHigh = 1\n", r'zendesk\."High" = 1 is no severity'),
        ('zendesk = "S1"\n', "zendesk is no table"),
        ("[zendesk\n", "the TOML cannot be read"),
    ],
)
def test_a_wrong_table_of_priorities_is_refused(tmp_path, text, said):
    table = tmp_path / "ours.toml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=rf"ours\.toml: .*{said}"):
        priorities.read(table)
