"""Runs the app's main screen without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).resolve().parents[1] / "src" / "screens" / "main.py"


def visit(page: str = "attainment", **query: str) -> AppTest:
    """One page of the app with a query, of the database that TEIREI_DB names."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    if page != "overview":
        app.switch_page(f"../../pages/{page}.py")
    app.query_params.update(query)
    app.run()
    return app


def words(app: AppTest) -> str:
    """Everything a page says outside tables and charts."""
    said = [element.proto.body for element in app.html] + [element.value for element in app.markdown]
    for kind in ("caption", "info", "warning", "subheader", "title", "code"):
        said += [element.value for element in getattr(app, kind)]
    return "\n".join(said)
