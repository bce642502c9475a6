"""Picking a row of a table, and databases that hold a part of the exports, for the pages of renewals."""

from pathlib import Path

import pytest
import streamlit as st
from apps import visit
from trm_exports import AS_OF

from screens import grid
from teirei.main import main as teirei

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
PARTS = {
    "contracts": ("contracts", "terms_notices"),
    "tickets": ("tickets",),
    "trm": ("trm_subscriptions", "trm_days", "trm_coupons"),
    "nothing": ("closures",),
}
"""What a database may hold alone."""


@pytest.fixture(scope="session")
def parts(tmp_path_factory):
    """part → a database of these exports of the samples alone, loaded once."""
    made = {}

    def database(part: str):
        if part not in made:
            files = [str(SAMPLES / f"{name}.csv") for name in PARTS[part]]
            made[part] = tmp_path_factory.mktemp("parts") / f"{part}.duckdb"
            assert teirei(["load", *files, "--db", str(made[part]), "--as-of", AS_OF]) == 0
        return made[part]

    return database


@pytest.fixture(scope="session")
def visited():
    return {}


@pytest.fixture
def seen(published, visited):
    """A page of the samples to read from, run once for all who ask for the same."""

    def page(name: str, **query: str):
        asked = (name, *sorted(query.items()))
        if asked not in visited:
            visited[asked] = visit(name, **query)
        return visited[asked]

    return page


@pytest.fixture
def pick(monkeypatch):
    """`pick("actions", 2)`: the next run picks the row at that place of the table whose key begins so, once."""

    def planned(begins: str, place: int) -> None:
        left = [place]

        def replaced(drawn):
            def shown(table, *arguments, **options):
                key = options.get("key") or ""
                if left and str(key).startswith(begins):
                    st.session_state[key] = {"selection": {"rows": [left.pop()]}}
                    options.pop("on_select")()
                    del st.session_state[key]
                    options["key"] = f"{key}_seen"
                return drawn(table, *arguments, **options)

            return shown

        for name in ("show", "plain"):
            monkeypatch.setattr(grid, name, replaced(getattr(grid, name)))

    return planned
