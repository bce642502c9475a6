"""The overview: its sentence, its tiles, its list, against the metrics; where a picked row leads."""

from datetime import UTC, date, datetime, timedelta

import pytest
from apps import visit

from labels import LANGUAGES, figures, text
from metrics import Filters, actions, attainment, loads, renewals
from reminders.digest import digest
from reminders.headlines import headlines
from screens import action_tables

from .renewal_pages import PARTS
from .test_trm_page import parameter, said, tiles

TODAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 3, tzinfo=UTC)


def due(published):
    return actions.due(published).to_pylist()


def table(app, *columns):
    return next(shown.value for shown in app.dataframe if set(columns) <= set(shown.value))


def test_the_sentences_of_the_day_are_those_of_the_digest(seen, published):
    """By hand from the samples: one overdue, two past 75 %, TRM-001; five more due until the evening, from 08:50 on."""
    shown = said(seen("overview"))
    assert "本日の要対応4件:未対応の目標超過1、目標時間の75%経過2、TRM不更新通知期限(10/7)1。" in shown
    assert "ほかに本日が期限の対応待ち5件(最初は10/5(月) 08:50)。" in shown
    for sentence in headlines(digest(published), "ja"):
        assert sentence in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_and_the_tile_count_the_same(seen, language):
    app = seen("overview", lang=language)
    assert not app.exception and not app.error
    assert tiles(app)[text("overview.today", language)] == figures.count(4, language)
    begins = text("digest.headline.today", language, count=4, parts="").rstrip("。. ")
    assert begins in said(app)


def test_the_tiles_are_those_of_the_metrics(seen, published):
    found, rows = tiles(seen("overview")), due(published)
    near = [row for row in rows if row["area"] != "sla" and TODAY <= row["due_on"] <= TODAY + timedelta(14)]
    assert found["14日以内の期限"] == f"{len(near)}件"
    now = attainment.by(published, Filters(quarter=("FY2026Q3",)), ()).to_pylist()[0]
    judged = now["met"] + now["breached"] + now["overdue"]
    assert found["初回対応の目標達成(今期)"] == f"{now['met']}/{judged}件 {figures.percent(now['met'], judged)}"
    risky = {
        row["customer_id"]
        for row in renewals.terms(published).to_pylist()
        if set(row["reasons"]) - {"notice_window"}
    }  # fmt: skip
    assert found["要注意のお客様"] == f"{len(risky)}社"
    assert found["データ"] == "10/5"


def test_every_action_is_listed_in_the_order_of_the_metrics(seen, published):
    rows = due(published)
    shown = table(seen("overview"), "what", "ref")
    assert list(shown["ref"]) == [row["id"] for row in rows]
    assert list(shown["owner"]) == [row["owner"] for row in rows]
    assert [f"{day:%Y-%m-%d}" for day in shown["act_by"]] == [f"{row['due_on']}" for row in rows]
    assert set(shown.head(8)["area"]) == {"初回対応"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", actions.ORDER)
def test_every_action_has_its_words(published, code, language):
    areas = {"overdue": "sla", "near_due": "sla", "due_today": "sla"}
    of_renewals = ("payment_open", "expiring_unrenewed", "notice_window", "late_notice", "lapsed", "revision_open")
    areas |= dict.fromkeys((*of_renewals, "licence_shortfall"), "renewal")
    row = {
        "area": areas.get(code, "trm"), "code": code, "due_on": TODAY, "due_at": NOON, "amount": 2.0, "level": "S2",
        "subject": "件名", "clause": "VI",
    }  # fmt: skip
    words = action_tables.what(row, language)
    assert words and "{" not in words and "  " not in words


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("T-A0201", {"ticket": "T-A0201", "period": "all"}),
        ("K-1008", {"contract": "K-1008"}),
        ("TRM-001", {"subscription": "TRM-001"}),
    ],
)
def test_a_picked_action_opens_its_ticket_contract_or_subscription(open_page, published, pick, place, expected):
    ids = [row["id"] for row in due(published)]
    pick("actions_", ids.index(place))
    app = open_page("overview", owner="根本 亮").run()
    assert not app.exception
    opened = {name: value for name in app.query_params if name != "owner" for value in parameter(app, name)}
    assert opened == expected
    assert parameter(app, "owner") == ["根本 亮"]  # filters go along
    assert place in said(app)


def test_a_picked_customer_at_risk_opens_the_customers_page(open_page, published, pick):
    shown = table(open_page("overview"), "customer", "fees")
    place = list(shown["customer"]).index("月見坂食品")
    pick("risky_", place)
    app = open_page("overview").run()
    assert not app.exception
    assert parameter(app, "who") == ["C-006"]
    assert text("customer.people", "ja") in said(app)


def test_customers_at_risk_with_reasons_and_what_ends(seen):
    shown = table(seen("overview"), "customer", "fees").set_index("customer")
    assert shown.loc["雷鳥スポーツ", "reasons"].endswith("保守対象ライセンスが4不足")
    assert shown.loc["雷鳥スポーツ", "fees"] == "48万円"  # K-1031 until 10/25
    assert shown.loc["黒曜セラミックス", "fees"] == "2,216万円"  # K-1027 9,357,000 and TRM-008 12,800,000
    assert shown.loc["千鳥浜電鉄", "reasons"] == "保守対象ライセンスが150不足"
    counts = [reasons.replace("月、", "").count("、") for reasons in shown["reasons"]]
    assert counts == sorted(counts, reverse=True)


def test_what_was_loaded_is_told(seen, published):
    history = loads.history(published).to_pylist()[0]
    assert f"{history['read']:,}件を読み、{history['loaded']:,}件を取り込み" in said(seen("overview"))


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, LANGUAGES * 2, strict=True)))
def test_of_a_part_of_the_exports(parts, monkeypatch, part, language):
    monkeypatch.setenv("TEIREI_DB", str(parts(part)))
    app = visit("overview", lang=language)
    assert not app.exception and not app.error
    areas = {"contracts": {"renewal"}, "tickets": set(), "trm": {"trm"}, "nothing": set()}[part]
    found = {area for shown in app.dataframe if "area" in shown.value for area in shown.value["area"]}
    assert found == {text(f"overview.area.{area}", language) for area in areas}
    if not areas:
        assert text("overview.said_nothing", language) in said(app)
        assert text("overview.no_actions", language) in said(app)
    missing = {"contracts": "tickets", "tickets": "contracts", "trm": "contracts", "nothing": "tickets"}[part]
    assert text(f"data.kind_{missing}", language) in said(app)
