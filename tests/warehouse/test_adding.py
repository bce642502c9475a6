"""Adding files gives what one full load of all files gives, table by table, however the rows are spread."""

import csv
import json
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from acceptance.command import write_calendars, write_csv
from acceptance.exports import random_world

import loading
from exports.kinds import KINDS
from metrics import Filters, loads, tickets
from teirei.main import main
from warehouse import adding, open_published

from .conftest import SAMPLES

AS_OF = datetime.fromisoformat("2026-10-05T08:30:00+09:00")
STEPS = [datetime.fromisoformat(f"2026-{month}T09:00:00+09:00") for month in ("05-11", "06-08", "09-18")]
BY_TICKET = ("ticket_severities", "ticket_matches", "ticket_base", "ticket_facts")
LAID = ("calendars", "calendar_windows", "zone_offsets", "clock_grid", "calendar_slots", "calendar_days")
FIXED = ("customers", "contract_terms", "programmes", "policies", "targets", "escalations", "reason_codes", *LAID)
SPOILT = {
    "tickets": {
        "first_response_at": ("", "2026-09-25T10:00:00+09:00"),
        "resolved_at": ("", "2026-10-01T10:00:00+09:00"),
        "severity": ("S1", "S4", ""),
        "contract_id": ("", "K-none"),
        "customer_id": ("C-none",),
        "exclusion_reason": ("x_i", ""),
        "opened_at": ("2026-02-03T10:00:00+09:00",),
    },
    "contracts": {"end_on": ("2026-06-30",), "customer_name": ("改名", "")},
    "ticket_events": {"new": ("S1", "S3")},
    "closures": {"name": ("休業",)},
    "trm_days": {"note": ("訂正",), "days": ("0.5",)},
    "trm_subscriptions": {"customer_name": ("改名",), "consultant": ("別の人",)},
}


@pytest.fixture(scope="module")
def world():
    """kind → rows: random exports of 60 customers and the other kinds of the samples."""
    found = random_world(customers=60)
    rows = {"contracts": found.contracts, "tickets": found.tickets, "ticket_events": found.events}
    rows["closures"] = found.closures
    for kind in KINDS:
        if kind not in rows:
            with (SAMPLES / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
                rows[kind] = list(csv.DictReader(file))
    return rows, found.calendars


@pytest.fixture
def partly(monkeypatch):
    """How often the facts of some tickets alone were computed: always where nothing asks for all."""
    calls = []
    monkeypatch.setattr(adding, "AT_MOST", 1)
    once = adding.derive_again
    monkeypatch.setattr(adding, "derive_again", lambda *given: (calls.append(1), once(*given)))
    return calls


def spread(rows: dict[str, list[dict]], rng: Random, folder: Path, contracts_stay: bool) -> list[Path]:
    """Folders of exports, the earliest first: each row in one of them, some again later, as it was or otherwise."""
    folders = [folder / str(number) for number in range(rng.randint(2, 4))]
    later = range(1, len(folders))
    for kind, all_rows in rows.items():
        parts: list[list[dict]] = [[] for _ in folders]
        stays = contracts_stay and kind in ("contracts", "closures", "trm_subscriptions")
        for row in all_rows:
            at = 0 if stays or rng.random() < 0.93 else rng.choice(later)
            parts[at].append(row)
            if stays or at == len(later) or rng.random() > 0.06:
                continue
            changed = {}
            if kind in SPOILT and rng.random() < 0.6:
                column = rng.choice(list(SPOILT[kind]))
                changed = {column: rng.choice(SPOILT[kind][column])}
            parts[rng.randint(at + 1, len(later))].append(row | changed)
        for place, part in zip(folders, parts, strict=True):
            place.mkdir(parents=True, exist_ok=True)
            unique = {tuple(row.get(name) for name in KINDS[kind].key): row for row in part}
            chosen = part if kind == "ticket_events" else list(unique.values())
            if chosen:
                write_csv(place / f"{kind}.csv", chosen, [column.name for column in KINDS[kind].columns])
    return folders


def rows_of(cursor, query: str) -> Counter:
    found = cursor.sql(query)
    return Counter(map(repr, found.fetchall()))


def assert_equal(one: Path, other: Path) -> None:
    """Both databases say the same in every table, but for the numbers that stand for tickets, events and cells."""
    a, b = open_published(one).cursor(), open_published(other).cursor()
    queries = {kind: f"select * exclude (seq) from {kind}" for kind in ("ticket_events",)}
    queries |= {"tickets": "select * exclude (ticket_key) from tickets"}
    queries |= {kind: f"select * from {kind}" for kind in KINDS if kind not in queries}
    queries |= {table: f"select * from {table}" for table in FIXED}
    for table in BY_TICKET:
        cell = ", cell" if table == "ticket_facts" else ""
        number = "tickets.ticket_id," if table != "ticket_facts" else ""
        queries[table] = (
            f"select {number} {table}.* exclude (ticket_key{cell}) from {table} join tickets using (ticket_key)"
            if number
            else f"select * exclude (ticket_key{cell}) from {table}"
        )
    queries["facts"] = (
        "select ticket_id, facts.* exclude (ticket_key, cell), cells.* exclude (cell)"
        " from facts join tickets using (ticket_key) join cells using (cell)"
    )
    queries["order of events"] = (
        "select ticket_id, list((field, old, new) order by seq) from ticket_events group by ticket_id"
    )
    queries["load_files"] = 'select file, kind, sha256, "read", loaded, rejected, replaced from load_files'
    queries["warnings"] = "select * exclude (load_id) from warnings"
    queries["rejects"] = "select * exclude (load_id) from rejects"
    for name, query in queries.items():
        left, right = rows_of(a, query), rows_of(b, query)
        assert left == right, (name, list((left - right).items())[:3], list((right - left).items())[:3])


@pytest.mark.parametrize("seed", range(4))
def test_adding_equals_loading_all_at_once(seed, world, tmp_path, partly):
    rows, calendars = world
    rng = Random(seed)
    asked = rng.choice(("fixed", "moving", "found")) if seed > 2 else ("fixed", "moving", "found")[seed]
    folders = spread(rows, rng, tmp_path, contracts_stay=seed % 2 == 0)
    own = write_calendars(tmp_path / "calendars", calendars)
    adds, whole = tmp_path / "adds.duckdb", tmp_path / "whole.duckdb"
    as_of = None
    for number, folder in enumerate(folders):
        if asked != "found":
            as_of = AS_OF if asked == "fixed" or number + 1 == len(folders) else STEPS[number]
        add = number > 0
        loaded = loading.load(loading.Request([folder], adds, as_of=as_of, calendars=None if add else own, add=add))
    loading.load(loading.Request(folders, whole, as_of=loaded.as_of, calendars=own))
    assert_equal(adds, whole)
    assert bool(partly) or seed % 2 == 1


def test_going_back_in_time_equals_a_load_for_then(world, tmp_path, partly):
    rows, calendars = world
    folders = spread(rows, Random(99), tmp_path, contracts_stay=True)[:2]
    own = write_calendars(tmp_path / "calendars", calendars)
    adds, whole = tmp_path / "adds.duckdb", tmp_path / "whole.duckdb"
    loading.load(loading.Request(folders[:1], adds, as_of=AS_OF, calendars=own))
    earlier = STEPS[2]
    loading.load(loading.Request(folders[1:], adds, as_of=earlier, add=True))
    loading.load(loading.Request(folders, whole, as_of=earlier, calendars=own))
    assert_equal(adds, whole)
    assert partly


CONTRACTS = "contract_id,customer_id,program,tier,start_on,end_on\nK-1,C-1,ivanti,standard,2026-04-01,2027-03-31\n"
HEADING = "ticket_id,contract_id,severity,channel,opened_at,first_response_at\n"
ONE = "T-1,K-1,S2,portal,2026-09-01T10:00:00+09:00,2026-09-01T11:00:00+09:00\n"
TWO = "T-2,K-1,S3,portal,2026-09-02T10:00:00+09:00,2026-09-02T11:00:00+09:00\n"
BAD = "T-3,K-1,S3,portal,soon,\n"


@pytest.fixture
def load(tmp_path, capsys):
    """Loads texts as files: (exit code, the JSON answer, what was said beside it)."""

    def run(files: dict[str, str], *options):
        paths = []
        for name, text in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_text(text, encoding="utf-8")
        capsys.readouterr()
        database = ["--db", str(tmp_path / "t.duckdb"), "--format", "json"]
        code = main(["load", *map(str, paths), *database, *options])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return run


def published(tmp_path):
    return open_published(tmp_path / "t.duckdb")


def test_a_file_that_was_loaded_is_recognised_and_not_read_again(load, tmp_path):
    load({"a.csv": HEADING + ONE + BAD, "k.csv": CONTRACTS})
    code, answer, said = load({"again.csv": HEADING + ONE + BAD, "b.csv": HEADING + TWO}, "--add")
    assert code == 0
    counts = {Path(file["file"]).name: (file["read"], file["loaded"], file["rejected"]) for file in answer["files"]}
    assert counts == {"again.csv": (2, 1, 1), "b.csv": (1, 1, 0)}
    assert [file["replaced"] for file in answer["files"]] == [0, 0]
    assert len(answer["rejects"]) == 1 and answer["read"] == answer["loaded"] + answer["rejected"]
    assert "This content was loaded before, as" in said
    assert [row["load_id"] for row in loads.history(published(tmp_path)).to_pylist()] == [2, 1]
    assert loads.files(published(tmp_path)).num_rows == 4
    assert loads.rejects(published(tmp_path)).num_rows == 2  # of the file and of its copy, as in one call


def test_a_changed_row_counts_as_replaced_and_one_that_says_the_same_does_not(load, tmp_path):
    load({"a.csv": HEADING + ONE + TWO, "k.csv": CONTRACTS})
    _, answer, said = load({"b.csv": HEADING + ONE + TWO.replace("S3", "S1")}, "--add")
    assert [file["replaced"] for file in answer["files"]] == [1]
    assert "Replaces a row with the same key from an earlier file." in said
    (change,) = loads.changes(published(tmp_path)).to_pylist()
    assert (change["ticket_id"], change["kind"], change["fields"]) == ("T-2", "changed", ["severity", "severity_label"])
    assert (change["old_outcome"], change["new_outcome"], change["restated"]) == ("met", "not_measured", True)
    (latest, _) = loads.history(published(tmp_path)).to_pylist()
    assert (latest["how"], latest["added"], latest["changed"], latest["restated"]) == ("add", 0, 1, 1)


def test_a_reference_that_an_added_file_mends_is_warned_of_no_longer(load, tmp_path):
    load({"a.csv": HEADING + ONE})
    assert [row["code"] for row in loads.warnings(published(tmp_path)).to_pylist()] == ["unknown_contract"]
    load({"k.csv": CONTRACTS}, "--add")
    assert loads.warnings(published(tmp_path)).num_rows == 0
    (row,) = tickets.facts(published(tmp_path), Filters()).to_pylist()
    assert (row["outcome"], row["tier"]) == ("met", "standard")
    (change,) = loads.changes(published(tmp_path)).to_pylist()
    assert (change["kind"], change["old_outcome"], change["new_outcome"]) == ("recalculated", "not_measured", "met")


def test_a_full_load_drops_what_was_added_but_not_the_record_of_it(load, tmp_path):
    load({"a.csv": HEADING + ONE})
    load({"b.csv": HEADING + TWO + BAD}, "--add")
    load({"a.csv": HEADING + ONE})
    assert loads.files(published(tmp_path)).num_rows == 1
    assert loads.rejects(published(tmp_path)).num_rows == 0
    assert [row["how"] for row in loads.history(published(tmp_path)).to_pylist()] == ["full", "add", "full"]
    assert [row["kind"] for row in loads.changes(published(tmp_path)).to_pylist()] == ["vanished"]


def test_as_of_goes_forward_with_the_data_and_never_back_by_itself(load):
    load({"a.csv": HEADING + ONE}, "--as-of", "2026-09-20T09:00:00+09:00")
    _, answer, _ = load({"b.csv": HEADING + TWO}, "--add")
    assert answer["as_of"] == "2026-09-20T09:00:00+09:00"
    later = TWO.replace("2026-09-02", "2026-09-30")
    _, answer, _ = load({"c.csv": HEADING + later}, "--add")
    assert answer["as_of"] == "2026-09-30T11:00:00+09:00"


def test_nothing_is_added_to_nothing(load):
    code, _, said = load({"a.csv": HEADING + ONE}, "--add")
    assert (code, "no database there yet" in said) == (1, True)


def test_another_time_zone_is_refused_and_the_published_one_holds_by_itself(load):
    load({"a.csv": HEADING + ONE}, "--timezone", "UTC")
    code, _, said = load({"b.csv": HEADING + TWO}, "--add", "--timezone", "Asia/Tokyo")
    assert (code, "the published load is in UTC" in said) == (1, True)
    code, answer, _ = load({"b.csv": HEADING + TWO.replace("+09:00", "")}, "--add")
    assert (code, answer["as_of"]) == (0, "2026-09-02T11:00:00+00:00")


def test_other_terms_than_the_published_ones_are_refused(load, tmp_path):
    load({"a.csv": HEADING + ONE})
    more = tmp_path / "terms"
    shutil.copytree(SAMPLES.parents[1] / "tests" / "terms" / "made_up", more)
    code, _, said = load({"b.csv": HEADING + TWO}, "--add", "--terms", str(more))
    assert (code, "load all files again, without --add" in said) == (1, True)
