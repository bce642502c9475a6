"""One customer whole: figures against the metrics, where a picked row leads, customers of whom little is known."""

from urllib.parse import parse_qs

import pytest
from apps import visit
from renewal_exports import contract, load, ticket

from labels import LANGUAGES, figures, text
from metrics import Filters, actions, attainment, renewals, tickets

from .renewal_pages import PARTS
from .test_trm_page import parameter, said


def table(app, *columns):
    return next((shown.value for shown in app.dataframe if set(columns) <= set(shown.value)), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customer_whole(seen, published, language):
    app = seen("customer", who="C-001", lang=language)
    assert not app.exception and not app.error
    words = said(app)
    for part in (
        "青葉精機",
        "C-001",
        "佐伯 真帆",
        "長谷部 隆",
        "ひかり情報販売",
        "青葉精機 情報システム部",
        "Endpoint Manager",
    ):
        assert part in words
    (health,) = [row for row in renewals.health(published).to_pylist() if row["customer_id"] == "C-001"]
    assert figures.counts(health["met"], health["judged"], language) in words
    rows = [row for row in actions.due(published).to_pylist() if row["customer_id"] == "C-001"]
    assert list(table(app, "what", "ref")["ref"]) == [row["id"] for row in rows]
    assert "customer" not in table(app, "what", "ref")


def test_quarters_days_and_contracts(seen, published):
    app = seen("customer", who="C-001")
    found = {
        row["quarter"]: row for row in attainment.by(published, Filters(customer=("C-001",)), ("quarter",)).to_pylist()
    }
    quarters = table(app, "quarter", "met")
    assert quarters.iloc[0][["quarter", "met", "attainment"]].tolist() == [
        "2026年度 第2四半期(7〜9月)",
        "38/40",
        "95.0%",
    ]
    assert list(quarters["tickets"]) == [
        str(found[quarter]["tickets"]) for quarter in sorted(filter(None, found), reverse=True)[: len(quarters)]
    ]
    days = table(app, "subscription_id")
    assert days.iloc[0].tolist() == ["TRM-001", "TRMベーシック", "4", "2026-12-06", "2026-10-07", "12", "8", "0", "1"]
    contracts = table(app, "id", "notice_by")
    assert contracts[["id", "notice_by"]].values.tolist() == [
        ["TRM-001", "2026-10-07"],
        ["K-1001", "2026-12-31"],
        ["K-5001", "契約に定めなし"],
    ]


def test_the_open_tickets_are_as_many_as_the_figure_says(seen, published):
    for row in renewals.health(published).to_pylist():
        if row["customer_id"] in ("C-001", "C-004", "C-006"):
            app = seen("customer", who=row["customer_id"])
            shown = table(app, "opened_at", "ticket_id")
            assert (0 if shown is None else len(shown)) == row["open_tickets"], row["customer_id"]
            facts = tickets.facts(published, Filters(customer=(row["customer_id"],))).to_pylist()
            assert {each["ticket_id"] for each in facts} >= set([] if shown is None else shown["ticket_id"])


def test_a_lapsed_customer_is_told_so_first(seen):
    app = seen("customer", who="C-017")
    assert not app.exception
    words = said(app)
    assert text("customer.not_covered", "ja") in words
    assert text("customer.trm_none", "ja") in words
    assert table(app, "what", "ref")["what"].tolist() == ["復元の料金を試算する、または終了を確認する(VII)"]
    assert table(app, "id", "state")["state"].tolist() == ["失効"]
    assert text("customer.not_covered", "ja") not in said(seen("customer", who="C-001"))


def test_no_administrator_is_said_where_one_must_be_named(seen):
    assert text("customer.person.missing", "ja") in said(seen("customer", who="C-033"))  # Asgent 1


def test_deliveries_stand_the_latest_first(seen):
    dates = list(table(seen("customer", who="C-002"), "item", "note")["date"])
    assert dates == sorted(dates, reverse=True) and dates[0] == "2025-12-15"


@pytest.mark.parametrize(
    ("who", "begins", "place", "expected"),
    [
        ("C-001", "actions_", 0, ("subscription", "TRM-001")),
        ("C-001", "open_", 0, ("ticket", "T-A1321")),
        ("C-001", "contracts_", 1, ("contract", "K-1001")),
        ("C-001", "days_", 0, ("subscription", "TRM-001")),
        ("C-017", "actions_", 0, ("contract", "K-1018")),
    ],
)
def test_a_picked_row_leads_on(open_page, pick, who, begins, place, expected):
    pick(begins, place)
    app = open_page("customer", who=who, owner="佐伯 真帆").run()
    assert not app.exception
    assert parameter(app, expected[0]) == [expected[1]]
    assert parameter(app, "owner") == ["佐伯 真帆"]
    assert "who" not in app.query_params


def test_the_customer_is_chosen_into_the_url_and_all_tickets_are_a_link_away(open_page):
    app = open_page("customer")
    assert not app.exception
    app.selectbox(key="who").set_value("C-006").run()
    assert parameter(app, "who") == ["C-006"]
    assert "月見坂食品" in said(app)
    links = [parse_qs(element.proto.query_string) for element in app.get("page_link")]
    assert {"customer": ["C-006"], "period": ["all"]} in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_customer_is_said_to_be_unknown(seen, language):
    app = seen("customer", who="C-404", lang=language)
    assert not app.exception
    assert text("customer.unknown", language, who="C-404") in said(app)


def test_a_customer_with_tickets_but_no_contract(tmp_path, monkeypatch):
    alone = {**ticket("T-1", "", "2026-10-01 10:00", subject="契約なし"), "customer_id": "C-9"}
    load(tmp_path / "x.duckdb", [contract("A", "2027-03-31")], [alone, ticket("T-2", "A", "2026-10-01 10:00")])
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "x.duckdb"))
    app = visit("customer", who="C-9")
    assert not app.exception and not app.error
    assert "C-9" in said(app)
    assert table(app, "opened_at", "ticket_id")["ticket_id"].tolist() == ["T-1"]
    assert text("renewal.none_found", "ja") in said(app)


@pytest.mark.parametrize("part", PARTS)
def test_of_a_part_of_the_exports(parts, monkeypatch, part):
    monkeypatch.setenv("TEIREI_DB", str(parts(part)))
    app = visit("customer", who="C-001")
    assert not app.exception and not app.error
    assert (text("customer.none", "ja") in said(app)) == (part == "nothing")
    if part in ("contracts", "trm"):
        assert "青葉精機" in said(app)
