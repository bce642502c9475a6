"""Written numbers: whole or with decimals, with thousands in threes, and with the unit of their column alone."""

import pyarrow as pa

from exports import engine
from exports.cells import distinct
from exports.kinds import Column

_WHOLE = r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)"
_DECIMAL = rf"{_WHOLE}(?:\.\d+)?"
_READ = {  # type → how it is written, how it is read, how it is kept
    "days": (rf"{_DECIMAL}|\.\d+", "decimal(18, 6)", "decimal(18, 6)"),
    "money": (_DECIMAL, "decimal(18, 2)", "decimal(18, 2)"),
    "count": (rf"{_WHOLE}(?:\.0+)?", "decimal(18, 0)", "integer"),
    "score": (_DECIMAL, "double", "double"),
    "share": (_DECIMAL, "double", "double"),
}
_BEFORE = {"money": r"[¥\\]|JPY"}
_AFTER = {
    "days": "日間?|人日|days?|d",
    "money": "円|JPY",
    "reopened_count": "回|times?",
    "quantity": "枚",
    "licences_purchased": "本|ライセンス|licen[cs]es?",
    "licences_in_use": "本|ライセンス|licen[cs]es?",
    "licences_covered": "本|ライセンス|licen[cs]es?",
    "score": "点",
    "share": "%",
}


def parse(column: Column, text: pa.ChunkedArray) -> pa.ChunkedArray:
    """The numbers of a column; null where none can be read. A share keeps its percent sign as a hundredth."""
    return distinct.read(text, lambda spellings: _numbers(column, spellings))


def _numbers(column: Column, spellings: pa.Array) -> pa.Array:
    written, read, kept = _READ[column.type]
    before = _BEFORE.get(column.type, "")
    after = _AFTER.get(column.name) or _AFTER.get(column.type, "")
    pattern = rf"^(?:{before})?\s*({written})\s*({after})?$"
    with engine.cursor() as connection:
        connection.register("cells", pa.table({"v": spellings}))
        number = f"try_cast(try_cast(replace(regexp_extract(v, '(?i){pattern}', 1), ',', '') as {read}) as {kept})"
        if column.type == "share":
            number = f"{number} / case when v like '%\\%' escape '\\' then 100 else 1 end"
        return connection.sql(f"select {number} as number from cells").to_arrow_table()["number"].combine_chunks()
