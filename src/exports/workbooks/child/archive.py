"""The zip archive around a workbook, looked at before anything else opens it."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .limits import MEBIBYTE
from .unfit import Unfit, shown

MOST_PARTS = 10_000
MOST_UNPACKED = 512 * MEBIBYTE
MOST_RATIO = 100
_SMALL = 16 * MEBIBYTE
_PIECE = MEBIBYTE
_MARKUP = (".xml", ".rels")
_DAMAGED = "is a damaged workbook ({}): copy or export it again."
_OTHERS = (
    ("xl/workbook.bin", "is a binary workbook (.xlsb): save it as an Excel workbook (.xlsx)."),
    ("word/", "is a Word document: export the table as an Excel workbook (.xlsx) or CSV."),
    ("ppt/", "is a PowerPoint presentation: export the table as an Excel workbook (.xlsx) or CSV."),
    ("META-INF/manifest.xml", "is an OpenDocument file: save it as an Excel workbook (.xlsx) or CSV."),
)


class Archive:
    """A zip archive that is safe to unpack. Unfit: damaged, no workbook, or built to harm."""

    def __init__(self, file: BinaryIO):
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise Unfit("is cut off or no whole zip archive, as a workbook is: copy or export it again.") from error
        self.parts = {part.filename: part for part in self._zip.infolist()}
        self._inspect()

    @property
    def unpacked(self) -> int:
        return sum(part.file_size for part in self.parts.values() if part.filename.endswith(_MARKUP))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece. Unfit when it is missing or does not unpack as the archive says."""
        if name not in self.parts:
            raise Unfit(_DAMAGED.format(f"its part {shown(name)} is missing"))
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Unfit(_DAMAGED.format(f"its part {shown(name)} does not unpack: {shown(error)}")) from error

    def markup(self) -> list[str]:
        return [name for name in self.parts if name.endswith(_MARKUP)]

    def _inspect(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise Unfit(f"holds {len(parts):,} parts, a workbook at most {MOST_PARTS:,}: save it again in Excel.")
        if "xl/workbook.xml" not in self.parts or "[Content_Types].xml" not in self.parts:
            raise Unfit(self._what_it_is())
        if len(self.parts) < len(parts):
            raise Unfit("holds two parts of one name, which no workbook does: save it again in Excel.")
        for part in parts:
            if part.filename.startswith("/") or "\\" in part.orig_filename or ".." in part.filename.split("/"):
                raise Unfit(
                    f'holds a part named "{shown(part.filename)}", which points outside it: save it again in Excel.'
                )
            if part.flag_bits & 1:
                raise Unfit("is an encrypted archive: remove the password and save it again.")
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if unpacked > _SMALL and unpacked > MOST_RATIO * packed:
            raise Unfit(
                f"unpacks to {unpacked // max(packed, 1):,} times its size, which no export does "
                f"(at most {MOST_RATIO}): save it again in Excel, or export it as CSV."
            )
        if self.unpacked > MOST_UNPACKED:
            raise Unfit(
                f"unpacks to {self.unpacked // MEBIBYTE:,} MB, and a workbook may have {MOST_UNPACKED // MEBIBYTE} MB "
                "(about 9 million cells): export it as CSV, or in several workbooks."
            )

    def _what_it_is(self) -> str:
        for name, sentence in _OTHERS:
            if any(part.startswith(name) for part in self.parts):
                return sentence
        if any(part.startswith("xl/") for part in self.parts):
            missing = "xl/workbook.xml" if "xl/workbook.xml" not in self.parts else "[Content_Types].xml"
            return _DAMAGED.format(f"its part {missing} is missing")
        return "is a zip archive and no workbook: unpack it and load the exports inside."
