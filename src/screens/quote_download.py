"""`/download/quote.pdf` and `.csv`: the quote of the address as a document or a table."""

import pandas as pd
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from labels import figures, text
from papers import quote as paper
from quotes import Answer, wording
from refusals import Refusal
from screens import here, query, quote_data, sheets
from screens.downloads import attached
from screens.tables import Column, Table

TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


def paper_of(request: Request) -> Response:
    """The file for the values of `quote_data.FIELDS` and `lang` in the address."""
    kind = request.path_params["kind"]
    if kind not in TYPES:
        return PlainTextResponse("no such file", status_code=404)
    values = {name: request.query_params.get(name, "") for name in quote_data.FIELDS}
    language = query.read({"lang": request.query_params.getlist("lang")}).lang
    try:
        answer = quote_data.answer_of(values)
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    stamp = sheets.stamp(figures.local(here.data().as_of))
    name = f"teirei-quote-{answer.quote.contract_id}-{answer.quote.kind}-{stamp}.{kind}"
    content = paper.document(answer, language) if kind == "pdf" else _table(answer, language)
    return attached(name, content, TYPES[kind])


def _table(answer: Answer, language: str) -> bytes:
    """One line a part, and the total; what was assumed stands beside."""
    quote = answer.quote
    rows = [
        {
            "part": wording.part(line, answer.level_names, language),
            "arithmetic": wording.arithmetic(line, quote, language),
            "clause": " ".join((line.clause, *line.assumptions)),
            "amount": line.amount,
        }
        for line in quote.lines
    ]
    rows.append({"part": wording.total(answer.includes_tax, language), "amount": quote.total})
    columns = tuple(
        Column(name, text(f"quote.column.{name}", language), "money" if name == "amount" else "text")
        for name in ("part", "arithmetic", "clause", "amount")
    )
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    about = {
        text("frame.as_of", language): figures.instant(answer.as_of, language, year=True),
        text("column.contract_id", language): quote.contract_id,
        text("column.currency", language): quote.currency or "",
        text("download.version", language): here.data().version,
    }
    return sheets.as_csv(Table("quote", "", columns, frame), about)
