"""The values of a ticket's history in the codes of the field that changed."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from exports import codes, distinct
from exports.accounting import Account

_STATUS = codes.lookup(codes.STATUS)


def normalise(columns: dict, account: Account, written: Mapping) -> None:
    """Severities and states become codes, in place; a spelling that is not known keeps its text, with a warning."""
    for name in ("old", "new"):
        text = columns[name]
        if not isinstance(text, pa.ChunkedArray):
            continue
        for field, code in (("severity", codes.severity), ("status", lambda text: _STATUS.get(codes.folded(text)))):
            concerned = pc.fill_null(pc.equal(columns["field"], field), False)
            coded = distinct.coded(pc.if_else(concerned, text, None), code)
            unknown = pc.and_(pc.and_(concerned, pc.is_valid(text)), pc.is_null(coded))
            account.warn_later(unknown.to_numpy(), name, written[name], f"unknown_{field}")
            text = pc.if_else(concerned, pc.coalesce(coded, text), text)
        columns[name] = text
