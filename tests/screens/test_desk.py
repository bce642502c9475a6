"""The import desk without a browser: files are sent, looked at, corrected and published."""

from datetime import datetime

import pytest
import xlsxwriter
from apps import visit, words
from streamlit.testing.v1 import AppTest

import warehouse
from labels import LANGUAGES, text
from loading import Request, load
from metrics import loads
from screens import names
from screens.desk_state import Desk

TICKETS = "Vorgang,受付日時,重要度,Extra\nV1,2026-04-01 10:00,S3,x\nV2,someday,S2,x\n"
CONTRACTS = "契約ID,顧客ID,開始日,終了日\nC1,A,2026-04-01,2027-03-31\n"


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database of one ticket and one contract."""
    file = tmp_path / "t.duckdb"
    (tmp_path / "tickets.csv").write_text("ticket_id,opened_at\nOLD,2026-03-01\n", encoding="utf-8")
    (tmp_path / "contracts.csv").write_text(
        "contract_id,customer_id,program,tier,start_on,end_on\nC,A,ivanti,premium,2026-04-01,2027-03-31\n"
    )
    load(Request([tmp_path / "tickets.csv", tmp_path / "contracts.csv"], file))
    monkeypatch.setenv("TEIREI_DB", str(file))
    return file


def sent(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    given = [(name, content.encode() if isinstance(content, str) else content, "text/csv") for name, content in files]
    app.file_uploader[0].set_value(given)
    return app.run()


def labelled(app: AppTest, label: str):
    return next(box for box in app.selectbox if box.label == label)


def published(app: AppTest) -> AppTest:
    app.button(key="publish_button").click().run()
    assert app.session_state["desk"].job.over.wait(60)
    return app.run()


def staged_files(database) -> list:
    return [path for path in (database.parent / f"{database.name}.d" / "staging").rglob("*") if path.is_file()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_lacks_a_column_says_which_and_can_be_corrected(database, language):
    app = sent(visit("data", view="import", lang=language), ("tickets.csv", TICKETS))
    assert not app.exception
    column = "チケットID" if language == "ja" else "ticket_id"
    assert text("desk.lacking", language, kind=text("data.kind_tickets", language), columns=column) in words(app)
    assert app.button(key="publish_button").disabled
    labelled(app, f"{column} *").set_value("heading:Vorgang").run()
    assert not app.exception
    assert text("desk.counts", language, read=2, loaded=1, rejected=1) in words(app)
    assert not app.button(key="publish_button").disabled
    preview = next(table.value for table in app.dataframe if "source_line" in table.value)
    assert preview[["source_line", "ticket_id", "opened_at"]].values.tolist() == [["2", "V1", "2026-04-01 10:00:00"]]
    problems = next(table.value for table in app.dataframe if "sign" in table.value)
    assert problems.iloc[0][["count", "column", "value", "line"]].tolist() == [1, "受付日時", "someday", "3"]
    assert "Extra" in words(app)


def test_what_is_published_replaces_the_data_after_saying_what_would_be_lost(database):
    app = sent(visit("data", view="import"), ("tickets.csv", TICKETS))
    labelled(app, "チケットID *").set_value("heading:Vorgang").run()
    assert "なくなるもの" not in words(app)
    app.radio(key="how").set_value("full").run()
    assert "なくなるもの:契約 1件" in words(app)
    app = published(app)
    assert not app.exception
    assert warehouse.open_published(database).version == "v-000002"
    said = words(app)
    assert text("desk.published", "ja") in said and "v-000002" in said
    assert "<dt>増えたチケット</dt><dd>1</dd>" in said and "<dt>なくなったチケット</dt><dd>1</dd>" in said
    assert "tickets.rejects.csv" in said
    assert staged_files(database) == []
    files = loads.files(warehouse.open_published(database)).to_pylist()
    assert [(file["file"], file["read"], file["loaded"], file["rejected"]) for file in files] == [
        ("tickets.csv", 2, 1, 1)
    ]


def test_a_column_that_the_file_does_not_have_gets_a_fixed_value(database):
    app = sent(visit("data", view="import"), ("c.csv", CONTRACTS))
    labelled(app, "プログラム *").set_value("fixed").run()
    assert app.button(key="publish_button").disabled
    labelled(app, text("desk.fixed_value", "ja")).set_value("asgent").run()
    app = published(app)
    query = "select contract_id, program from contracts order by contract_id"
    rows = warehouse.open_published(database).cursor().sql(query).fetchall()
    assert rows == [("C", "ivanti"), ("C1", "asgent")]


def test_a_refused_file_is_left_out_and_the_others_are_published(database):
    app = sent(
        visit("data", view="import"),
        ("minutes.csv", "場所,出席\nA,5\n"),
        ("ok.csv", "ticket_id,opened_at\nT,2026-05-01\n"),
    )
    assert "場所、出席" in words(app)
    assert text("desk.refused_left_out", "ja", count=1) in words(app)
    app = published(app)
    files = loads.files(warehouse.open_published(database))["file"].to_pylist()
    assert [names.files([file])[0] for file in files] == ["contracts.csv", "tickets.csv", "ok.csv"]
    found = warehouse.open_published(database).cursor().sql("select ticket_id from tickets order by all").fetchall()
    assert found == [("OLD",), ("T",)]


def test_a_file_can_be_left_out_or_removed(database):
    good = "ticket_id,opened_at\nT,2026-05-01\n"
    app = sent(visit("data", view="import"), ("a.csv", good), ("b.csv", good.replace("T,", "U,")))
    first, second = app.session_state["desk"].files
    app.toggle(key=f"wanted_{first.token}").set_value(False).run()
    assert text("desk.publish_one", "ja") in [button.label for button in app.button]
    app.button(key=f"remove_{second.token}").click().run()
    assert [each.name for each in app.session_state["desk"].files] == ["a.csv"]
    assert staged_files(database) == [first.path]
    app.button(key="discard").click().run()
    assert staged_files(database) == []


def test_a_file_that_was_loaded_before_is_recognised_by_its_content(database, tmp_path):
    content = (tmp_path / "tickets.csv").read_bytes()
    app = sent(visit("data", view="import"), ("another name.csv", content))
    assert "同じ内容のファイルを読み込み済みです" in words(app)
    assert "v-000001" in words(app).split("同じ内容のファイルを読み込み済みです")[1][:60]


def test_hostile_names_and_headings_are_shown_as_text(database):
    app = sent(
        visit("data", view="import"),
        ("../../<img src=x onerror=alert(1)>.csv", "<script>alert(1)</script>,![x](http://evil.example/p.png)\n1,2\n"),
    )
    assert not app.exception
    said = words(app)
    assert "_img src=x onerror=alert(1)_.csv" in said
    assert "&lt;script&gt;" in said and "<script>" not in said
    assert not any("evil.example" in element.value for element in [*app.markdown, *app.caption, *app.error])
    (staged,) = app.session_state["desk"].files
    assert staged.path.parent.parent == database.parent / f"{database.name}.d" / "staging"


def test_without_a_database_the_desk_makes_the_first_one(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "new.duckdb"))
    app = sent(visit("attainment"), ("ok.csv", "ticket_id,opened_at\nT,2026-05-01\n"))
    assert not app.exception
    published(app)
    assert warehouse.open_published(tmp_path / "new.duckdb").version == "v-000001"


def test_the_chosen_instant_is_that_of_the_figures(database):
    app = sent(visit("data", view="import"), ("ok.csv", "ticket_id,opened_at\nT,2026-05-01\n"))
    app.radio(key="as_of_how").set_value("given").run()
    app.datetime_input(key="as_of_instant").set_value(datetime(2026, 6, 30, 17, 0)).run()
    published(app)
    assert warehouse.open_published(database).as_of.isoformat() == "2026-06-30T08:00:00+00:00"


def test_another_kind_forgets_the_headings_of_the_first(database):
    app = sent(visit("data", view="import"), ("t.csv", TICKETS))
    labelled(app, "チケットID *").set_value("heading:Vorgang").run()
    labelled(app, text("desk.kind", "ja")).set_value("contracts").run()
    assert not app.exception
    (staged,) = app.session_state["desk"].files
    assert (staged.kind, staged.mapping) == ("contracts", {})
    assert "契約として読むには" in words(app)


def test_a_correction_that_was_saved_reads_the_next_file_of_these_headings(database):
    app = sent(visit("data", view="import"), ("tickets.csv", TICKETS))
    labelled(app, "チケットID *").set_value("heading:Vorgang").run()
    (staged,) = app.session_state["desk"].files
    app.text_input(key=f"save_as_{staged.token}").set_value("ヘルプデスク").run()
    app.button(key=f"save_{staged.token}").click().run()
    assert not app.exception
    assert text("desk.saved", "ja", name="ヘルプデスク") in words(app)
    other = sent(visit("data", view="import"), ("next.csv", TICKETS.replace("V1", "V9")))
    (staged,) = other.session_state["desk"].files
    assert (staged.inspected().refused, staged.inspected().preset, staged.inspected().loaded) == (
        None,
        "ヘルプデスク",
        1,
    )
    other.button(key="forget_ヘルプデスク").click().run()
    assert staged.inspected().refused


@pytest.mark.parametrize("name", ["", "auto", "../../x"])
def test_a_mapping_lies_in_its_folder_or_is_not_saved(database, name):
    app = sent(visit("data", view="import"), ("tickets.csv", TICKETS))
    labelled(app, "チケットID *").set_value("heading:Vorgang").run()
    (staged,) = app.session_state["desk"].files
    app.text_input(key=f"save_as_{staged.token}").set_value(name).run()
    app.button(key=f"save_{staged.token}").click().run()
    assert not app.exception
    kept = [path.relative_to(database.parent).as_posix() for path in database.parent.rglob("*.toml")]
    assert kept == (["t.duckdb.d/mappings/_.._x.toml"] if "x" in name else [])


def test_another_sheet_of_a_workbook_can_be_chosen(database, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        for name, rows in {"Notes": ["ab", "12"], "Tickets": [["ticket_id", "opened_at"], ["T", "2026-05-01"]]}.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, list(row))
    app = sent(visit("data", view="import"), ("book.xlsx", (tmp_path / "book.xlsx").read_bytes()))
    (staged,) = app.session_state["desk"].files
    assert staged.inspected().sheets == ("Notes", "Tickets")
    app.segmented_control(key=f"sheet_{staged.token}").set_value("Tickets").run()
    assert not app.exception
    assert text("desk.counts", "ja", read=1, loaded=1, rejected=0) in words(app)


def test_a_file_is_read_again_only_when_it_shall_be_read_otherwise(database, monkeypatch):
    app = sent(visit("data", view="import"), ("t.csv", TICKETS))
    (staged,) = app.session_state["desk"].files
    assert staged.inspected() is staged.inspected()
    seen = staged.inspected()
    staged.timezone = "UTC"
    assert staged.inspected() is not seen


def test_the_history_names_each_load_with_its_files(database):
    app = visit("data")
    table = next(table.value for table in app.dataframe if "loaded_by" in table.value)
    assert table["version"].tolist() == ["v-000001"]
    assert "tickets.csv (" in table["files"][0] and "/" not in table["files"][0]


def test_the_desk_can_be_taken_away(database, monkeypatch):
    monkeypatch.setenv("TEIREI_DESK", "off")
    app = visit("data", view="import")
    assert not app.exception
    assert len(app.file_uploader) == 0 and text("data.files", "ja", count=2) in words(app)


def test_each_reader_has_a_desk_of_his_own():
    assert Desk().session != Desk().session
