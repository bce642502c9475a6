"""Ids and names of one form: what must be equal to find its contract, its customer or its ticket."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

IDENTIFIERS = frozenset({"ticket_id", "contract_id", "customer_id", "subscription_id", "parent_ticket_id"})
NAMES = frozenset({"customer_name", "consultant", "attendee"})

# The same character by the Unicode table of JIS and by that of Windows (CP932): kept as CP932 has it.
_PAIRS = {"〜": "～", "−": "－", "‖": "∥", "—": "―", "¢": "￠", "£": "￡", "¬": "￢"}
_EITHER = "[" + "".join(_PAIRS) + "\u200b\u2060\ufeff]"
_INVISIBLE = "[\u200b\u2060\ufeff]"
_DECIMALS = r"^\d+\.0+$"


def one_form(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts without invisible characters, each of the pairs as CP932 has it."""
    return pa.chunked_array([_folded(chunk) for chunk in text.chunks], text.type)


def with_decimals(text: pa.ChunkedArray) -> np.ndarray:
    """The rows whose id looks like a number that a spreadsheet gave decimals, such as 123.0."""
    suspect = (
        pc.fill_null(pc.ends_with(text, ".0"), False).to_numpy()
        | pc.fill_null(pc.ends_with(text, "00"), False).to_numpy()
    )
    found = np.zeros(len(text), dtype=bool)
    places = np.flatnonzero(suspect)
    if len(places):
        found[places] = pc.match_substring_regex(text.take(pa.array(places)), _DECIMALS).to_numpy()
    return found


def _folded(chunk: pa.Array) -> pa.Array:
    if (
        pc.all(pc.string_is_ascii(chunk)).as_py() is not False
        or not pc.any(pc.match_substring_regex(chunk, _EITHER)).as_py()
    ):
        return chunk
    for other, kept in _PAIRS.items():
        chunk = pc.replace_substring(chunk, other, kept)
    return pc.replace_substring_regex(chunk, _INVISIBLE, "")
