"""The two contracts as shipped, against copies of their texts made by hand.

Origin of the tables: Ivanti "サポートおよびメンテナンスサービスを対象とする補足条項" version 3.20, V, IX, XII;
Asgent "LayerX Security Ltd.製品 サポートサービス仕様書". Clause V's last paragraph gives the 24-hour clock.
"""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import terms
from labels import LANGUAGES, texts
from refusals import Refusal
from terms.units import UNITS

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 10, 5)
FIRST = date(2000, 1, 1)

TARGETS = {
    ("standard", "S1"): (120, "business", "V"),
    ("standard", "S2"): (240, "business", "V"),
    ("standard", "S3"): (480, "business", "V"),
    ("standard", "S4"): (960, "business", "V"),
    ("enterprise", "S1"): (60, "always", "V"),
    ("enterprise", "S2"): (120, "business", "V"),
    ("enterprise", "S3"): (240, "business", "V"),
    ("enterprise", "S4"): (480, "business", "V"),
    ("premium", "S1"): (30, "always", "V"),
    ("premium", "S2"): (60, "business", "V"),
    ("premium", "S3"): (240, "business", "V"),
    ("premium", "S4"): (480, "business", "V"),
    ("enhanced", "S1"): (60, "business", "IX"),
    ("enhanced", "S2"): (120, "business", "IX"),
    ("enhanced", "S3"): (240, "business", "IX"),
    ("enhanced", "S4"): (480, "business", "IX"),
}
IVANTI_CLAUSES = ["preamble", "A", "I", *(f"I-{n}" for n in range(1, 18))]
IVANTI_CLAUSES += ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
ASGENT_CLAUSES = ["about", "1", "2", "3", "4", "4-1", "4-2-1", "4-2-2", "5"]


@pytest.fixture(scope="module")
def shipped():
    return terms.read(base=ROOT / "data" / "terms")


def test_every_target_is_the_one_in_the_contract(shipped):
    stated = {(t.tier, t.severity): (t.minutes, t.clock, t.clause) for t in shipped.targets()}
    assert stated == TARGETS
    assert {t.program for t in shipped.targets()} == {"ivanti"}


def test_on_every_date_from_the_first_version_on_exactly_one_target_holds(shipped):
    dates = [FIRST + timedelta(days=97 * n) for n in range(140)] + [
        date(2020, 2, 29),
        date(2020, 3, 1),
        date(2099, 1, 1),
    ]
    for day in dates:
        for tier, severity in TARGETS:
            holding = [
                t
                for t in shipped.targets()
                if (t.tier, t.severity) == (tier, severity)
                and t.valid_from <= day
                and (t.valid_to is None or day < t.valid_to)
            ]
            assert holding == [shipped.target("ivanti", tier, severity, day)]


def test_before_the_first_version_no_target_is_given(shipped):
    with pytest.raises(Refusal, match=r"ivanti, standard, S1 on 1999-12-31 is not known.*from 2000-01-01"):
        shipped.target("ivanti", "standard", "S1", date(1999, 12, 31))
    assert shipped.target("ivanti", "standard", "S1", FIRST).minutes == 120


def test_asgent_has_no_targets(shipped):
    with pytest.raises(Refusal, match="asgent has no response targets"):
        shipped.target("asgent", "saas", "S1", TODAY)
    assert shipped.entry("asgent", "response.target", TODAY).state == "absent"


def test_targets_carry_their_readings(shipped):
    assert shipped.target("ivanti", "enhanced", "S1", TODAY).assumptions == ("A3", "A9")
    assert shipped.target("ivanti", "enterprise", "S1", TODAY).assumptions == ("A9",)


def test_the_level_table_and_the_response_table_agree_on_severity_1(shipped):
    benefits = shipped.table("ivanti", "benefits", TODAY)
    assert {tier: row["s1_response"] for tier, row in benefits.items()} == {
        tier: TARGETS[tier, "S1"][0] for tier in ("standard", "enterprise", "premium")
    }


def test_s1_must_come_by_phone_or_call_back(shipped):
    rules = {(r.tier, r.severity): (set(r.channels), r.assumptions) for r in shipped.phone_rules()}
    channels = {"phone", "callback"}
    assert rules == {
        ("standard", "S1"): (channels, ()),
        ("enterprise", "S1"): (channels, ()),
        ("premium", "S1"): (channels, ()),
        ("enhanced", "S1"): (channels, ("A17",)),
    }


def test_only_enterprise_s1_is_escalated_after_eight_hours_around_the_clock(shipped):
    (rule,) = shipped.escalations()
    assert (rule.tier, rule.severity, rule.minutes, rule.clock) == ("enterprise", "S1", 8 * 60, "always")
    assert (rule.clause, rule.assumptions) == ("II", ("A4",))


def test_enhanced_is_the_one_level_no_longer_sold(shipped):
    sold_before = {tier.id: tier.sold_before for tier in shipped.programme("ivanti").tiers.values()}
    assert sold_before == {"standard": None, "enterprise": None, "premium": None, "enhanced": date(2020, 3, 1)}


def test_lost_check_marks_are_unknown_and_words_are_assumed(shipped):
    benefits = {e.path: e for e in shipped.values() if e.path.startswith("benefits.")}
    lost = "portal community knowledge_base updates support_manager assigned_engineer priority_monitoring"
    lost += " priority_transfer service_review remote_support mentoring usage_review"
    for row in lost.split():
        for tier in ("standard", "enterprise", "premium"):
            entry = benefits[f"benefits.{tier}.{row}"]
            assert (entry.state, entry.value, entry.assumptions) == ("unknown", None, ())
    for row in ("academy", "upgrade_guidance", "s1_escalation", "technical_guidance", "release_notifications"):
        assert benefits[f"benefits.premium.{row}"].state == "assumed"
        assert benefits[f"benefits.standard.{row}"].state == "unknown"


def test_trm_types(shipped):
    types = shipped.table("ivanti", "trm.types", TODAY)
    figures = {
        name: (t["days"], t["onsite_share"], t["onsite_cap"], t["coupons"], t["travel_included"])
        for name, t in types.items()
    }
    assert figures == {
        "basic": (12, Decimal("0.25"), 3, 1, True),
        "premier": (24, Decimal("0.25"), 6, 2, True),
        "enterprise": (48, Decimal("0.25"), 12, 3, True),
        "dedicated": (200, Decimal(1), 200, 4, True),
    }


def test_trm_types_and_support_levels_do_not_share_a_name(shipped):
    levels = {tier.name[lang] for tier in shipped.programme("ivanti").tiers.values() for lang in ("ja", "en")}
    types = {name[lang] for name in shipped.columns("ivanti", "trm.types").values() for lang in ("ja", "en")}
    assert {"プレミアムサポート", "エンタープライズサポート"} <= levels
    assert {"TRMプレミア", "TRMエンタープライズ"} <= types
    assert not levels & types


@pytest.mark.parametrize(
    ("path", "value", "clause"),
    [
        ("revision.objection_days", 30, "preamble"),
        ("renewal.term_months", 12, "VI"),
        ("renewal.notice_days", 90, "VIII"),
        ("renewal.automatic", None, "VI"),
        ("reinstatement.fee", None, "VII"),
        ("reinstatement.days_per_year", 365, "VII"),
        ("trm.term_months", 12, "XII"),
        ("trm.renewal_months", 12, "XII"),
        ("trm.notice_days", 60, "XII"),
        ("trm.renews_automatically", True, "XII"),
        ("trm.onsite_min_consecutive_days", 2, "XII"),
        ("trm.day_step", Decimal("0.5"), "XII"),
        ("attainment.contract", None, "V"),
        ("attainment.guide", Decimal("0.95"), "V"),
    ],
)
def test_the_numbers_later_features_read(shipped, path, value, clause):
    entry = shipped.entry("ivanti", path, TODAY)
    assert (shipped.value("ivanti", path, TODAY), entry.clause) == (value, clause)


def test_asgent_sets_no_renewal_notice_or_licence_figures(shipped):
    for path in ("renewal.term_months", "renewal.notice_days", "renewal.automatic", "licences.required"):
        entry = shipped.entry("asgent", path, TODAY)
        assert (entry.value, entry.state) == (None, "absent")
        assert (terms.shown(entry, "ja"), terms.shown(entry, "en")) == ("契約に定めなし", "not set by the contract")


def test_reason_codes(shipped):
    assert set(shipped.exclusion_codes) == (
        {"x_i", "x_ii", "x_iii", "x_iv", "x_services"}
        | {f"as_scope_{n}" for n in range(1, 6)}
        | {f"as_end_{n}" for n in range(1, 5)}
    )
    assert {code.code: (code.program, code.clause) for code in shipped.exclusion_codes.values()}["x_ii"] == (
        "ivanti",
        "X",
    )
    kinds = {code: found.kind for code, found in shipped.closure_codes.items()}
    assert kinds == {f"as_done_{n}": "done" for n in range(1, 11)} | {
        "withdrawn": "withdrawn",
        "merged": "merged",
        "duplicate": "merged",
        "other": "other",
    }
    assert shipped.closure_codes["as_done_4"].text["ja"] == "問題の回避策を提示"
    assert shipped.closure_codes["as_done_10"].text["ja"] == "お客様との合意により完了"
    assert {code: found.kind for code, found in shipped.enquiry_codes.items()} == {
        "specification": "technical",
        "settings": "technical",
        "problem": "technical",
        "presales": "elsewhere",
        "contract": "elsewhere",
    }


def test_severities_have_their_definitions(shipped):
    severities = shipped.programme("ivanti").severities
    assert {id: (s.name["ja"], s.clause) for id, s in severities.items()} == {
        "S1": ("重大", "I-7"),
        "S2": ("高", "I-8"),
        "S3": ("中", "I-9"),
        "S4": ("低", "I-10"),
    }
    assert "すぐに利用できる回避策がなく" in severities["S1"].definition["ja"]
    assert not shipped.programme("asgent").severities


def test_the_clauses_are_those_of_the_texts(shipped):
    assert list(shipped.programme("ivanti").clauses) == IVANTI_CLAUSES
    assert list(shipped.programme("asgent").clauses) == ASGENT_CLAUSES


def test_every_clause_of_the_texts_has_something_in_the_outline(shipped):
    cited = {(entry.program, entry.clause) for entry in shipped.outline()}
    assert {("ivanti", clause) for clause in IVANTI_CLAUSES} <= cited
    assert {("asgent", clause) for clause in ASGENT_CLAUSES} <= cited


def test_every_entry_cites_clauses_of_its_own_contract(shipped):
    known = {"ivanti": IVANTI_CLAUSES, "asgent": ASGENT_CLAUSES}
    for entry in shipped.outline():
        assert entry.clause
        assert set(entry.clause.split(", ")) <= set(known[entry.program])


def test_the_outline_lists_every_assumption_and_nothing_twice(shipped):
    outline = shipped.outline()
    listed = {entry.path.removeprefix("assumptions.") for entry in outline if entry.path.startswith("assumptions.")}
    assert {f"A{n}" for n in range(1, 18)} <= listed == set(shipped.assumptions)
    paths = [(entry.program, entry.path, entry.valid_from) for entry in outline]
    assert len(paths) == len(set(paths))


def test_the_outline_lists_every_target_rule_code_and_value(shipped):
    paths = {(entry.program, entry.path) for entry in shipped.outline()}
    assert {("ivanti", f"targets.{tier}.{severity}") for tier, severity in TARGETS} <= paths
    assert {("ivanti", f"severities.S{n}") for n in range(1, 5)} <= paths
    assert {("asgent", f"codes.closure.as_done_{n}") for n in range(1, 11)} <= paths
    assert {("ivanti", "escalations.enterprise.S1"), ("ivanti", "phone_rules.enhanced.S1")} <= paths
    assert {(entry.program, entry.path) for entry in shipped.values()} <= paths


def test_every_assumption_is_used_and_has_a_value(shipped):
    cited = {id for entry in shipped.outline() if not entry.path.startswith("assumptions.") for id in entry.assumptions}
    cited |= {entry.valid_from_assumption for entry in shipped.outline()}
    assert set(shipped.assumptions) <= cited
    assert all(assumption.value is not None for assumption in shipped.assumptions.values())
    assert shipped.assumptions["A4"].value == 480
    assert shipped.assumptions["A9"].value == FIRST
    assert shipped.assumptions["A16"].value == Decimal("0.95")


def test_assumptions_are_listed_in_the_order_of_their_numbers(shipped):
    assert list(shipped.assumptions)[:17] == [f"A{n}" for n in range(1, 18)]


def test_states_follow_from_value_and_assumptions(shipped):
    for entry in shipped.outline():
        if entry.state in ("unknown", "absent"):
            assert entry.value is None and not entry.assumptions
        else:
            assert entry.value is not None
            assert (entry.state == "assumed") == bool(entry.assumptions)


def test_every_entry_can_be_shown_in_both_languages(shipped):
    for entry in shipped.outline():
        for language in ("ja", "en"):
            assert entry.label[language].strip()
            assert terms.shown(entry, language).strip()


def test_the_japanese_calendar_keeps_the_year_end_of_a1(shipped):
    assumption = shipped.assumptions["A1"]
    calendar = tomllib.loads((ROOT / assumption.kept_in).read_text(encoding="utf-8"))
    assert assumption.value in {(closed["from"], closed["to"]) for closed in calendar["closed_yearly"]}


def test_programmes_name_a_shipped_calendar(shipped):
    for programme in shipped.programmes.values():
        assert (ROOT / "data" / "calendars" / f"{programme.calendar}.toml").is_file()


@pytest.mark.parametrize(
    ("path", "ja", "en"),
    [
        ("renewal.notice_days", "90日", "90 days"),
        ("trm.types.basic.onsite_share", "25%", "25%"),
        ("trm.types.basic.coupons", "1枚", "1 coupon"),
        ("trm.day_step", "0.5日", "0.5 days"),
        ("trm.renews_automatically", "はい", "yes"),
        ("benefits.premium.s1_response", "30分", "30 minutes"),
        (
            "benefits.standard.portal",
            "不明(表のチェックマークが失われています)",
            "unknown (the table's check marks are lost)",
        ),
        ("reinstatement.fee", "契約に定めなし", "not set by the contract"),
        ("trm.notice_parties", "いずれかの当事者", "either party"),
    ],
)
def test_values_in_words(shipped, path, ja, en):
    entry = shipped.entry("ivanti", path, TODAY)
    assert (terms.shown(entry, "ja"), terms.shown(entry, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("minutes", "ja", "en"),
    [(30, "30分", "30 minutes"), (60, "1時間", "1 hour"), (90, "1時間30分", "1 hour 30 minutes")],
)
def test_durations_in_words(minutes, ja, en):
    assert (terms.duration(minutes, "ja"), terms.duration(minutes, "en")) == (ja, en)


def test_units_and_states_have_names_in_both_languages():
    for unit in UNITS:
        assert all(texts()[f"terms.unit_name.{unit}"][language].strip() for language in LANGUAGES)
    for state in ("stated", "assumed", "unknown", "absent"):
        assert all(texts()[f"terms.state.{state}"][language].strip() for language in LANGUAGES)
