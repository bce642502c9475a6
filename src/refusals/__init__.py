"""What Teirei refuses, said in one sentence: what, where, and how to mend it."""

from difflib import get_close_matches


class Refusal(Exception):  # noqa: N818 (it reads as what it is)
    """The input or the request is wrong. `str(refusal)` is the one sentence a user reads; exit code 1."""


def nearest(name: str, known: list[str]) -> str:
    """' (did you mean "x"?)' for a typo, '' when nothing known is near."""
    match = get_close_matches(name, known, n=1, cutoff=0.6)
    return f' (did you mean "{match[0]}"?)' if match else ""
