"""A digest in words: a title, the sentences that sum it up, groups of entries. The formats only lay it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """`badge`: how urgent, in a word; `tone`: today, past, soon or news; `details`: lines below the sentence."""

    badge: str
    tone: str
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Page:
    """Without anything to say `groups` is empty and `summary` is one sentence."""

    language: str
    title: str
    subtitle: str
    summary: list[str]
    groups: list[Group]
