"""Bytes → UTF-8, strictly: UTF-8, UTF-8 with BOM, then CP932."""

from exports.contents import Content
from refusals import Refusal

_BOM = b"\xef\xbb\xbf"


def decode(content: Content) -> tuple[bytes, str]:
    """(text in UTF-8, encoding). Refusal: UTF-16, NUL bytes, or neither UTF-8 nor CP932."""
    file, data = content.file, content.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(f"{file} is UTF-16: save it as UTF-8 (in Excel: CSV UTF-8).")
    if (at := data.find(b"\0")) >= 0:
        raise Refusal(f"{file} holds a NUL byte at byte {at}, so it is not a text file: save it as CSV in UTF-8.")
    candidates = ("utf-8-sig",) if data.startswith(_BOM) else ("utf-8", "cp932")
    failures = []
    for encoding in candidates:
        try:
            return data.decode(encoding).encode(), encoding
        except UnicodeDecodeError as error:
            failures.append(error.start + (len(_BOM) if encoding == "utf-8-sig" else 0))
    raise Refusal(
        f"{file} is neither UTF-8 nor CP932: byte {max(failures)} (0x{data[max(failures)]:02x}) fits neither; "
        "save it as UTF-8."
    )
