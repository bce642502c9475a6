"""What a file is by its first bytes, where it is no plain text."""

from exports.files.contents import Content
from refusals import Refusal

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")


def is_workbook(content: Content) -> bool:
    """Whether the bytes are a zip archive. Refusal: an encrypted or old workbook, a page that is named as one."""
    data, file = content.data, content.file
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise Refusal(f"{file} is a workbook with a password: remove the password in Excel and save it again.")
        raise Refusal(
            f"{file} is an old Excel workbook (.xls) or another old Office document: "
            "save it as an Excel workbook (.xlsx) or CSV."
        )
    if data.startswith(_ZIP):
        return True
    if _named_so(file):
        if b"\0" in data or data.startswith(b"PK"):
            raise Refusal(f"{file} is no Excel workbook, or a damaged one: copy or export it again.")
        start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        if start.startswith(b"<"):
            what = "a web page (HTML)" if start.startswith(_HTML) else "XML"
            raise Refusal(
                f"{file} is {what}, not an Excel workbook, whatever its name says: "
                "open it in Excel and save it as an Excel workbook (.xlsx), or export it as CSV."
            )
    return False


def _named_so(file: str) -> bool:
    return file.lower().removesuffix(".gz").endswith(_NAMES)
