"""`teirei sample`: synthetic exports of any size, the same bytes for the same seed."""

import argparse
import sys
from pathlib import Path

import samples


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument("--tickets", type=int, default=5_000, metavar="N")
    command.add_argument("--seed", type=int, default=1, metavar="K")


def run(chosen: argparse.Namespace) -> int:
    for file in samples.write(chosen.out, chosen.tickets, chosen.seed):
        print(file)
    print("teirei sample: the companies and people are made up", file=sys.stderr)
    return 0
