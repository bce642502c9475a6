"""The web app: `streamlit run app.py`, or `teirei dashboard`."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "src"))

from screens.routes import routes  # noqa: E402

app = st.App(ROOT / "src" / "screens" / "main.py", routes=routes)

if __name__ == "__main__":
    app.run()
