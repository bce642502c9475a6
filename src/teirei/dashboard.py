"""`teirei dashboard`: the web pages, on this machine only."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from loading.places import ROOT, database
from refusals import Refusal


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8501)
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )


def run(chosen: argparse.Namespace) -> int:
    if not 1 <= chosen.port <= 65_535:
        raise Refusal(f"--port {chosen.port}: give a port from 1 to 65535")
    server = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    settings = ["--server.address", "127.0.0.1", "--server.port", str(chosen.port)]
    environment = {**os.environ, "TEIREI_DB": str(database(chosen.db).resolve())}
    return subprocess.call(server + settings, env=environment, cwd=ROOT)
