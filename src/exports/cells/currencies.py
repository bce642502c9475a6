"""Currencies by their codes; an amount written in yen and a currency that says otherwise contradict each other."""

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from exports.accounting import Account
from exports.cells import distinct
from exports.codes import folded

_YEN_MARK = r"(?i)[¥￥\\円]|JPY"
_NAMES = {
    "JPY": ("JPY", "yen", "円", "日本円", "¥", "JP¥"),
    "USD": ("USD", "US$", "米ドル", "USドル"),
    "EUR": ("EUR", "€", "ユーロ"),
    "GBP": ("GBP", "£", "ポンド"),
}
_CODES = {folded(name): code for code, names in _NAMES.items() for name in names}
_CODE = re.compile(r"[a-z]{3}")


def code(text: str) -> str:
    """The code of a currency as people write it: 円 and jpy are JPY, US$ is USD; what is neither stays as it is.

    A bare $ or ドル names several currencies.
    """
    plain = folded(text)
    return _CODES.get(plain) or (plain.upper() if _CODE.fullmatch(plain) else text)


def check(written: Mapping[str, pa.ChunkedArray], account: Account, headings: Mapping[str, str]) -> None:
    """Rejects the rows whose fee bears a yen sign beside another currency."""
    if "annual_fee" not in written or "currency" not in written:
        return
    fee = written["annual_fee"]
    in_yen = pc.match_substring_regex(fee, _YEN_MARK)
    other = pc.equal(
        distinct.coded(written["currency"], lambda text: "yen" if code(text) == "JPY" else "other"), "other"
    )
    rows = pc.fill_null(pc.and_(in_yen, other), False).to_numpy()
    account.reject(rows, headings["annual_fee"], fee, "other_currency")
