"""Own routes for the files: the same query as the page's, re-read from the address."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exports.mending import zipped
from labels import figures, text
from metrics import mending
from refusals import Refusal
from screens import action_tables, choices, here, names, query, records, renewal_tables, sheets, tables, trm_tables

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


TABLES: dict[str, Callable[[query.Query], tables.Table]] = {
    "attainment": tables.attainment,
    "tickets": tables.tickets,
    "files": records.files,
    "rejects": records.rejects,
    "warnings": records.warnings,
    "terms": records.outline,
    "trm": trm_tables.running,
    "trm_ended": trm_tables.ended,
    "trm_entries": trm_tables.entries,
    "trm_coupons": trm_tables.coupons,
    "trm_outside": trm_tables.outside,
    "renewals": renewal_tables.actions,
    "renewals_all": renewal_tables.everything,
    "revisions": renewal_tables.revisions,
    "upgrades": renewal_tables.upgrades,
    "uncovered": renewal_tables.uncovered,
    "actions": action_tables.table,
}
OF_TICKETS = (*choices.FIELDS, "outcome", "reason")
OF_TRM = ("consultant", "customer", "subscription", "term")
OF_RENEWALS = ("owner", "customer", "reseller", "kind", "level", "ends", "stage")
NARROWED = {
    "attainment": OF_TICKETS,
    "tickets": OF_TICKETS,
    **{name: OF_TRM for name in TABLES if name.startswith("trm")},
    **dict.fromkeys(("renewals", "renewals_all", "revisions", "upgrades", "uncovered"), OF_RENEWALS),
    "actions": ("who",),
}
"""table → the filters it is narrowed by, those of tickets by the period too; the others are of the whole load."""


TITLES = {
    "subscription": "column.subscription_id",
    "term": "column.term_start",
    "ends": "column.end_on",
    "who": "column.customer",
}


def download(request: Request) -> Response:
    """`/download/NAME.csv` or `.xlsx`: a table of the pages with the filters of the query string."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    if name not in TABLES or kind not in TYPES:
        return PlainTextResponse("no such file", status_code=404)
    parameters = {key: request.query_params.getlist(key) for key in request.query_params}
    asked = query.read(parameters)
    try:
        table, about = TABLES[name](asked), conditions(asked, NARROWED.get(name, ()))
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    if kind == "csv":
        content = sheets.as_csv(table, about)
    else:
        content = sheets.as_xlsx(table, about, text("download.conditions", asked.lang))
    file = f"teirei-{name}-{sheets.stamp(figures.local(here.data().as_of))}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return Response(content, media_type=TYPES[kind], headers=headers)


def mending_archive(request: Request) -> Response:
    """`/download/rejects.zip`: the rejected records of every file, to mend and to load again."""
    try:
        found = _to_mend(request)
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    return attached(f"teirei-rejects-{here.data().version}.zip", zipped(found), "application/zip")


def mending_file(request: Request) -> Response:
    """`/download/rejects/NUMBER.csv`: those of one file, in the order of the files' names."""
    try:
        found = list(_to_mend(request).items())
    except Refusal as refusal:
        return PlainTextResponse(str(refusal), status_code=409)
    place = int(request.path_params["place"])
    if place >= len(found):
        return PlainTextResponse("no such file", status_code=404)
    name, content = found[place]
    return attached(name, content, TYPES["csv"])


def _to_mend(request: Request) -> dict[str, bytes]:
    language = query.read({"lang": request.query_params.getlist("lang")}).lang
    return mending.files(here.data(), language)


def attached(file: str, content: bytes, media_type: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file)}", "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def conditions(asked: query.Query, narrowed_by: Sequence[str]) -> dict[str, str]:
    """What the file is about: as-of instant, data version, period and filters, in words."""
    language, source = asked.lang, here.data()
    about = {
        text("frame.as_of", language): figures.instant(source.as_of, language, year=True),
        text("download.version", language): source.version,
    }
    if not narrowed_by:
        return about
    if narrowed_by == OF_TICKETS:
        quarter = asked.quarter(*here.fiscal())
        shown = quarter.name if quarter else query.ALL
        about[text("filter.period", language)] = names.period(shown, here.fiscal()[1], language)
    narrowed = [
        f"{text(TITLES.get(field, f'column.{field}'), language)} = "
        + text("unit.list", language).join(map(choices.naming(field, language), values))
        for field in narrowed_by
        if (values := _several(getattr(asked, field)))
    ]
    if asked.q and narrowed_by == OF_TICKETS:
        narrowed.append(f"{text('filter.search', language)} = {asked.q}")
    about[text("download.filters", language)] = "; ".join(narrowed) or text("filter.all", language)
    return about


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)
