"""What a page was asked for, as it stands in the URL: the page, its links and its downloads read the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from labels import LANGUAGES
from metrics import Filters
from metrics.quarters import Quarter, latest_complete, named

ALL = "all"


@dataclass(frozen=True)
class Query:
    """Untranslated values. An empty tuple or string does not narrow; `period` is a quarter's name or "all".

    Of one TRM subscription: the first day of its `term`; what a plan is wished to be (`onsite` days, each `weekday`
    from Monday = 0, each `month`); `dates` that are thought of for onsite days. `contract`: the support contract or TRM
    subscription that is open on the renewals page; `ends`, `stage`: the month and stage picked there; `who`: the
    customer whose page is open.
    """

    lang: str = LANGUAGES[0]
    period: str = ""
    program: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    consultant: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    reseller: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    q: str = ""
    ticket: str = ""
    subscription: str = ""
    term: str = ""
    onsite: str = ""
    weekday: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    dates: str = ""
    contract: str = ""
    ends: str = ""
    stage: str = ""
    who: str = ""
    by: str = ""
    view: str = ""

    def quarter(self, today: date, first_month: int = 4) -> Quarter | None:
        """The quarter in view, None for all of them. Without one in the URL: the last complete one."""
        return None if self.period == ALL else named(self.period, first_month) or latest_complete(today, first_month)

    def filters(self, today: date, first_month: int = 4) -> Filters:
        """The question's filters: the period as dates, the rest as given."""
        quarter = self.quarter(today, first_month)
        return replace(self.anytime(), start=quarter.start, end=quarter.end) if quarter else self.anytime()

    def anytime(self) -> Filters:
        """The same filters without a period."""
        return Filters(
            customer=self.customer,
            program=self.program,
            tier=self.tier,
            severity=self.severity,
            product=self.product,
            team=self.team,
        )

    def ticket_filters(self, today: date, first_month: int = 4) -> Filters:
        """The filters with outcome and reason as well: which tickets to list."""
        return replace(self.filters(today, first_month), outcome=self.outcome, reason=self.reason)

    def but(self, **changes: Any) -> "Query":
        return replace(self, **changes)

    def shared(self) -> "Query":
        """What goes along to another page: language, period and filters; not what was open or picked on this one."""
        return self.but(ticket="", q="", by="", view="", outcome=(), reason=()).but(**PICKED)

    def parameters(self) -> dict[str, str | list[str]]:
        """What differs from an empty query, for a URL."""
        given = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value and value != field.default:
                given[field.name] = list(value) if isinstance(value, tuple) else value
        return given

    def __str__(self) -> str:
        return urlencode(self.parameters(), doseq=True)


PICKED: dict[str, Any] = {
    "subscription": "",
    "term": "",
    "onsite": "",
    "weekday": (),
    "month": (),
    "dates": "",
    "contract": "",
    "ends": "",
    "stage": "",
    "who": "",
}
"""What was picked on a page and is left there: the open subscription or contract and what it is asked for."""


def read(parameters: Mapping[str, Sequence[str]]) -> Query:
    """The query of a URL's parameters, each a list of values. Unknown names are left alone, a bad language is ja."""
    given: dict[str, Any] = {}
    for field in fields(Query):
        values = [value for value in parameters.get(field.name, ()) if value]
        if values:
            given[field.name] = tuple(dict.fromkeys(values)) if field.default == () else values[-1]
    if given.get("lang") not in LANGUAGES:
        given.pop("lang", None)
    return Query(**given)
