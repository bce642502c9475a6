"""Every spec is constant, valid Vega-Lite, and drawn on a canvas."""

import altair
import pytest

from charts import (
    heatmap,
    reasons,
    renewal_deadlines,
    renewal_pipeline,
    renewal_retention,
    renewal_timeline,
    timeline,
    trend,
    trm_burndown,
    trm_calendar,
    trm_load,
    trm_onsite,
    trm_team,
)
from labels import LANGUAGES

CHARTS = (
    *(heatmap, reasons, timeline, trend),
    *(trm_burndown, trm_calendar, trm_load, trm_onsite, trm_team),
    *(renewal_deadlines, renewal_pipeline, renewal_retention, renewal_timeline),
)


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


@pytest.mark.parametrize(
    ("chart", "name", "fields"),
    [
        (heatmap, "cell", ["program", "tier", "severity"]),
        (reasons, "reason", ["reason"]),
        (trm_team, "consultant", ["consultant"]),
        (renewal_pipeline, "part", ["month", "stage"]),
        (renewal_timeline, "term", ["kind", "id"]),
        (renewal_retention, "period", ["period"]),
        (renewal_deadlines, "deadline", ["kind", "on"]),
    ],
)
def test_a_clickable_chart_names_what_a_click_selects(chart, name, fields):
    [param] = [param for layer in chart.spec("ja")["layer"] for param in layer.get("params", [])]
    assert (param["name"], param["select"]["fields"]) == (name, fields)
