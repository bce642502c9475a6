"""A load beside the pages: it publishes, or says in one sentence why not."""

import threading

import pytest

import warehouse
from loading import Request, jobs
from refusals import Refusal
from warehouse.publishing import new_version


@pytest.fixture
def tickets(tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text("ticket_id,opened_at\nA,2026-04-01 10:00\nB,someday\n", encoding="utf-8")
    return file


def test_a_job_publishes_and_then_clears_up(tmp_path, tickets):
    database, cleared = tmp_path / "t.duckdb", []
    job = jobs.start(Request([tickets], database), lambda: cleared.append(True))
    assert job.over.wait(60)
    assert (job.stage, job.outcome.version, cleared) == (jobs.DONE, "v-000001", [True])
    assert [(file.loaded, file.rejected) for file in job.outcome.files] == [(1, 1)]
    assert warehouse.open_published(database).version == "v-000001"
    assert jobs.running(database) is None


def test_a_refused_job_says_why_and_keeps_the_files(tmp_path):
    empty, cleared = tmp_path / "empty.csv", []
    empty.write_text("", encoding="utf-8")
    job = jobs.start(Request([empty], tmp_path / "t.duckdb"), lambda: cleared.append(True))
    assert job.over.wait(60)
    assert (job.stage, cleared) == (jobs.REFUSED, [])
    assert "is empty" in job.refusal


def test_a_load_of_another_process_is_said_to_be_at_work(tmp_path, tickets):
    database = tmp_path / "t.duckdb"
    with pytest.raises(ZeroDivisionError), new_version(database):
        job = jobs.start(Request([tickets], database), lambda: None)
        assert job.over.wait(60)
        assert "another load is writing this database" in job.refusal
        raise ZeroDivisionError


def test_two_jobs_of_one_database_do_not_run_at_once(tmp_path, tickets, monkeypatch):
    database, go = tmp_path / "t.duckdb", threading.Event()
    monkeypatch.setattr(jobs, "load", lambda request, progress: go.wait(60) and 1 / 0)
    job = jobs.start(Request([tickets], database), lambda: None)
    with pytest.raises(Refusal, match="at work"):
        jobs.start(Request([tickets], database), lambda: None)
    assert jobs.running(database) is job
    go.set()
    assert job.over.wait(60)
    assert (job.stage, "nothing was changed" in job.refusal) == (jobs.REFUSED, True)
