"""The TRM page: its sentences on the samples, its figures against the metrics, what it keeps in the URL."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest
import streamlit as st
from apps import visit, words
from trm_exports import load, subscription

from labels import LANGUAGES, figures, text
from metrics import trm
from metrics.trm import TrmFilters
from screens import grid, query, trm_tables
from teirei.main import main as teirei

from .conftest import ROOT

SAMPLES = ROOT / "data" / "samples"


def said(app):
    """All words of a page without the marks around them, errors too."""
    plain = re.sub(r"<style.*?</style>", "", words(app), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "", plain) + "\n".join(element.value for element in app.error)


def tiles(app):
    """name → figure of every tile, the page's own before those of the list."""
    found = re.findall(r'<div class="name">([^<]*)</div><div class="figure"[^>]*>([^<]*)<', words(app))
    return dict(reversed(found))


def listed(app):
    return next(table.value for table in app.dataframe if "attention" in table.value)


def parameter(app, name):
    given = app.query_params.get(name, [])
    return given if isinstance(given, list) else [given]


def running(published, **filters):
    return [row for row in trm.ledgers(published, TrmFilters(**filters)).to_pylist() if row["is_current"]]


# sentences (the figures are those of domain and samples, by hand)


@pytest.mark.parametrize(
    ("subscription_id", "sentences"),
    [
        (
            "TRM-001",
            [
                "青葉精機:TRMベーシック12日中8日利用、未予約4日。",
                "2026/12/6(日)に失効し、繰り越せません(XII)。",
                "2026/10/7(水)までに通知がなければ自動更新。",
                "使い切れないオンサイト枠1日",
                "あと62日",  # 26 of October, 30 of November, 6
            ],
        ),
        ("TRM-003", ["TRMエンタープライズ48日中16.5日利用", "休日をまたぐオンサイト2日(6/12(金)〜)・要合意", "A6"]),
        ("TRM-006", ["不更新通知(2026/9/28(月))は期限2026/9/21(月)より後のため、自動更新されます。"]),
        (
            "TRM-007",
            ["不更新通知期限2026/9/1(火)は経過し、自動更新が確定しています。", "30日以内に未予約8日が失効(10/31(土))"],
        ),
        ("TRM-008", ["不更新通知(2026/9/30(水))により2027/1/9(土)で終了します。"]),
        ("TRM-010", ["連続2日に満たないオンサイト1日(8/26(水))", "A13", "A15"]),
        ("TRM-012", ["2025/10/15(水)に期間が終了し、2.5日とクーポン1枚が失効しました(XII)。"]),
    ],
)
def test_the_samples_are_told_in_sentences(open_page, subscription_id, sentences):
    app = open_page("trm", subscription=subscription_id)
    assert not app.exception and not app.error
    for sentence in sentences:
        assert sentence in said(app)


def test_overuse_of_an_ended_term(open_page):
    app = open_page("trm", subscription="TRM-009", term="2025-09-01")
    assert "万葉システムズ:TRMプレミア24日に対し25日利用、1日の超過。" in said(app)
    assert tiles(app)["残日数"] == "−1日" and tiles(app)["失効"] == "0日"


def test_half_time_of_a_basic_subscription_of_april(tmp_path, monkeypatch):
    """TRM(4/1開始)は9/30時点で12日中3日利用(25%)、期間は50%経過。オンサイト残1日は連続2日を組めず使えません。"""
    files = [str(SAMPLES / f"trm_{name}.csv") for name in ("subscriptions", "days", "coupons")]
    database = tmp_path / "x.duckdb"
    assert teirei(["load", *files, "--db", str(database), "--as-of", "2026-09-30T17:00:00+09:00"]) == 0
    monkeypatch.setenv("TEIREI_DB", str(database))
    found = said(visit("trm", subscription="TRM-002"))
    assert "白鷺電装:TRMベーシック12日中3日利用、未予約9日。" in found
    assert "利用25%・経過50%" in found  # 3 ÷ 12; 183 ÷ 365 = 50.1 %
    assert "オンサイト残1日は連続2日を組めず使えません" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [{}, {"subscription": "TRM-001"}], ids=str)
def test_stands_in_both_languages(open_page, published, language, asked):
    app = open_page("trm", lang=language, **asked)
    other = "en" if language == "ja" else "ja"
    assert not app.exception and not app.error
    assert published.version in words(app)
    for key in ("trm.tile.uncommitted", "trm.tile.infeasible", "trm.load", "trm.pick"):
        assert text(key, language) in said(app)
        assert text(key, other) not in said(app)


# figures


def test_the_tiles_of_the_list_are_those_of_the_metrics(open_page, published):
    rows, found = running(published), tiles(open_page("trm"))
    waiting = [row for row in rows if row["uncommitted"] > 0]
    assert found["未予約日数"] == figures.days(sum(row["uncommitted"] for row in waiting), "ja")
    codes = [row["code"] for row in trm.warnings(published).to_pylist()]
    soon = [row for row in waiting if (row["term_end"] - date(2026, 10, 5)).days <= 90]
    assert found["90日以内に失効"] == figures.days(sum(row["uncommitted"] for row in soon), "ja")
    assert found["使い切れない契約"] == f"{sum(not row['is_feasible'] for row in rows)}契約"
    assert found["オンサイトの連続不足"] == f"{codes.count('block_short')}契約"
    assert found["通知期限が近い契約"] == f"{codes.count('notice_near')}契約"


@pytest.mark.parametrize("subscription_id", ["TRM-001", "TRM-010"])
def test_the_tiles_of_a_subscription_are_those_of_its_ledger(open_page, published, subscription_id):
    (row,) = running(published, subscription=(subscription_id,))
    found = tiles(open_page("trm", subscription=subscription_id))
    assert found["未予約日数"] == figures.days(row["uncommitted"], "ja")
    assert found["残日数"] == figures.days(row["remaining"], "ja")
    assert found["オンサイト残"] == figures.days(row["onsite_remaining"], "ja")
    assert found["クーポン残"] == f"{row['coupons_remaining']}枚"
    assert found["失効日"] == f"{row['term_end'].year}/{row['term_end'].month}/{row['term_end'].day}"


def test_the_list_holds_every_running_term_with_what_needs_attention(open_page, published):
    rows = {row["subscription_id"]: row for row in running(published)}
    shown = listed(open_page("trm")).set_index("subscription_id")
    assert set(shown.index) == set(rows)
    for name, row in rows.items():
        assert (shown.loc[name, "uncommitted"], shown.loc[name, "remaining"]) == (row["uncommitted"], row["remaining"])
        assert shown.loc[name, "bookable_days"] == row["bookable_days"]
    for warned in trm.warnings(published).to_pylist():
        assert text(f"trm.short.{warned['code']}", "ja") in shown.loc[warned["subscription_id"], "attention"]


def test_orders_of_the_list(open_page, published):
    rows = {row["subscription_id"]: row for row in running(published)}
    orders = {by: trm_tables.running(query.read({"by": [by]})).rows for by in trm_tables.ORDERS}
    ends = [f"{end:%Y-%m-%d}" for end in orders["expiry"]["term_end"]]
    assert ends == sorted(ends)
    room = [rows[name]["bookable_days"] - rows[name]["remaining"] for name in orders["feasible"]["subscription_id"]]
    assert room == sorted(room)
    notices = [f"{rows[name]['notice_by']}" for name in orders["notice"]["subscription_id"]]
    ahead = [day for day in notices if day >= "2026-10-05"]
    assert notices[: len(ahead)] == sorted(ahead)
    assert list(orders["blocks"]["subscription_id"])[:2] == ["TRM-010", "TRM-003"]
    assert orders["urgent"]["subscription_id"].iloc[0] == "TRM-007"
    assert list(listed(open_page("trm", by="expiry"))["subscription_id"]) == list(orders["expiry"]["subscription_id"])


def test_ended_terms_tell_what_expired(open_page, published):
    over = [row for row in trm.ledgers(published).to_pylist() if row["is_over"]]
    shown = next(table.value for table in open_page("trm").dataframe if "expired" in table.value)
    assert sorted(zip(shown["subscription_id"], shown["expired"], strict=True)) == sorted(
        (row["subscription_id"], row["expired"]) for row in over
    )


def test_the_entry_that_no_term_holds_is_listed_with_its_reason(open_page):
    shown = next(table.value for table in open_page("trm").dataframe if "why" in table.value)
    assert shown[["subscription_id", "why"]].values.tolist() == [["TRM-008", "終了後"]]


# the URL


def test_picking_a_row_puts_the_subscription_into_the_url(open_page, monkeypatch):
    shown = grid.show

    def picked(table, key, **options):
        if table.name != "trm":
            return shown(table, key=key, **options)
        st.session_state[key] = {"selection": {"rows": [1]}}
        options["on_select"]()
        return shown(table, key=f"{key}_seen")

    monkeypatch.setattr(grid, "show", picked)
    app = open_page("trm", consultant="長谷部 隆", by="expiry", term="2020-01-01", dates="10/8")
    second = listed(app)["subscription_id"].iloc[1]
    assert {name: parameter(app, name) for name in app.query_params} == {
        "consultant": ["長谷部 隆"],
        "by": ["expiry"],
        "subscription": [second],
    }


def test_the_consultant_is_kept_in_the_url_goes_along_and_comes_back(open_page):
    app = open_page("trm", by="expiry")
    app.multiselect(key="filter_consultant").set_value(["長谷部 隆"]).run()
    assert parameter(app, "consultant") == ["長谷部 隆"]
    assert set(listed(app)["consultant"]) == {"長谷部 隆"}
    for page in (app, open_page("tickets", consultant="長谷部 隆")):
        links = [element.proto.query_string for element in page.get("page_link")]
        assert len(links) >= 3
        assert {tuple(parse_qs(link)["consultant"]) for link in links} == {("長谷部 隆",)}


def test_of_one_consultant_the_page_says_whether_the_days_can_be_used(open_page, published):
    found = {row["consultant"]: row for row in trm.consultants(published).to_pylist()}["長谷部 隆"]
    sentence = f"進行中{found['subscriptions']}契約の残{figures.days(found['remaining'], 'ja')}"
    assert sentence in said(open_page("trm", consultant="長谷部 隆"))


def test_another_term_is_chosen_and_kept_in_the_url(open_page):
    app = open_page("trm", subscription="TRM-004")
    assert app.selectbox(key="trm_term").value == "2026-01-20"
    app.selectbox(key="trm_term").set_value("2025-01-20").run()
    assert parameter(app, "term") == ["2025-01-20"]
    assert "TRMプレミア24日中23日利用" in said(app)


def test_back_to_the_list_keeps_the_filters(open_page):
    app = open_page("trm", subscription="TRM-001", consultant="長谷部 隆", onsite="1", dates="10/8")
    app.button(key="back").click().run()
    assert "subscription" not in app.query_params and "dates" not in app.query_params
    assert parameter(app, "consultant") == ["長谷部 隆"]


def test_wishes_of_the_planner_are_kept_in_the_url(open_page):
    app = open_page("trm", subscription="TRM-003")
    app.number_input(key="plan_onsite").set_value(2).run()
    app.multiselect(key="filter_weekday").set_value(["1", "2"]).run()
    app.multiselect(key="filter_month").set_value(["2026-11", "2026-12"]).run()
    assert not app.exception
    assert [parameter(app, name) for name in ("onsite", "weekday", "month")] == [
        ["2"],
        ["1", "2"],
        ["2026-11", "2026-12"],
    ]
    proposed = next(table.value for table in app.dataframe if list(table.value.columns) == ["date", "days", "mode"])
    assert all(re.search(r"2026/1[12]/\d+\((火|水)\)", day) for day in proposed["date"])
    assert list(proposed["mode"]).count("オンサイト") == 2
    assert "ご希望の曜日・月の対象外" in said(app)


def test_without_wishes_everything_of_a_small_term_is_placed(open_page):
    assert "4日を配置できました。" in said(open_page("trm", subscription="TRM-001"))
    assert text("trm.plan.ended", "ja") in said(open_page("trm", subscription="TRM-012"))


# the checker


def checked(app):
    return next((table.value for table in app.dataframe if "dates_in" in table.value), None)


@pytest.mark.parametrize(
    ("dates", "states", "sentences"),
    [
        ("10/13〜10/14", ["✓ 有効"], ["上限12日のうち、利用4日・予定2日(候補2日を含む)。", "オンサイト残は6日です。"]),
        ("２０２６年１０月１３日、10/14(水)", ["✓ 有効"], ["予定2日(候補2日を含む)"]),
        ("10/13 0.5 10/14", ["✕ 連続2日未満"], ["予定1.5日(候補1.5日を含む)"]),
        ("10/9 10/13", ["⌒ 休日またぎ・要合意"], []),
        ("11/3", ["✕ 連続2日未満"], ["休業日:11/3(火)"]),
        ("11/16〜11/30", ["✓ 有効"], ["オンサイトの上限を7日超えます", "休業日:"]),
        ("2027-06-01 2027-06-02", ["✓ 有効"], ["はこの期間(2026/5/15(金)〜2027/5/14(金))の外です"]),
    ],
)
def test_onsite_dates_before_they_are_booked(open_page, dates, states, sentences):
    app = open_page("trm", subscription="TRM-003", dates=dates)
    assert not app.exception
    assert list(checked(app)["state"]) == states
    for sentence in sentences:
        assert sentence in said(app)


def test_dates_that_clash_with_other_customers_or_own_days(open_page, published):
    days = trm.entries(published).to_pylist()
    ahead = [row for row in days if row["consultant"] == "宮園 航" and row["counted_as"] == "planned"]
    own = next(row["date"] for row in ahead if row["subscription_id"] == "TRM-003")
    taken = {row["date"] for row in ahead if row["subscription_id"] == "TRM-003"}
    other = next(row["date"] for row in ahead if row["subscription_id"] != "TRM-003" and row["date"] not in taken)
    found = said(open_page("trm", subscription="TRM-003", dates=f"{own} {other}"))
    assert f"この契約の予定がすでにある日:{figures.day(own, 'ja', year=False)}" in found
    assert f"担当の他のお客様の予定と重なる日:{figures.day(other, 'ja', year=False)}" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("dates", "key", "part"), [("10/13 soon", "unreadable", "soon"), ("0.5 10/13", "half", "0.5")])
def test_what_cannot_be_read_is_named(open_page, dates, key, part, language):
    app = open_page("trm", subscription="TRM-003", dates=dates, lang=language)
    assert not app.exception
    assert [element.value for element in app.error] == [text(f"trm.check.{key}", language, part=part)]
    assert checked(app) is None


def test_typed_dates_are_kept_in_the_url(open_page):
    app = open_page("trm", subscription="TRM-003")
    app.text_area(key="check_dates").set_value("10/13 10/14 ").run()
    assert parameter(app, "dates") == ["10/13 10/14"]


# what is not there


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_subscription_is_said_to_be_unknown(open_page, language):
    app = open_page("trm", subscription="TRM-404", lang=language)
    assert not app.exception
    assert text("trm.unknown", language, subscription="TRM-404") in said(app)
    assert len(listed(app)) == 11


def test_a_filter_that_leaves_nothing_says_so(open_page):
    app = open_page("trm", customer="C-002")  # ended in 2025
    assert not app.exception
    assert text("trm.none_running", "ja") in said(app)


def test_a_database_without_trm_exports_names_the_command(tmp_path, monkeypatch):
    database = tmp_path / "x.duckdb"
    load(database, days=["A 2026-09-01 1 onsite"])  # days alone make no ledger
    monkeypatch.setenv("TEIREI_DB", str(database))
    for language in LANGUAGES:
        app = visit("trm", lang=language)
        assert not app.exception
        assert text("trm.none", language) in said(app)
        assert f"teirei load FILE… --db {database}" in said(app)


def test_a_subscription_without_customer_name_consultant_or_days(tmp_path, monkeypatch):
    bare = subscription("A", "2026-04-01", customer_name="", consultant="")
    load(tmp_path / "x.duckdb", [bare], ["nobody 2026-09-01 1 onsite"])
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "x.duckdb"))
    app = visit("trm", subscription="A", dates="10/13 10/14")
    assert not app.exception
    assert "K-1:TRMベーシック12日中0日利用、未予約12日。" in said(app)
    assert text("trm.no_entries", "ja") in said(app)
    assert "契約不明" in {why for table in app.dataframe if "why" in table.value for why in table.value["why"]}
