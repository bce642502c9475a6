"""Whether every record of a file is accounted for and every refusal is one sentence, judged from outside."""

import re
from pathlib import Path

from oracle import records

import calendars
import exports
import terms
from refusals import Refusal

KNOWN = re.compile(r"\{[a-z_]+\}")


class Judge:
    """Reads files one by one as a load does."""

    def __init__(self, calendar_folder: Path):
        self.terms, self.calendars = terms.read(), set(calendars.read(calendar_folder))

    def read(self, path: Path) -> exports.Batch | str:
        """What was read, or the sentence it was refused with. Nothing but a Refusal is expected to be raised."""
        try:
            return exports.read([path], self.terms, self.calendars, exports.Options(date_order="ymd"))
        except Refusal as refusal:
            return str(refusal)


def sentence_faults(path: Path, sentence: str) -> list[str]:
    faults = []
    if "\n" in sentence or not sentence.strip():
        faults.append(f"the refusal is not one line: {sentence!r}")
    if path.name not in sentence:
        faults.append(f"the refusal does not name the file: {sentence!r}")
    if len(sentence.replace(str(path), path.name)) > 700:
        faults.append(f"the refusal is {len(sentence)} signs long: {sentence[:200]!r} …")
    return faults


def faults(path: Path, content: bytes | None, batch: exports.Batch) -> list[str]:
    """What is not accounted for in the batch of one file. `content`: its unpacked bytes where it is a text."""
    (file,) = batch.files
    found = []
    if file.read != file.loaded + file.rejected or min(file.read, file.loaded, file.rejected) < 0:
        found.append(f"read {file.read} is not loaded {file.loaded} + rejected {file.rejected}")
    if (listed := sum(each.count for each in batch.rejects)) != file.rejected:
        found.append(f"{file.rejected} rejected, {listed} listed")
    if sum(table.num_rows for table in batch.tables.values()) > file.loaded and file.preset == "teirei":
        found.append("more rows than records")
    lines = [each.line for each in batch.rejects]
    if None in lines or len(set(lines)) != len(lines):
        found.append(f"rejects stand on lines {lines[:20]}")
    for each in batch.rejects:
        if not each.record or not each.ja or not each.en or not each.code:
            found.append(f"a reject without its record or reason: {each}")
    found += [
        f"a sentence with a gap: {each.en} {each.ja}"
        for each in (*batch.rejects, *batch.warnings)
        if KNOWN.search(each.en.replace(each.value or "", "")) and "{known}" not in str(each.record)
    ]
    if content is not None and (expected := _count(content, file)) not in (None, file.read):
        found.append(f"read {file.read}, but {expected} records stand in the text")
    return found


def _count(content: bytes, file: exports.FileReport) -> int | None:
    """The records of the text below its heading line, counted by the oracle."""
    required = {cell.strip().casefold() for cell in file.header}
    text = content.decode(file.encoding, "replace").removeprefix("\ufeff")
    return records.count(text, required)
