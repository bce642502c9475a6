"""Which files a call names: files as given, folders with every CSV and workbook inside, in the order of their names."""

from collections.abc import Sequence
from pathlib import Path

from refusals import Refusal

_READ = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt.gz", ".xlsx", ".xlsm")
_OTHER_EXPORTS = (".xls", ".xlsb", ".txt", ".ods")
_SEPARATORS = b",;\t"


def files(paths: Sequence[str | Path]) -> tuple[list[Path], list[Path]]:
    """(files to read, exports of other formats in the folders, passed over). Refusal: no such path, nothing to read."""
    found: list[Path] = []
    passed_over: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*")) if each.is_file() and not _hidden(each, path)]
            readable = [each for each in inside if is_readable(each)]
            if not readable:
                raise Refusal(f"{path} holds no .csv, .csv.gz or .xlsx file: name a folder with exports, or the files.")
            found += readable
            passed_over += [each for each in inside if each not in readable and each.suffix.lower() in _OTHER_EXPORTS]
        elif path.exists():
            found.append(path)
        else:
            raise Refusal(f"{path} does not exist: check the path.")
    if not found:
        raise Refusal("No file to read: name at least one export or a folder of exports.")
    return found, passed_over


def is_readable(path: Path) -> bool:
    """Whether a file of a folder is taken for an export, by its name and, for .txt, its first line."""
    return path.name.lower().endswith(_READ) or _table_as_text(path)


def _table_as_text(path: Path) -> bool:
    """A .txt in a folder may be a letter: it is read when its first line has fields."""
    if path.suffix.lower() != ".txt":
        return False
    try:
        with path.open("rb") as file:
            first = next((line for line in file.read(1 << 16).splitlines() if line.strip()), b"")
    except OSError:
        return False
    return any(first.count(separator) >= 2 for separator in _SEPARATORS) or b"\t" in first


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
