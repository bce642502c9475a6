"""Why a workbook is refused."""

_LONGEST = 200


class Unfit(Exception):  # noqa: N818 (it reads as what it is)
    """`str(unfit)` is the sentence without its subject, the file."""


def shown(said: object) -> str:
    """A name or a message from outside as it may stand in a sentence: one line, not too long, without its full stop."""
    text = " ".join("".join(each if each.isprintable() else " " for each in str(said)[: 2 * _LONGEST]).split())
    return (text if len(text) <= _LONGEST else text[:_LONGEST] + "…").rstrip(".")
