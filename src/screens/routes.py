"""The app's own addresses beside its pages."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from screens import quote_download, trm_downloads
from screens.downloads import download, mending_archive, mending_file


def front(request: Request) -> RedirectResponse:
    """The overview is the front page: its own name leads there, query and all."""
    return RedirectResponse(request.url.replace(path="/"))


routes = [
    Route("/download/rejects.zip", mending_archive),
    Route("/download/rejects/{place:int}.csv", mending_file),
    Route("/download/quote.{kind}", quote_download.paper_of),
    Route("/download/trm-plan.{kind}", trm_downloads.plan),
    Route("/download/trm-report.pdf", trm_downloads.report),
    Route("/download/trm-term-end.pdf", trm_downloads.term_end),
    Route("/download/{name}.{kind}", download),
    Route("/overview", front),
]
