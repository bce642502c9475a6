"""Why a workbook is refused."""


class Unfit(Exception):  # noqa: N818 (it reads as what it is)
    """`str(unfit)` is the sentence without its subject, the file."""
