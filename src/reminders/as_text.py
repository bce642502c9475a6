"""A digest as plain text for mail and terminals, at most 78 columns wide where its words allow."""

from collections.abc import Iterator

from reminders.page import Entry, Page
from reminders.wrapping import wrapped


def as_text(page: Page) -> str:
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    if page.groups:
        yield wrapped(f"{page.title} {page.subtitle}")
        yield ""
    yield from map(wrapped, page.summary)
    for group in page.groups:
        yield ""
        yield wrapped(f"■ {group.title}", rest="  ")
        for entry in group.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield wrapped(f"[{entry.badge}] {entry.sentence}", "- ", "  ")
    for detail in entry.details:
        yield wrapped(detail, "    ", "    ")
