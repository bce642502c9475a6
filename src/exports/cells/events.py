"""The values of a ticket's history in the codes of the field that changed."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exports import codes
from exports.accounting import Account
from exports.cells import distinct

_STATUS = codes.lookup(codes.STATUS)
_CODED = {"severity": codes.severity, "status": lambda text: _STATUS.get(codes.folded(text))}


def normalise(columns: dict, account: Account, written: Mapping) -> None:
    """Severities and states become codes, in place; a spelling that is not known keeps its text, with a warning."""
    concerned = {field: pc.fill_null(pc.equal(columns["field"], field), False).to_numpy() for field in _CODED}
    for name in ("old", "new"):
        if not isinstance(columns[name], pa.ChunkedArray):
            continue
        spellings, places = distinct.encoded(columns[name])
        readings, at = [spellings], places.copy()
        for block, (field, code) in enumerate(_CODED.items(), 1):
            read = pa.array([code(each) for each in spellings.to_pylist()], pa.string())
            unknown = np.append(pc.is_null(read).to_numpy(False), False)[places]
            account.warn_later(unknown & concerned[field], name, written[name], f"unknown_{field}")
            readings.append(pc.coalesce(read, spellings))
            at += np.where(concerned[field], block * len(spellings), 0)
        values = pa.concat_arrays(readings).take(pa.array(at, mask=places < 0))
        columns[name] = pa.chunked_array([values])
