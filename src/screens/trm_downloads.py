"""The files of one TRM subscription: its proposed days as CSV and as a calendar, its documents as PDF."""

from datetime import date

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from labels import figures
from metrics import trm
from metrics.trm import TrmFilters
from papers import trm_documents
from planning import calendar_file, ledgers, propose, rows
from refusals import Refusal
from screens import here, query, sheets, trm_planner
from screens.downloads import attached

PLAN = {"csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
PDF = "application/pdf"


def plan(request: Request) -> Response:
    """`/download/trm-plan.csv` (loads as planned days) or `.ics`: the proposal for the wishes of the address."""
    kind, asked = request.path_params["kind"], asked_of(request)
    if kind not in PLAN:
        return PlainTextResponse("no such file", status_code=404)
    try:
        found = ledgers.ledger(here.data(), asked.subscription, here.today(), term_of(asked))
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    if found is None:
        return PlainTextResponse("no such subscription", status_code=404)
    proposal = propose(found.task(trm_planner.wish_of(asked)))
    if kind == "csv":
        planned = rows.rows(proposal.entries, asked.subscription, found.row["consultant"])
        content = rows.as_csv(planned)
    else:
        content = calendar_file.calendar_file(
            proposal.entries,
            asked.subscription,
            lambda entry: trm_planner.title(dict(found.row), entry.mode, asked.lang),
            here.data().as_of,
        )
    return attached(f"teirei-trm-plan-{asked.subscription}-{_stamp()}.{kind}", content, PLAN[kind])


def report(request: Request) -> Response:
    """`/download/trm-report.pdf`: the day report and balance of the subscription and term of the address."""
    asked = asked_of(request)
    term = term_of(asked)
    if term is None:
        return PlainTextResponse("no such term", status_code=404)
    try:
        content = trm_documents.day_report(here.data(), here.terms(), asked.subscription, term, asked.lang)
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=404)
    return attached(f"teirei-trm-report-{asked.subscription}-{term:%Y%m%d}-{_stamp()}.pdf", content, PDF)


def term_end(request: Request) -> Response:
    """`/download/trm-term-end.pdf`: one page per running term of the subscription's customer."""
    asked = asked_of(request)
    try:
        found = trm.ledgers(here.data(), TrmFilters(subscription=(asked.subscription,))).to_pylist()
        customer = found[-1]["customer_id"] if found else ""
        content = trm_documents.term_end(here.data(), here.terms(), customer, asked.lang)
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    if content is None:
        return PlainTextResponse("no running TRM term", status_code=404)
    return attached(f"teirei-trm-term-end-{customer}-{_stamp()}.pdf", content, PDF)


def _stamp() -> str:
    return sheets.stamp(figures.local(here.data().as_of))


def asked_of(request: Request) -> query.Query:
    return query.read({key: request.query_params.getlist(key) for key in request.query_params})


def term_of(asked: query.Query) -> date | None:
    """The first day of the term in the address; None where it is none."""
    try:
        return date.fromisoformat(asked.term)
    except ValueError:
        return None
