"""`teirei rejects`: the rejected records as CSV files to mend and to load again."""

import argparse
import sys
from pathlib import Path

from labels import LANGUAGES
from loading.places import database
from metrics import mending
from refusals import Refusal
from warehouse import open_published


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", type=Path, metavar="FILE", help="the database (default: TEIREI_DB or data/teirei.duckdb)"
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write the files to")
    command.add_argument("--lang", choices=LANGUAGES, default="ja", help="of the reasons")


def run(chosen: argparse.Namespace) -> int:
    found = mending.files(open_published(database(chosen.db)), chosen.lang)
    for name, content in found.items():
        try:
            chosen.out.mkdir(parents=True, exist_ok=True)
            with (chosen.out / name).open("xb") as file:
                file.write(content)
        except FileExistsError:
            raise Refusal(f"{chosen.out / name} is there already: it may be half mended; name another folder") from None
        except OSError as error:
            raise Refusal(f"{chosen.out / name} cannot be written: {error.strerror or error}") from None
        print(chosen.out / name)
    if not found:
        print("teirei rejects: no record was rejected", file=sys.stderr)
    return 0
