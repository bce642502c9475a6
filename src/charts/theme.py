"""One look for every chart: colours that colour-blind readers can tell apart, and the ink of each theme."""

MET = "#0072B2"
WARNING = "#E69F00"  # fills only: as text it is too pale to read
MISSED = "#D55E00"
QUIET = "#8A949E"

FONT = "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"

INK = {"light": "#1F2933", "dark": "#E4E8EC"}
FAINT_INK = {"light": "#5B6670", "dark": "#A7B1BB"}
LINES = {"light": "#DCE1E6", "dark": "#38414B"}
PAPER = {"light": "#FFFFFF", "dark": "#14181D"}
SHADE = {"light": "#EEF2F5", "dark": "#222A32"}

CANVAS = {"embedOptions": {"renderer": "canvas", "actions": False}}


def frame(theme: str, **parts: object) -> dict:
    """A Vega-Lite spec around `parts`: canvas, this theme's ink and font, width from the page."""
    ink, faint, lines = INK[theme], FAINT_INK[theme], LINES[theme]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": CANVAS,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 4, "right": 4, "top": 4, "bottom": 4},
        "config": {
            "background": "transparent",
            "font": FONT,
            "view": {"stroke": None},
            "text": {"color": ink, "font": FONT, "fontSize": 12},
            "axis": {
                "labelColor": faint,
                "titleColor": faint,
                "labelFont": FONT,
                "titleFont": FONT,
                "labelFontSize": 12,
                "gridColor": lines,
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
                "labelLimit": 220,
                "title": None,
            },
        },
        **parts,
    }
