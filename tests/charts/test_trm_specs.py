"""The TRM charts' specs are constant, valid Vega-Lite, drawn on a canvas, and hold no data."""

import altair
import pytest

from charts import trm_burndown, trm_calendar, trm_load, trm_onsite, trm_team
from labels import LANGUAGES

CHARTS = (trm_burndown, trm_calendar, trm_load, trm_onsite, trm_team)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_a_spec_is_valid_vega_lite(chart, language):
    altair.Chart.from_dict({**chart.spec(language), "data": {"values": []}}, validate=True)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_a_spec_is_built_once_holds_no_data_and_draws_on_a_canvas(chart):
    spec = chart.spec("ja")
    assert spec is chart.spec("ja")
    assert "data" not in spec and "datasets" not in spec
    assert spec["usermeta"]["embedOptions"]["renderer"] == "canvas"


def test_a_click_on_the_team_selects_a_consultant():
    [param] = [param for layer in trm_team.spec("ja")["layer"] for param in layer.get("params", [])]
    assert (param["name"], param["select"]["fields"]) == ("consultant", ["consultant"])
