"""Every page in both languages: it stands, and its numbers are those of the metrics."""

import re
from pathlib import Path

import pytest
from apps import visit, words

from labels import LANGUAGES, figures, text
from metrics import Filters, attainment, loads, tickets
from teirei.main import main as teirei

PAGES = ("overview", "attainment", "tickets", "trm", "renewals", "customer", "terms", "data")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_stands_and_says_the_instant_and_version_of_its_data(open_page, published, page, language):
    app = open_page(page, lang=language)
    assert not app.exception and not app.error
    assert text("frame.as_of", language) in words(app)
    assert ("2026/10/5(月) 08:30" if language == "ja" else "Mon 5 Oct 2026 08:30") in words(app)
    assert published.version in words(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_one_language_holds_no_word_of_the_other(open_page, language):
    other = "en" if language == "ja" else "ja"
    said = words(open_page(lang=language))
    for key in ("column.attainment", "sla.trend", "outcome.running", "sla.not_measured"):
        assert text(key, language) in said
        assert text(key, other) not in said


def test_the_tiles_lead_with_the_counts_of_the_last_complete_quarter(open_page, published):
    found = attainment.by(published, Filters(quarter=("FY2026Q2",)), ()).to_pylist()[0]
    judged = found["met"] + found["breached"] + found["overdue"]
    said = words(open_page())
    assert f'{found["met"]}/{judged}件<span class="share">{figures.percent(found["met"], judged)}' in said
    for outcome in ("breached", "overdue", "running", "not_measured"):
        tile = rf">{text(f'outcome.{outcome}', 'ja')}</div><div class=\"figure\"[^>]*>{found[outcome]}件<"
        assert re.search(tile, said), outcome


def test_the_tiles_compare_with_the_quarter_before_and_the_year_before(open_page, published):
    said = words(open_page())
    for quarter, word in (("FY2026Q1", "前期"), ("FY2025Q2", "前年同期")):
        found = attainment.by(published, Filters(quarter=(quarter,)), ()).to_pylist()[0]
        judged = found["met"] + found["breached"] + found["overdue"]
        assert f"{word} {found['met']}/{judged}件({figures.percent(found['met'], judged)})" in said


def test_a_running_quarter_compares_no_counts_with_a_full_one(open_page):
    assert "前期 " in words(open_page(period="FY2026Q2"))
    running = words(open_page(period="FY2026Q3"))
    assert re.search(r"前期 \d+/\d+件", running) and not re.search(r"前期 \d+件", running)


def test_the_table_adds_up_to_the_tiles(open_page, published):
    found = attainment.by(published, Filters(quarter=("FY2026Q2",)), ()).to_pylist()[0]
    table = open_page().dataframe[0].value
    for name in ("tickets", "met", "breached", "overdue", "running", "not_measured"):
        assert table[name].sum() == found[name], name


def test_filters_of_the_url_narrow_the_page(open_page, published):
    found = attainment.by(published, Filters(quarter=("FY2026Q1",), severity=("S2",), tier=("premium",)), ())
    row = found.to_pylist()[0]
    app = open_page(period="FY2026Q1", severity="S2", tier="premium")
    assert f"{row['met']}/{row['met'] + row['breached'] + row['overdue']}件" in words(app)
    assert app.multiselect(key="filter_severity").value == ["S2"]
    assert app.selectbox(key="filter_period").value == "FY2026Q1"


def test_a_filter_that_is_set_goes_into_the_url_untranslated(open_page):
    app = open_page()
    app.multiselect(key="filter_tier").set_value(["enterprise"]).run()
    assert not app.exception
    assert app.query_params["tier"] in ("enterprise", ["enterprise"])


def test_no_ticket_in_the_period_is_a_dash_and_not_zero_percent(open_page):
    app = open_page(period="FY2019Q1")
    assert not app.exception
    assert f'0/0件<span class="share">{figures.EMPTY}' in words(app)
    assert "0.0%" not in words(app)


def test_a_programme_without_targets_is_said_to_have_none_and_not_judged(open_page, published):
    found = attainment.by(published, Filters(quarter=("FY2026Q2",), program=("asgent",)), ()).to_pylist()[0]
    assert found["tickets"] == found["not_measured"] > 0
    assert f"{found['tickets']}件**:目標時間は契約に定めなし" in words(open_page())


def test_s1_outside_the_phone_rule_stand_beside_with_what_they_would_change(open_page, published):
    facts = tickets.facts(published, Filters(quarter=("FY2026Q2",), reason=("not_by_phone",))).to_pylist()
    missed = sum(fact["if_counted"] in ("breached", "overdue") for fact in facts)
    assert f"電話以外で受け付けたS1が{len(facts)}件" in words(open_page())
    assert f"含めれば{missed}件が目標超過" in words(open_page())


def test_tickets_lists_those_of_the_filters(open_page, published):
    facts = tickets.facts(published, Filters(quarter=("FY2026Q2",), outcome=("breached",))).to_pylist()
    app = open_page("tickets", outcome="breached")
    assert set(app.dataframe[0].value["ticket_id"]) == {fact["ticket_id"] for fact in facts}
    assert f"チケット {len(facts)}件" in words(app)


def test_search_finds_an_id_or_a_company_in_any_period(open_page, published):
    facts = tickets.facts(published, Filters()).to_pylist()
    company = next(fact["customer_name"] for fact in facts if fact["customer_name"])
    app = open_page("tickets", q=company[:3], period="all")
    shown = app.dataframe[0].value
    assert len(shown) and shown["customer"].str.contains(company[:3]).all()
    one = open_page("tickets", q=facts[0]["ticket_id"].lower(), period="all").dataframe[0].value
    assert facts[0]["ticket_id"] in set(one["ticket_id"])


def test_search_in_the_masthead_opens_the_tickets(open_page):
    app = open_page()
    app.text_input(key="search").set_value("T-0000").run()
    assert not app.exception
    assert app.query_params["q"] in ("T-0000", ["T-0000"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["met", "breached", "overdue", "running"])
def test_a_ticket_says_in_one_sentence_why_it_was_judged_so(open_page, published, outcome, language):
    fact = tickets.facts(published, Filters(outcome=(outcome,))).to_pylist()[-1]
    app = open_page("tickets", ticket=fact["ticket_id"], lang=language)
    said = words(app)
    assert not app.exception
    assert figures.instant(fact["opened_at"], language) in said
    assert figures.instant(fact["due_at"], language) in said
    assert fact["clause"] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_not_measuring_has_its_sentence(open_page, published, language):
    facts = tickets.facts(published, Filters(outcome=("not_measured",))).to_pandas()
    one_of_each = facts.drop_duplicates("reason")
    assert len(one_of_each) >= 9
    for ticket, reason in one_of_each[["ticket_id", "reason"]].itertuples(index=False):
        app = open_page("tickets", ticket=ticket, lang=language, period="all")
        assert not app.exception, reason
        assert text(f"reason.{reason}", language) in words(app)


def test_an_unknown_ticket_is_said_to_be_unknown(open_page):
    assert "NO-SUCH は見つかりません" in words(open_page("tickets", ticket="NO-SUCH"))


@pytest.mark.parametrize("program", ["ivanti", "asgent"])
def test_terms_lists_every_value_and_reading_of_a_programme(open_page, program):
    import terms

    known = terms.read()
    entries = [e for e in known.outline() if e.program == program and not e.path.startswith("assumptions.")]
    app = open_page("terms", program=program)
    assert words(app).count("<tr class=") == len(entries)
    for reading in known.assumptions.values():
        if reading.program == program:
            assert f"<b>{reading.id}</b>" in words(app)


def test_data_accounts_for_every_record(open_page, published):
    files = loads.files(published).to_pandas()
    said = words(open_page("data"))
    assert (
        f"**{files['read'].sum():,}** = 採用 **{files['loaded'].sum():,}** + 却下 **{files['rejected'].sum():,}**"
        in said
    )


def test_data_gives_each_reject_its_place_and_its_reason_in_both_languages(tmp_path, monkeypatch):
    file = tmp_path / "tickets.csv"
    file.write_text("ticket_id,opened_at\nA,2026-04-01 10:00\nB,someday\n", encoding="utf-8")
    database = tmp_path / "bad.duckdb"
    assert teirei(["load", str(file), "--db", str(database)]) == 0
    monkeypatch.setenv("TEIREI_DB", str(database))
    reasons = []
    for language in LANGUAGES:
        app = visit("data", lang=language)
        assert not app.exception
        rows = next(table.value for table in app.dataframe if "reason" in table.value)
        assert (rows["line"].tolist(), rows["value"].tolist()) == ([3], ["someday"])
        reasons += rows["reason"].tolist()
    assert len(set(reasons)) == 2


@pytest.mark.parametrize("page", PAGES)
def test_a_database_without_tickets_says_so(tmp_path, monkeypatch, page):
    file = tmp_path / "closures.csv"
    file.write_text("calendar,date,name\njapan-support,2026-08-13,休業\n", encoding="utf-8")
    database = tmp_path / "closures.duckdb"
    assert teirei(["load", str(file), "--db", str(database), "--as-of", "2026-10-05T08:30:00+09:00"]) == 0
    monkeypatch.setenv("TEIREI_DB", str(database))
    app = visit(page)
    assert not app.exception
    lacking = {"attainment": "empty.no_tickets", "tickets": "empty.no_tickets", "trm": "trm.none"}
    lacking |= {"renewals": "renewal.none", "customer": "customer.none"}
    assert page not in lacking or text(lacking[page], "ja") in words(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_database_the_page_names_the_command(tmp_path, monkeypatch, language):
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "none.duckdb"))
    app = visit("attainment", lang=language)
    assert not app.exception
    assert text("empty.database_title", language) in words(app)
    assert f"teirei load data/samples --db {tmp_path / 'none.duckdb'}" in words(app)


def test_another_vendors_contract_gets_the_same_dashboard(tmp_path, monkeypatch):
    """A folder with one more TOML file: its tiers, targets and name stand on the pages like the shipped ones."""
    added = Path(__file__).resolve().parents[1] / "terms" / "made_up"
    (tmp_path / "contracts.csv").write_text(
        "contract_id,customer_id,program,tier,start_on,end_on,calendar\n"
        "N1,C1,nagi,silver,2026-04-01,2027-03-31,japan-support\n",
        encoding="utf-8",
    )
    (tmp_path / "tickets.csv").write_text(
        "ticket_id,contract_id,severity,channel,opened_at,first_response_at\n"
        "T1,N1,S1,phone,2026-07-01 10:00,2026-07-01 11:30\n"
        "T2,N1,S1,phone,2026-07-02 10:00,2026-07-02 11:31\n",
        encoding="utf-8",
    )
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "kyoto.toml").write_text(KYOTO, encoding="utf-8")
    database = tmp_path / "nagi.duckdb"
    places = ["--terms", str(added), "--calendars", str(tmp_path / "calendars"), "--db", str(database)]
    exports = [str(tmp_path / "contracts.csv"), str(tmp_path / "tickets.csv")]
    assert teirei(["load", *exports, *places, "--as-of", "2026-10-05T08:30:00+09:00"]) == 0
    monkeypatch.setenv("TEIREI_DB", str(database))
    app = visit()
    assert not app.exception
    assert '1/2件<span class="share">50.0%' in words(app)
    assert app.dataframe[0].value["tier"].tolist() == ["ナギシルバー"]
    ticket = words(visit("tickets", ticket="T2"))
    assert "7/2(木) 10:00 受付のS1(ナギシルバー、営業時間で1時間30分、3)は 7/2(木) 11:30 が期限" in ticket
    assert "1分の**目標超過**" in ticket
    assert "<b>45分</b>" in words(visit("terms", program="nagi"))  # from 2026-10-01


KYOTO = """
time_zone = "Asia/Tokyo"
[[hours]]
valid_from = 2000-01-01
monday = ["10:00-16:00"]
"""


@pytest.mark.parametrize(
    ("reading", "rests_on_it"),
    [
        ("A2", lambda fact: fact["calendar"] == "japan-support"),
        ("A4", lambda fact: fact["escalation"] is not None),
        ("A11", lambda fact: fact["response_source"] == "resolution"),
        ("A12", lambda fact: fact["raised_at"] is not None),
        ("A3", lambda fact: (fact["tier"], fact["severity"]) == ("enhanced", "S1")),
    ],
)
def test_a_ticket_names_the_readings_its_judgement_rests_on_and_no_others(open_page, published, reading, rests_on_it):
    facts = tickets.facts(published, Filters(program=("ivanti",), outcome=("met", "breached"))).to_pylist()
    resting = next(fact for fact in facts if rests_on_it(fact))
    other = next(fact for fact in facts if not rests_on_it(fact))
    assert f"<b>{reading}</b>" in words(open_page("tickets", ticket=resting["ticket_id"]))
    assert f"<b>{reading}</b>" not in words(open_page("tickets", ticket=other["ticket_id"]))


def test_the_breakdown_lists_tiers_as_the_contract_does_and_those_without_targets_last(open_page):
    tiers = list(dict.fromkeys(open_page().dataframe[0].value["tier"]))
    names = [
        "スタンダードサポート",
        "エンタープライズサポート",
        "プレミアムサポート",
        "エンハンスドサポート",
        "SaaS製品サポート",
    ]
    assert [name for name in tiers if name in names] == names


def test_a_database_that_cannot_be_opened_says_why_and_names_the_command(tmp_path, monkeypatch):
    folder = tmp_path / "broken.duckdb.d"
    folder.mkdir()
    (folder / "CURRENT").write_text("nonsense", encoding="utf-8")
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "broken.duckdb"))
    app = visit()
    assert not app.exception
    assert "nonsense" in app.error[0].value
    assert "teirei load data/samples" in words(app)
