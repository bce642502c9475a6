"""Texts that were damaged before they came here: characters that are lost, and mojibake."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports.accounting import Account
from exports.files import mojibake
from exports.recognition.recognise import Recognised

_LOST = "\ufffd"


def check(recognised: Recognised, written: Mapping[str, pa.ChunkedArray], account: Account) -> None:
    """Rejects a key with a lost character, which could be anyone's; warns of other damaged texts."""
    for column in recognised.kind.columns:
        text = written.get(column.name)
        if column.type != "text" or text is None or _is_ascii(text):
            continue
        heading, distinct = recognised.written(column.name), pc.unique(text)
        lost = distinct.filter(pc.match_substring(distinct, _LOST))
        if len(lost):
            rows = pc.is_in(text, lost).to_numpy()
            if column.name in recognised.kind.key:
                account.reject(rows, heading, text, "lost_character")
            else:
                account.warn_later(rows, heading, text, "lost_character")
        suspect = distinct.filter(pc.match_substring_regex(distinct, mojibake.SUSPECT)).to_pylist()
        if garbled := [each for each in suspect if mojibake.is_mojibake(each)]:
            account.warn_later(pc.is_in(text, pa.array(garbled)).to_numpy(), heading, text, "mojibake")


def _is_ascii(text: pa.ChunkedArray) -> bool:
    buffers = [chunk.buffers()[2] for chunk in text.chunks if len(chunk)]
    return not any((np.frombuffer(each, np.uint8) > 0x7F).any() for each in buffers if each)
