"""The files: the same rows as the page, text as text, with what they are about."""

import csv
import io
import zipfile
from urllib.parse import quote

import pandas as pd
from starlette.requests import Request

import terms
from metrics import Filters, attainment, loads, tickets
from screens import sheets
from screens.downloads import download, mending_archive, mending_file
from screens.tables import Column, Table
from teirei.main import main as teirei


def fetched(name, kind, query=""):
    scope = {"type": "http", "method": "GET", "path": f"/download/{name}.{kind}", "headers": []}
    scope |= {"query_string": query.encode(), "path_params": {"name": name, "kind": kind}}
    return download(Request(scope))


def lines(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


def test_csv_has_a_bom_and_the_instant_and_filters_in_every_line(published):
    answer = fetched("attainment", "csv", "period=FY2026Q1&tier=premium&lang=en")
    assert answer.body.startswith(b"\xef\xbb\xbf")
    for line in lines(answer):
        assert line["As of"] == "Mon 5 Oct 2026 08:30"
        assert line["Period (opened)"] == "FY2026 Q1 (Apr–Jun)"
        assert line["Filters"] == "Tier = Premium Support"


def test_csv_counts_are_those_of_the_metrics(published):
    found = attainment.by(published, Filters(quarter=("FY2026Q2",)), ("team",)).to_pylist()
    rows = lines(fetched("attainment", "csv", "by=team&lang=en"))
    assert sorted(int(row["Met"]) for row in rows) == sorted(row["met"] for row in found)


def test_tickets_csv_holds_every_ticket_in_view(published):
    found = tickets.facts(published, Filters(outcome=("overdue", "running"))).to_pylist()
    rows = lines(fetched("tickets", "csv", "period=all&outcome=overdue&outcome=running&lang=en"))
    assert {row["Ticket"] for row in rows} == {fact["ticket_id"] for fact in found}


def test_every_table_of_the_data_and_terms_pages_can_be_had_whole(published):
    files = lines(fetched("files", "csv", "lang=en"))
    assert [int(row["Read"]) for row in files] == loads.files(published).column("read").to_pylist()
    assert {row["As of"] for row in files} == {"Mon 5 Oct 2026 08:30"}
    warned = lines(fetched("warnings", "csv", "lang=en"))
    assert sum(int(row["Count"]) for row in warned) == sum(loads.warnings(published).column("records").to_pylist())
    assert lines(fetched("rejects", "csv")) == []
    entries = [entry for entry in terms.read().outline() if entry.program == "asgent"]
    values = [entry for entry in entries if not entry.path.startswith("assumptions.")]
    assert len(lines(fetched("terms", "csv", "program=asgent"))) == len(values)


def test_the_search_narrows_the_file_as_it_does_the_page(published):
    ticket = tickets.facts(published, Filters()).to_pylist()[0]["ticket_id"]
    rows = lines(fetched("tickets", "csv", f"period=all&q={quote(ticket)}&lang=en"))
    assert ticket in {row["Ticket"] for row in rows} and len(rows) < 20


def test_the_file_is_named_after_its_instant(published):
    header = fetched("tickets", "xlsx").headers["content-disposition"]
    assert header == 'attachment; filename="teirei-tickets-20261005T0830.xlsx"'


def test_what_is_no_table_is_not_found(published):
    assert fetched("secrets", "csv").status_code == 404
    assert fetched("tickets", "exe").status_code == 404


def test_without_a_database_one_sentence_and_no_traceback(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIREI_DB", str(tmp_path / "none.duckdb"))
    answer = fetched("tickets", "csv")
    assert answer.status_code == 409 and b"teirei load" in answer.body


HOSTILE = Table(
    "hostile",
    "題",
    (Column("subject", "件名"), Column("met", "目標内", "count"), Column("share", "率", "percent")),
    pd.DataFrame({"subject": ["=1+1", "+81-3", "-x", "@cmd", None], "met": [1, 2, 3, 4, 5], "share": [99.9] * 5}),
)


def test_csv_never_lets_a_cell_start_as_a_formula():
    rows = list(csv.reader(io.StringIO(sheets.as_csv(HOSTILE, {"x": "=2"}).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+81-3", "'-x", "'@cmd", ""]
    assert rows[1][-1] == "'=2"


def test_xlsx_holds_text_as_text_and_shares_as_numbers_that_were_not_rounded_up():
    with zipfile.ZipFile(io.BytesIO(sheets.as_xlsx(HOSTILE, {"集計時点": "=3"}, "条件"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in strings and "=3" in strings
    assert "<v>0.999</v>" in sheet
    assert 'name="題"' in names and 'name="条件"' in names


def test_the_rejects_of_each_file_can_be_had_alone_or_all_in_an_archive(tmp_path, monkeypatch):
    (tmp_path / "契約.csv").write_text("contract_id,customer_id,program,start_on,end_on\nC,A,x,1,2\n", encoding="utf-8")
    (tmp_path / "tickets.csv").write_text("ticket_id,opened_at\nA,2026-04-01\nB,someday\n", encoding="utf-8")
    database = tmp_path / "bad.duckdb"
    assert teirei(["load", str(tmp_path / "契約.csv"), str(tmp_path / "tickets.csv"), "--db", str(database)]) == 0
    monkeypatch.setenv("TEIREI_DB", str(database))
    one, other, none = (mending_file(_to_mend(place)) for place in range(3))
    assert quote("契約.rejects.csv") in other.headers["content-disposition"]
    assert lines(one)[0]["ticket_id"] == "B"
    assert lines(one)[0]["teirei_reason"].startswith("This is no date and time")
    assert none.status_code == 404
    archive = zipfile.ZipFile(io.BytesIO(mending_archive(_to_mend()).body))
    assert archive.namelist() == ["tickets.rejects.csv", "契約.rejects.csv"]
    assert archive.read("tickets.rejects.csv") == one.body


def _to_mend(place=0):
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"lang=en"}
    return Request(scope | {"path_params": {"place": place}})
