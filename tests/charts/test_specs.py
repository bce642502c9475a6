"""Every spec is constant, valid Vega-Lite, and drawn on a canvas."""

import altair
import pytest

from charts import heatmap, reasons, timeline, trend
from labels import LANGUAGES

CHARTS = (heatmap, reasons, timeline, trend)


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


def test_clickable_charts_name_what_a_click_selects():
    def selected(spec):
        [param] = [param for layer in spec["layer"] for param in layer.get("params", [])]
        return param["name"], param["select"]["fields"]

    assert selected(heatmap.spec("ja")) == ("cell", ["program", "tier", "severity"])
    assert selected(reasons.spec("ja")) == ("reason", ["reason"])
