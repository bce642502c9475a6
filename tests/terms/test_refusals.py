"""A terms file with one thing wrong is refused in one sentence that names file, key, value and remedy."""

import copy
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import terms
from refusals import Refusal
from terms.contract import contract
from terms.node import Node

MADE_UP = (Path(__file__).parent / "made_up" / "nagi-care.toml").read_text(encoding="utf-8")


def read(tmp_path, text):
    (tmp_path / "nagi.toml").write_text(text, encoding="utf-8")
    return terms.read(base=tmp_path)


def changed(old, new, count=1):
    assert MADE_UP.count(old) >= 1, old
    return MADE_UP.replace(old, new, count)


CASES = {
    "a key that is not known, with the nearest one": (
        changed('path = "renewal.notice_days"\nlabel', 'path = "renewal.notice_days"\nunti = "days"\nlabel'),
        'clause.5.values[1].unti = "days" is not a known key (did you mean "unit"?); use one of path, label',
    ),
    "a section that is not known": (
        changed("[clause.1]", "[cluase]\n[clause.1]"),
        'cluase = {} is not a known key (did you mean "clause"?)',
    ),
    "a value outside any clause": (
        MADE_UP + '\n[[values]]\npath = "a.b"\n',
        "is not a known key",
    ),
    "a clause without a title": (
        changed('title = { ja = "その他", en = "Other" }', ""),
        "clause.5.title is missing; add title",
    ),
    "a text without English": (
        changed('{ ja = "停止", en = "Down" }', '{ ja = "停止" }'),
        "clause.2.severities[1].name.en is missing",
    ),
    "a text in a third language": (
        changed('en = "Down" }', 'en = "Down", fr = "Arrêt" }'),
        'name.fr = "Arrêt" is not a known key',
    ),
    "an empty text": (changed('en = "Down"', 'en = " "'), 'name.en = " " is empty'),
    "a missing cell": (
        changed("minutes = { silver = 300, gold = 120 }", "minutes = { silver = 300 }"),
        "the file has no target of tier gold, severity S2; add it to a row of targets, in force from 2022-10-01",
    ),
    "a first version that starts late": (
        changed(
            "minutes = { silver = 300, gold = 120 }", "valid_from = 2022-10-01\nminutes = { silver = 300, gold = 120 }"
        ),
        "clause.3.targets[2].valid_from = 2022-10-01 leaves the target of tier silver, severity S2 without a version",
    ),
    "an end without a successor": (
        changed(
            "valid_from = 2026-10-01\n\n[clause.4]", "valid_from = 2026-10-01\nvalid_to = 2027-01-01\n\n[clause.4]"
        ),
        "valid_to = 2027-01-01 leaves a gap in the target of tier silver, severity S1 from 2027-01-01",
    ),
    "a gap between two versions": (
        changed(
            'minutes = { silver = 90, gold = 20 }\nclock = { silver = "business", gold = "always" }',
            'minutes = { gold = 20 }\nclock = "always"\n\n[[clause.3.targets]]\nseverity = "S1"\n'
            'minutes = { silver = 90 }\nclock = "business"\nvalid_to = 2026-09-01',
        ),
        "valid_to = 2026-09-01 leaves a gap in the target of tier silver, severity S1 from 2026-09-01",
    ),
    "an overlap of two versions": (
        changed(
            'minutes = { silver = 90, gold = 20 }\nclock = { silver = "business", gold = "always" }',
            'minutes = { gold = 20 }\nclock = "always"\n\n[[clause.3.targets]]\nseverity = "S1"\n'
            'minutes = { silver = 90 }\nclock = "business"\nvalid_to = 2026-11-01',
        ),
        "valid_to = 2026-11-01 lets the target of tier silver, severity S1 overlap the version from 2026-10-01",
    ),
    "two targets from the same date": (
        changed("valid_from = 2026-10-01\n\n[clause.4]", "\n[clause.4]"),
        "lets the target of tier silver, severity S1 overlap the version from 2021-04-01",
    ),
    "a version before the programme's first": (
        changed("valid_from = 2026-10-01\n\n[clause.4]", "valid_from = 2020-01-01\n\n[clause.4]"),
        "valid_from = 2020-01-01 lies before the programme's first version 2021-04-01",
    ),
    "a version that ends before it begins": (
        changed(
            "valid_from = 2026-10-01\n\n[clause.4]", "valid_from = 2026-10-01\nvalid_to = 2026-10-01\n\n[clause.4]"
        ),
        "valid_to = 2026-10-01 is not after valid_from 2026-10-01",
    ),
    "a tier that is not known": (
        changed("minutes = { silver = 300, gold = 120 }", "minutes = { silver = 300, glod = 120 }"),
        'clause.3.targets[2].minutes.glod = 120 is not a known key (did you mean "gold"?)',
    ),
    "a severity that is not declared": (
        changed('severity = "S3"', 'severity = "S4"'),
        'clause.3.targets[3].severity = "S4" is not known; use one of S1, S2, S3',
    ),
    "a severity that is not defined": (
        changed('severities = ["S1", "S2", "S3"]', 'severities = ["S1", "S2", "S3", "S4"]'),
        "names S4, which no clause defines",
    ),
    "a clock that is not known": (
        changed('clock = "business"', 'clock = "busines"'),
        'clock = "busines" is not known (did you mean "business"?)',
    ),
    "minutes of none": (
        changed("gold = 120", "gold = 0"),
        "minutes.gold = 0 is too small; give a whole number from 1 on",
    ),
    "minutes as a text": (
        changed("gold = 120", 'gold = "2h"'),
        'minutes.gold = "2h" has the wrong type; give a whole number',
    ),
    "minutes as yes": (
        changed("gold = 120", "gold = true"),
        "minutes.gold = true has the wrong type; give a whole number",
    ),
    "a date as a text": (
        changed("valid_from = 2021-04-01", 'valid_from = "2021-04-01"'),
        'program.valid_from = "2021-04-01" has the wrong type; give a date such as 2026-04-01, without quotes',
    ),
    "a date with a time": (
        changed("valid_from = 2021-04-01", "valid_from = 2021-04-01T00:00:00"),
        "has the wrong type; give a date",
    ),
    "a channel that is not known": (
        changed('"phone", "chat"', '"phone", "chta"'),
        'holds "chta", which is not known (did you mean "chat"?)',
    ),
    "a phone rule given twice": (
        changed(
            'tiers = ["gold"]\nseverities = ["S1"]\nchannels', 'tiers = ["gold", "gold"]\nseverities = ["S1"]\nchannels'
        ),
        "must hold each name once",
    ),
    "an assumption that does not exist": (
        changed('assumptions = ["N1"]', 'assumptions = ["N2"]'),
        'clause.5.escalations[1].assumptions = ["N2"] holds "N2", which is not known; use some of N1',
    ),
    "an assumption without English": (
        changed(
            '{ ja = "「半日」は4時間と読む。", en = "“Half a day” is read as 4 hours." }',
            '{ ja = "「半日」は4時間と読む。" }',
        ),
        "assumptions.N1.text.en is missing",
    ),
    "an assumption about no clause": (
        changed('clauses = ["5"]', 'clauses = ["6"]'),
        'assumptions.N1.clauses = ["6"] holds "6", which is not known',
    ),
    "an assumption whose value is nowhere": (
        changed('value_of = "escalations.gold.S1.minutes"', 'value_of = "escalations.gold.S1.minuts"'),
        'did you mean "escalations.gold.S1.minutes"',
    ),
    "an assumption with two values": (
        changed('value_of = "esc', 'value = 4\nvalue_of = "esc'),
        "give exactly one of them",
    ),
    "a date that rests on an unknown assumption": (
        changed("valid_from = 2021-04-01", 'valid_from = 2021-04-01\nvalid_from_assumption = "N9"'),
        'program.valid_from_assumption = "N9" is not known',
    ),
    "a unit that is not known": (
        changed('unit = "days"', 'unit = "dayz"'),
        'unit = "dayz" is not known (did you mean "days"?)',
    ),
    "a word without a text": (
        changed('text = { ja = "京都の受付時間", en = "Kyoto hours" }', ""),
        "is a word without a text for people",
    ),
    "no calendar": (changed('path = "hours.calendar"', 'path = "hours.calender"'), "has no value hours.calendar"),
    "the same value from the same date": (
        changed('value = 45\nunit = "days"\nvalid_from = 2026-10-01', 'value = 45\nunit = "days"'),
        "gives renewal.notice_days twice from 2021-04-01",
    ),
    "a value and a state": (changed("value = 30\n", 'value = 30\nstate = "unknown"\n'), "contradicts state = unknown"),
    "neither value nor state": (changed("value = 30\n", ""), "clause.5.values[1].value is missing"),
    "a path with capitals": (changed('path = "visits.types"', 'path = "Visits"'), "is not a path"),
    "a cell both given and unknown": (
        changed('unknown = ["silver"]', 'unknown = ["silver", "gold"]'),
        "must give gold, or unknown must name it, and not both",
    ),
    "a cell neither given nor unknown": (
        changed('unknown = ["silver"]\n', ""),
        "must give silver, or unknown must name it",
    ),
    "a product of a row that is not there": (
        changed('["days", "days"]', '["days", "dais"]'),
        'names a row that is not above (did you mean "days"?)',
    ),
    "a product of something unknown": (
        changed('["days", "days"]', '["days", "remote_share"]'),
        "takes visits.types.silver.remote_share, which is not a number",
    ),
    "a kind of code that is not known": (
        changed('kind = "scope"', 'kind = "scoop"'),
        'kind = "scoop" is not known (did you mean "scope"?)',
    ),
    "a code every programme has": (
        changed('code = "nagi_answered"', 'code = "withdrawn"'),
        'defines the code "withdrawn", which every programme has',
    ),
    "an id with a space": (changed('id = "nagi"', 'id = "nagi care"'), 'program.id = "nagi care" is not an id'),
    "a tier given twice": (changed('id = "gold"', 'id = "silver"'), 'clause.1.tiers[2].id = "silver" stands twice'),
    "no programme": ('[clause.1]\ntitle = { ja = "a", en = "a" }\n', "nagi.toml: program is missing"),
    "TOML that cannot be read": (
        changed('id = "nagi"', "id = nagi"),
        "the TOML cannot be read: Invalid value (at line 4, column 6)",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_thing_wrong_is_refused(tmp_path, case):
    text, sentence = CASES[case]
    with pytest.raises(Refusal) as refused:
        read(tmp_path, text)
    assert str(refused.value).startswith("nagi.toml: ")
    assert sentence in str(refused.value)


def test_text_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "nagi.toml").write_bytes(MADE_UP.encode("cp932", errors="replace"))
    with pytest.raises(Refusal, match="is not UTF-8; save the file as UTF-8"):
        terms.read(base=tmp_path)


@pytest.mark.parametrize(
    ("rename", "sentence"),
    [
        ({}, 'defines the programme "nagi" that a.toml defines too'),
        ({'id = "nagi"': 'id = "kaze"'}, 'defines the assumption "N1" that a.toml defines too'),
        ({'id = "nagi"': 'id = "kaze"', "N1": "K1"}, 'defines the code "nagi_hardware" that a.toml defines too'),
    ],
)
def test_two_files_may_not_share_an_id(tmp_path, rename, sentence):
    second = MADE_UP
    for old, new in rename.items():
        second = second.replace(old, new)
    (tmp_path / "a.toml").write_text(MADE_UP, encoding="utf-8")
    (tmp_path / "b.toml").write_text(second, encoding="utf-8")
    with pytest.raises(Refusal, match=f"b.toml: .*{sentence}"):
        terms.read(base=tmp_path)


def _places(tree, place=()):
    for key, node in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*place, key)
        if isinstance(node, dict | list):
            yield from _places(node, (*place, key))


def test_whatever_stands_in_the_wrong_place_is_refused_and_never_a_crash():
    whole = tomllib.loads(MADE_UP, parse_float=Decimal)
    refused = 0
    for place in _places(whole):
        for wrong in (None, 7, True, "", Decimal("NaN"), [], {}, [[]], [{}], {"x": 1}):
            tree = copy.deepcopy(whole)
            holder = tree
            for key in place[:-1]:
                holder = holder[key]
            if wrong is None:
                del holder[place[-1]]
            else:
                holder[place[-1]] = wrong
            try:
                contract(Node("nagi.toml", "", tree))
            except Refusal as refusal:
                refused += 1
                assert str(refusal).startswith("nagi.toml: ")
    assert refused > 1000
