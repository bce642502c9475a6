"""`/download/quote.pdf`: the quote of the address as a document."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from labels import figures
from papers import quote as paper
from refusals import Refusal
from screens import here, query, quote_data, sheets
from screens.downloads import attached


def paper_of(request: Request) -> Response:
    """The PDF for the values of `quote_data.FIELDS` and `lang` in the address."""
    values = {name: request.query_params.get(name, "") for name in quote_data.FIELDS}
    language = query.read({"lang": request.query_params.getlist("lang")}).lang
    try:
        answer = quote_data.answer_of(values)
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    stamp = sheets.stamp(figures.local(here.data().as_of))
    name = f"teirei-quote-{answer.quote.contract_id}-{answer.quote.kind}-{stamp}.pdf"
    return attached(name, paper.document(answer, language), "application/pdf")
