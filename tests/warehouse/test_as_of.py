"""What was known at an instant does not depend on when one asks: a command's --as-of equals a load made for it."""

import pytest

from metrics import Filters, attainment, tickets
from refusals import Refusal
from teirei.filters import moment
from teirei.main import main
from warehouse import open_published

from .conftest import SAMPLES

INSTANTS = [
    "2024-04-01T09:00:00+09:00",
    "2025-12-30T12:00:00+09:00",
    "2026-09-24T12:10:00+09:00",
    "2026-12-01T00:00:00Z",
]


@pytest.mark.parametrize("instant", INSTANTS)
def test_asked_later_or_loaded_then_the_facts_are_the_same(instant, sample_database, tmp_path, capsys):
    loaded = tmp_path / "then.duckdb"
    assert main(["load", str(SAMPLES), "--db", str(loaded), "--as-of", instant]) == 0
    capsys.readouterr()
    asked = Filters(as_of=moment(instant, "--as-of"))
    now, then = open_published(sample_database), open_published(loaded)
    answer = tickets.facts(now, asked)
    assert answer.num_rows > 0 or instant.startswith("2024-04-01")
    assert (
        answer.drop_columns(["cell"]).to_pylist() == tickets.facts(then, Filters()).drop_columns(["cell"]).to_pylist()
    )
    fields = ("tier", "severity", "reason")
    assert attainment.by(now, asked, fields) == attainment.by(then, Filters(), fields)


def test_tickets_opened_later_and_answers_given_later_are_not_there_yet(sample_database):
    asked = moment("2026-09-24T12:00:00+09:00", "--as-of")
    found = tickets.facts(open_published(sample_database), Filters(as_of=asked)).to_pylist()
    naive = asked.astimezone(tz=None).timestamp()
    assert all(row["opened_at"].timestamp() <= naive for row in found)
    story = {row["ticket_id"]: row for row in found}["T-A0101"]  # answered 12:10, due 12:40
    assert (story["outcome"], story["first_response_at"]) == ("running", None)


def test_an_instant_beyond_the_laid_calendars_is_refused(sample_database):
    with pytest.raises(Refusal, match="the loaded calendars end on"):
        tickets.facts(open_published(sample_database), Filters(as_of=moment("2040-01-01", "--as-of")))
