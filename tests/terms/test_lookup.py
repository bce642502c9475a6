"""Asking for values: unknown names are refused with the nearest known one; a contract's silence is None."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import terms
from refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = Path(__file__).parent / "made_up"
TODAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def all_terms():
    return terms.read(MADE_UP, base=ROOT / "data" / "terms")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda t: t.value("ivnti", "renewal.notice_days", TODAY), 'no programme "ivnti" .did you mean "ivanti"'),
        (lambda t: t.value("ivanti", "renewal.notice_dais", TODAY), 'did you mean "renewal.notice_days"'),
        (lambda t: t.target("ivanti", "premier", "S1", TODAY), 'no tier of ivanti "premier" .did you mean "premium"'),
        (lambda t: t.target("ivanti", "premium", "S5", TODAY), 'no severity of ivanti "S5"'),
        (lambda t: t.target("nagi", "silver", "S4", TODAY), 'no severity of nagi "S4"'),
        (lambda t: t.table("ivanti", "trm.type", TODAY), 'did you mean "trm.types"'),
        (
            lambda t: t.value("ivanti", "renewal.notice_days", date(1999, 12, 31)),
            "1999-12-31 is not known.*from 2000-01-01",
        ),
    ],
)
def test_what_is_not_there_is_refused(all_terms, ask, sentence):
    with pytest.raises(Refusal, match=sentence):
        ask(all_terms)


def test_a_question_to_every_programme_finds_nothing_where_the_contract_lacks_the_path(all_terms):
    found = {program: all_terms.find(program, "trm.notice_days", TODAY) for program in all_terms.programmes}
    assert found["ivanti"].value == 60
    assert found["asgent"] is None and found["nagi"] is None


def test_a_made_up_programme_stands_beside_the_shipped_ones(all_terms):
    assert set(all_terms.programmes) == {"ivanti", "asgent", "nagi"}
    nagi = all_terms.programme("nagi")
    assert (nagi.calendar, list(nagi.tiers), list(nagi.severities)) == ("kyoto", ["silver", "gold"], ["S1", "S2", "S3"])
    assert [(r.tier, r.severity, r.channels) for r in all_terms.phone_rules() if r.program == "nagi"] == [
        ("gold", "S1", ("phone", "chat"))
    ]
    assert [(r.tier, r.minutes, r.clock) for r in all_terms.escalations() if r.program == "nagi"] == [
        ("gold", 240, "business")
    ]
    assert all_terms.assumptions["N1"].value == 240
    assert all_terms.exclusion_codes["nagi_hardware"].clause == "5"
    assert all_terms.closure_codes["nagi_answered"].kind == "done"
    assert any(entry.path == "targets.silver.S1" for entry in all_terms.outline() if entry.program == "nagi")


def test_a_target_change_counts_from_its_date_on(all_terms):
    before = all_terms.target("nagi", "silver", "S1", date(2026, 9, 30))
    after = all_terms.target("nagi", "silver", "S1", date(2026, 10, 1))
    assert (before.minutes, before.clock, before.valid_to) == (90, "business", date(2026, 10, 1))
    assert (after.minutes, after.clock, after.valid_to) == (45, "always", None)
    assert all_terms.target("nagi", "gold", "S1", date(2026, 10, 1)).minutes == 20


def test_a_tier_offered_later_has_targets_from_then_on(all_terms):
    assert all_terms.target("nagi", "gold", "S2", date(2022, 10, 1)).minutes == 120
    with pytest.raises(Refusal, match="from 2022-10-01"):
        all_terms.target("nagi", "gold", "S2", date(2022, 9, 30))


def test_value_and_table_changes_count_from_their_date_on(all_terms):
    days = date(2026, 9, 30), date(2026, 10, 1)
    assert [all_terms.value("nagi", "renewal.notice_days", day) for day in days] == [30, 45]
    assert [all_terms.table("nagi", "visits.types", day)["silver"] for day in days] == [
        {"days": 4, "remote_share": None, "squared": 16},
        {"days": 6, "remote_share": None, "squared": 36},
    ]


def test_without_an_argument_the_shipped_terms_are_read(monkeypatch):
    monkeypatch.delenv("TEIREI_TERMS", raising=False)
    assert set(terms.read().programmes) == {"ivanti", "asgent"}


def test_the_environment_may_name_another_folder(monkeypatch):
    monkeypatch.setenv("TEIREI_TERMS", str(MADE_UP))
    assert set(terms.read().programmes) == {"nagi"}


def test_a_single_file_may_be_given():
    assert set(terms.read(base=MADE_UP / "nagi-care.toml").programmes) == {"nagi"}


def test_a_missing_or_empty_folder_is_refused(tmp_path):
    with pytest.raises(Refusal, match="there is no such folder"):
        terms.read(base=tmp_path / "nowhere")
    with pytest.raises(Refusal, match="holds no terms"):
        terms.read(base=tmp_path)


def test_the_fingerprint_changes_with_the_contents_alone(tmp_path):
    copy = tmp_path / "nagi-care.toml"
    shutil.copy(MADE_UP / "nagi-care.toml", copy)
    first = terms.read(base=MADE_UP).sha256
    assert terms.read(base=tmp_path).sha256 == first
    copy.write_text(copy.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert terms.read(base=tmp_path).sha256 != first


def test_a_byte_order_mark_does_not_matter(tmp_path):
    (tmp_path / "nagi.toml").write_bytes(b"\xef\xbb\xbf" + (MADE_UP / "nagi-care.toml").read_bytes())
    assert set(terms.read(base=tmp_path).programmes) == {"nagi"}
