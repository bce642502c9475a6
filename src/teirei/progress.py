"""The progress bar of a load, on stderr; nothing where stderr is not a terminal and the work is short."""

from contextlib import suppress
from pathlib import Path
from typing import Self, TextIO

from tqdm import tqdm


class Progress:
    """One bar a file while reading, then one line while building. A stream that takes nothing more ends no load."""

    def __init__(self, stream: TextIO):
        self.stream = stream
        self.bar: tqdm | None = None
        self.file: Path | str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def reading(self, file: Path | str, done: int, total: int) -> None:
        with suppress(OSError):
            self._read(file, done, total)

    def building(self) -> None:
        with suppress(OSError):
            self._close()
            self.bar = tqdm(desc="computing", total=None, bar_format="{desc} {elapsed}", file=self.stream, delay=0.3)

    def _read(self, file: Path | str, done: int, total: int) -> None:
        if file != self.file:
            self._close()
            self.file = file
            self.bar = tqdm(total=total, desc=Path(file).name, unit="B", unit_scale=True, file=self.stream, delay=0.3)
        if self.bar is not None:
            self.bar.update(done - self.bar.n)

    def _close(self) -> None:
        bar, self.bar = self.bar, None
        if bar is not None:
            with suppress(OSError):
                bar.close()
