"""Finding the terms files and reading their TOML."""

import os
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from refusals import Refusal

from .node import Node

PROJECT = Path(__file__).resolve().parents[2]


def shipped() -> Path:
    """The folder that is read first: `TEIREI_TERMS`, else `data/terms` of the checkout."""
    return Path(os.environ.get("TEIREI_TERMS") or PROJECT / "data" / "terms")


def found(folders: Sequence[Path]) -> list[Path]:
    """The terms files of the folders, by name within each. A folder may also be given as a single file."""
    return [file for folder in folders for file in _files(folder)]


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise Refusal(
            f"{folder}: there is no such folder of terms; give a folder with .toml files, or unset TEIREI_TERMS."
        )
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise Refusal(f"{folder}: the folder holds no terms; put a contract's .toml file there.")
    return files


def opened(file: Path) -> Node:
    """The whole file as a node; decimals are exact. `Refusal` with line and column where the TOML cannot be read."""
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise Refusal(f"{file.name}: byte {error.start} is not UTF-8; save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file.name}: the TOML cannot be read: {error}; correct that line.") from None
    return Node(file.name, "", table)


def fingerprint(files: Sequence[Path]) -> str:
    """SHA-256 over the contents in reading order, each preceded by its file's name and length."""
    digest = sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
