"""The Renewals page: tiles and lists against the metrics, one contract whole, what the URL keeps, the files."""

import csv
import io
import zipfile
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
import streamlit as st
from apps import visit
from starlette.requests import Request

from labels import LANGUAGES, figures, text
from metrics import renewals
from metrics.renewals import RenewalFilters
from screens import query, renewal_data, renewal_tables
from screens.downloads import download

from .renewal_pages import PARTS
from .test_trm_page import parameter, said, tiles

TODAY = date(2026, 10, 5)
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))


def listed(app):
    return next(table.value for table in app.dataframe if "to_do" in table.value)


def downloaded(name, form="csv", **asked):
    scope = {"type": "http", "method": "GET", "path": "/download", "headers": []}
    scope |= {"path_params": {"name": name, "kind": form}, "query_string": urlencode(asked, doseq=True).encode()}
    return download(Request(scope))


def lines(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


# figures


@pytest.mark.parametrize("language", LANGUAGES)
def test_stands_in_both_languages(seen, published, language):
    app = seen("renewals", lang=language)
    other = "en" if language == "ja" else "ja"
    assert not app.exception and not app.error
    assert published.version in said(app)
    for key in ("renewal.pipeline", "renewal.timeline", "renewal.retention", "renewal.currency_note"):
        assert text(key, language) in said(app)
        assert text(key, other) not in said(app)


def test_the_tiles_of_this_quarter_are_those_of_the_metrics(seen, published):
    found = tiles(seen("renewals"))  # of equal names, those of the first row
    (row,) = [row for row in renewals.retention(published).to_pylist() if row["period"] == "FY2026Q3"]
    assert found["今期・2026年度 第3四半期(10〜12月)に終了"] == figures.round_money(row["due"], "JPY", "ja")
    assert found["更新済み"] == figures.round_money(row["renewed"], "JPY", "ja")
    assert found["維持率 GRR"] == "100.0%"  # K-1025 alone is decided, at a higher fee
    ending = renewals.terms(published, RenewalFilters(start=QUARTER[0], end=QUARTER[1])).to_pylist()
    weighted = sum(
        float(row["annual_fee"]) * row["probability"]
        for row in ending
        if row["state"] != "renewed" and row["probability"] is not None
    )
    assert found["未定分の見込み(確度加重)"] == figures.round_money(weighted, "JPY", "ja")


def test_a_quarter_says_its_rates_with_their_denominators(seen):
    words = said(seen("renewals"))
    assert "NRR 102.9%・契約数1/1(100.0%)" in words  # 3,015,000 ÷ 2,928,000
    assert "12契約・うち未定3,867万円" in words
    assert text("renewal.tile.rates_empty", "ja") in words  # of the next quarter nothing is decided


def test_a_quarter_of_the_samples_by_hand(published):
    """The arithmetic that docs/renewals.md shows."""
    (row,) = [row for row in renewals.retention(published).to_pylist() if row["period"] == "FY2026Q2"]
    assert (row["terms"], row["renewed_terms"], row["gone_terms"], row["undecided_terms"]) == (9, 7, 1, 1)
    old = 4_392_000 + 1_324_000 + 2_076_000 + 216_000 + 6_874_000 + 6_800_000 + 1_069_000
    new = 4_523_000 + 1_363_000 + 2_138_000 + 222_000 + 7_080_000 + 6_800_000 + 1_101_000
    assert (row["renewed_due"], row["lapsed_due"], row["undecided_due"]) == (old, 560_000, 4_684_000)
    assert (row["kept"], row["renewed"], row["decided_due"]) == (old, new, old + 560_000)


def test_what_is_to_be_done_is_counted_by_its_day_and_adds_up_to_the_list(published):
    everything = renewal_data.to_act_on(renewal_data.terms(query.Query()))
    assert {row["state"] for row in everything} <= {*renewal_data.ACTED_ON, "active"}
    places = [row["state"] for row in everything]
    assert places[0] == "payment_open" and places.index("lapsed") < places.index("notice_window")
    assert all(row["act_by"] == (row["notice_by"] if row["state"] == "notice_window" else row["end_on"])
               for row in everything)  # fmt: skip


def test_what_is_past_counts_in_this_quarter(seen):
    app = seen("renewals")
    rows = listed(app)
    until = sum(day.date() <= QUARTER[1] for day in rows["act_by"])
    assert tiles(app)["要対応"] == f"{until}件"
    assert "うち期限超過2件" in said(app)  # K-1008, unpaid since 9/30, and K-1018, lapsed since 8/31


def test_the_list_of_all_terms_is_that_of_the_metrics(seen, published):
    rows = renewals.terms(published).to_pylist()
    shown = listed(seen("renewals", view="all"))
    assert list(shown["id"]) == [row["id"] for row in rows]
    assert list(shown["state"]) == [text(f"renewal.state.{row['state']}", "ja") for row in rows]
    fees = [None if row["annual_fee"] is None else float(row["annual_fee"]) for row in rows]
    assert list(shown["annual_fee"]) == fees


def test_terms_to_act_on_say_what_why_and_until_when(seen):
    shown = listed(seen("renewals")).set_index("id")
    assert shown.loc["K-1002", "to_do"] == "終了日までに更新注文を受ける(自動更新の定めなし:VI)"
    assert shown.loc["K-5002", "to_do"] == "終了日までに更新を確認する(更新の条項なし)"
    assert shown.loc["TRM-001", "to_do"] == "更新の意思を確認する(不更新通知期限:XII)"
    assert f"{shown.loc['TRM-001', 'act_by']:%Y-%m-%d}" == "2026-10-07"
    assert shown.loc["K-1031", "reasons"].endswith("保守対象ライセンスが4不足")
    assert "K-1019" not in shown.index and "K-1007" not in shown.index  # ended with notice; renewed after a lapse


def test_revisions_upgrades_and_uncovered_tickets_stand_below(seen, published):
    frames = [table.value for table in seen("renewals").dataframe]
    revised = next(frame for frame in frames if "object_by" in frame)
    assert len(revised) == renewals.revisions(published).num_rows == 31
    assert sorted(revised[revised["state"] == "異議申立期間中"]["contract_id"]) == [
        "K-1005", "K-1014", "K-1015", "K-1029",
    ]  # fmt: skip
    assert sorted(next(frame for frame in frames if "purchased_on" in frame)["id"]) == ["K-1011", "K-1012"]
    uncovered = next(frame for frame in frames if "why" in frame)
    assert sorted(uncovered["ticket_id"]) == sorted(
        row["ticket_id"] for row in renewals.uncovered(published).to_pylist()
    )


# one contract


@pytest.mark.parametrize(
    ("contract", "sentences"),
    [
        (
            "K-1002",
            [
                "北斗物産", "エンタープライズサポート", "▲ 終了間近・更新注文なし",
                "▲ 終了日までに更新注文を受ける(自動更新の定めなし:VI)", "2026/10/15(木)", "あと10日",
                "40/44件", "✓ 不足なし",
            ],
        ),
        ("K-1008", ["▲ 入金未確認" , "銀嶺精密"]),
        (
            "K-1013",
            [
                "▲ 150不足", "購入1,200・使用1,350のうち多い方1,350が必要、保守対象は1,200",
                "保守対象ライセンスが150不足",
                "実務上の期限(直前の営業日)", "2026/12/28(月)", "あと84日",
                "不更新通知期限", "2026/12/31(木)", "あと87日",
                "2027/3/31(水)", "あと177日",
            ],
        ),
        ("K-1018", ["✕ 失効", "▲ 復元の料金を試算する、または終了を確認する(VII)"]),
        ("K-5001", ["不更新通知期限: 契約に定めなし", "終了日", "2027/6/30(水)"]),
        ("TRM-001", ["▲ 通知期限間近", "TRMベーシック", "長谷部 隆", "TRM未予約4日が90日以内に失効", "あと2日"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_contract_whole(seen, contract, sentences):
    app = seen("renewals", contract=contract)
    assert not app.exception and not app.error
    for sentence in sentences:
        assert sentence in said(app), sentence
    assert text("renewal.pipeline", "ja") not in said(app)  # the pictures are of all contracts


def test_licences_and_the_prudent_day_stand_only_where_they_say_something(seen):
    silent = said(seen("renewals", contract="K-5001"))
    assert text("renewal.licences", "ja") not in silent
    trm = said(seen("renewals", contract="TRM-001"))  # 2026-10-07 is a working day itself
    assert text("renewal.licences", "ja") not in trm and "実務上の期限" not in trm


def test_the_history_of_a_contract(seen):
    app = seen("renewals", contract="K-1008")
    shown = next(table.value for table in app.dataframe if "payment" in table.value)
    assert shown[["state", "fee", "payment"]].values.tolist() == [
        ["継続中", "4,825,000円", "–"],
        ["▲ 入金未確認", "4,684,000円", "2025-09-24"],
        ["✓ 更新済み", "4,548,000円", "2024-09-24"],
        ["✓ 更新済み", "4,416,000円", "2023-09-18"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_contract_is_said_to_be_unknown(seen, language):
    app = seen("renewals", contract="K-404", lang=language)
    assert not app.exception
    assert text("renewal.unknown", language, id="K-404") in said(app)
    assert len(listed(app))


# the URL


def test_picking_a_term_puts_its_contract_into_the_url(open_page, pick):
    second = listed(open_page("renewals", owner="大沢 健吾"))["id"].iloc[1]
    pick("renewals_", 1)
    app = open_page("renewals", owner="大沢 健吾")
    assert parameter(app, "contract") == [second]
    assert parameter(app, "owner") == ["大沢 健吾"]


def test_filters_narrow_go_into_the_url_and_along(open_page, published):
    app = open_page("renewals", view="all")
    app.multiselect(key="filter_owner").set_value(["宮園 航"]).run()
    app.multiselect(key="filter_kind").set_value(["trm"]).run()
    assert (parameter(app, "owner"), parameter(app, "kind")) == (["宮園 航"], ["trm"])
    assert set(listed(app)["owner"]) == {"宮園 航"}
    links = [parse_qs(element.proto.query_string) for element in app.get("page_link")]
    assert len(links) >= 7
    assert all((link["owner"], link["kind"]) == (["宮園 航"], ["trm"]) for link in links)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"reseller": ("ひかり情報販売",), "level": ("enhanced",)}, {"K-1012"}),
        ({"customer": ("C-005",)}, {"K-1005", "TRM-004"}),
        ({"ends": "2026-10"}, {"K-1002", "K-1031", "K-1025", "K-5002", "TRM-007"}),
        ({"ends": "2026-10", "stage": "quoted"}, {"K-1002", "K-5002"}),
        ({"ends": "2026-10", "stage": "none"}, {"TRM-007"}),
    ],
    ids=str,
)
def test_the_query_narrows_the_list(published, asked, ids):
    assert set(renewal_tables.everything(query.Query(**asked)).rows["id"]) == ids


def test_a_part_picked_from_the_pipeline_narrows_the_list_and_has_a_way_out(open_page, monkeypatch):
    drawn, left = st.vega_lite_chart, ["pipeline_JPY"]

    def picked(*arguments, key="", on_select="ignore", **options):
        if left and key.startswith(left[0]):
            left.pop()
            st.session_state[key] = {"selection": {"part": [{"month": "2026-10", "stage": "quoted"}]}}
            on_select()
            del st.session_state[key]
        return drawn(*arguments, key=f"{key}_seen", **options)

    monkeypatch.setattr(st, "vega_lite_chart", picked)
    app = open_page("renewals", owner=["大沢 健吾", "三枝 由香"]).run()
    assert [parameter(app, name) for name in ("ends", "stage", "view")] == [["2026-10"], ["quoted"], ["all"]]
    assert set(listed(app)["id"]) == {"K-1002", "K-5002"}
    (button,) = [button for button in app.button if button.key == "unpick"]
    assert button.label == "✕ 2026年10月 · 見積提示"
    button.click().run()
    assert "ends" not in app.query_params and "stage" not in app.query_params
    assert parameter(app, "owner") == ["大沢 健吾", "三枝 由香"]


def test_back_to_the_list_keeps_the_filters(open_page):
    app = open_page("renewals", contract="K-1002", owner="大沢 健吾", view="all")
    app.button(key="back").click().run()
    assert "contract" not in app.query_params
    assert (parameter(app, "owner"), parameter(app, "view")) == (["大沢 健吾"], ["all"])


def test_a_contract_leads_to_its_customer_and_to_its_days(seen):
    app = seen("renewals", contract="TRM-001")
    links = [parse_qs(element.proto.query_string) for element in app.get("page_link")]
    assert {"who": ["C-001"]} in links and {"subscription": ["TRM-001"]} in links


def test_filters_that_leave_nothing_say_so(seen):
    app = seen("renewals", customer="C-018")  # ended in March with notice
    assert not app.exception
    assert text("renewal.none_found", "ja") in said(app)


# the files


def test_the_list_as_a_file_has_its_rows_and_its_conditions_in_words(published):
    found = lines(downloaded("renewals", lang="en", owner="大沢 健吾", kind="support"))
    assert {line["Owner"] for line in found} == {"大沢 健吾"}
    assert {line["As of"] for line in found} == {"Mon 5 Oct 2026 08:30"}
    assert {line["Filters"] for line in found} == {"Owner = 大沢 健吾; Kind = Support"}
    assert "K-1002" in {line["Contract"] for line in found}


def test_a_picked_month_and_stage_stand_in_words(published):
    asked = {"ends": "2026-10", "stage": "quoted", "level": "enterprise", "kind": "support"}
    (line,) = lines(downloaded("renewals_all", lang="ja", **asked))
    assert line["契約ID"] == "K-1002"
    assert line["絞り込み"].split("; ") == [
        "区分 = サポート", "サポートレベル・TRM種別 = エンタープライズサポート、TRMエンタープライズ",
        "終了日 = 2026年10月", "更新段階 = 見積提示",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["renewals", "renewals_all", "revisions", "upgrades", "uncovered", "actions"])
def test_every_table_can_be_had_as_a_workbook(published, name):
    answer = downloaded(name, "xlsx", lang="ja")
    assert answer.headers["content-disposition"] == f'attachment; filename="teirei-{name}-20261005T0830.xlsx"'
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        assert "集計時点" in book.read("xl/sharedStrings.xml").decode()
    assert len(lines(downloaded(name, lang="ja"))) > 0


def test_the_actions_of_one_customer_as_a_file(published):
    found = lines(downloaded("actions", lang="en", who="C-001"))
    assert {line["ID"] for line in found} == {"TRM-001"}
    assert {line["Filters"] for line in found} == {"Customer = 青葉精機"}


def test_amounts_and_days_are_typed(published):
    table = renewal_tables.everything(query.Query())
    kinds = {column.name: column.kind for column in table.columns}
    assert (kinds["annual_fee"], kinds["notice_by"], kinds["probability"]) == ("money", "date", "share")
    (line, *_) = lines(downloaded("renewals_all", lang="en", customer="C-040", level="standard"))
    assert (line["Annual fee"], line["Currency"]) == ("10880.0", "USD")


# what is not there


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, LANGUAGES * 2, strict=True)))
def test_of_a_part_of_the_exports(parts, monkeypatch, part, language):
    monkeypatch.setenv("TEIREI_DB", str(parts(part)))
    app = visit("renewals", lang=language)
    assert not app.exception and not app.error
    if part in ("tickets", "nothing"):
        assert text("renewal.none", language) in said(app)
        assert f"teirei load FILE… --db {parts(part)}" in said(app)
    else:
        kind = "trm" if part == "trm" else "support"
        assert set(listed(app)["kind"]) == {text(f"renewal.kind.{kind}", language)}
