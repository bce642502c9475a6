"""One look for every chart: colours that colour-blind readers can tell apart, and the ink of each theme."""

MET = "#0072B2"
WARNING = "#E69F00"  # fills only: as text it is too pale to read
MISSED = "#D55E00"
QUIET = "#8A949E"

FONT = "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"

DARK_INK = "#1F2933"
WHITE = "#FFFFFF"


def by_paper(on_light: str, on_dark: str) -> dict[str, str]:
    """A colour that the browser picks by the page behind the chart, so that a change of theme needs no new spec."""
    return {"expr": f"luminance(background) < 0.5 ? '{on_dark}' : '{on_light}'"}


INK = by_paper(DARK_INK, "#E4E8EC")
FAINT_INK = by_paper("#5B6670", "#A7B1BB")
LINES = by_paper("#DCE1E6", "#38414B")
PAPER = {"expr": "background"}
SHADE = by_paper("#EEF2F5", "#222A32")

CANVAS = {"embedOptions": {"renderer": "canvas", "actions": False}}


def frame(**parts: object) -> dict:
    """A Vega-Lite spec around `parts`: canvas, ink and font; width and background come from the page."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": CANVAS,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 4, "right": 4, "top": 4, "bottom": 4},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"color": INK, "font": FONT, "fontSize": 12},
            "axis": {
                "labelColor": FAINT_INK,
                "titleColor": FAINT_INK,
                "labelFont": FONT,
                "titleFont": FONT,
                "labelFontSize": 12,
                "gridColor": LINES,
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
                "labelLimit": 220,
                "labelFlush": False,
                "title": None,
            },
        },
        **parts,
    }
