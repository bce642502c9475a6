"""The URL is the truth: what it says, and what a link writes."""

from datetime import date
from urllib.parse import parse_qs

from screens import names, query
from screens.query import Query

TODAY = date(2026, 10, 5)


def test_a_query_survives_its_own_address():
    asked = Query(lang="en", period="FY2026Q1", tier=("standard", "premium"), customer=("C 1&2",), q="青葉")
    assert query.read(parse_qs(str(asked))) == asked


def test_files_are_named_without_folders_as_far_as_that_tells_them_apart():
    found = ["/srv/a/tickets.csv", "/srv/b/tickets.csv", "C:\\x\\contracts.csv", "/srv/a/tickets.csv"]
    assert names.files(found) == ["a/tickets.csv", "b/tickets.csv", "contracts.csv", "a/tickets.csv"]


def test_an_empty_query_writes_nothing():
    assert str(Query()) == ""


def test_without_a_period_the_last_complete_quarter_is_in_view():
    filters = Query().filters(TODAY)
    assert (filters.start, filters.end) == (date(2026, 7, 1), date(2026, 9, 30))


def test_a_period_that_does_not_exist_falls_back_to_the_default():
    assert Query(period="nonsense").quarter(TODAY).name == "FY2026Q2"


def test_all_periods_have_no_dates():
    filters = Query(period="all", tier=("standard",)).filters(TODAY)
    assert (filters.start, filters.end, filters.tier) == (None, None, ("standard",))


def test_outcome_and_reason_narrow_the_list_and_not_the_figures():
    asked = Query(outcome=("breached",), reason=("merged",))
    assert (asked.filters(TODAY).outcome, asked.filters(TODAY).reason) == ((), ())
    assert asked.ticket_filters(TODAY).outcome == ("breached",)
    assert asked.ticket_filters(TODAY).reason == ("merged",)


def test_an_unknown_language_is_japanese_and_an_unknown_name_is_left_alone():
    assert query.read({"lang": ["xx"], "utm": ["1"]}) == Query()


def test_repeated_values_count_once():
    assert query.read({"tier": ["premium", "premium"]}).tier == ("premium",)
