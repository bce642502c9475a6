"""An amount that is written in yen and a currency that says otherwise contradict each other."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from exports.accounting import Account
from exports.cells import distinct
from exports.codes import folded

_YEN_MARK = r"(?i)[¥￥\\円]|JPY"
_YEN = {folded(each) for each in ("JPY", "yen", "円", "日本円", "¥", "JP¥")}


def check(written: Mapping[str, pa.ChunkedArray], account: Account, headings: Mapping[str, str]) -> None:
    """Rejects the rows whose fee bears a yen sign beside another currency."""
    if "annual_fee" not in written or "currency" not in written:
        return
    fee = written["annual_fee"]
    in_yen = pc.match_substring_regex(fee, _YEN_MARK)
    other = pc.equal(
        distinct.coded(written["currency"], lambda text: "yen" if folded(text) in _YEN else "other"), "other"
    )
    rows = pc.fill_null(pc.and_(in_yen, other), False).to_numpy()
    account.reject(rows, headings["annual_fee"], fee, "other_currency")
